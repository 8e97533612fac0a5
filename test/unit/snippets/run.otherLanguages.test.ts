import { testBehaviour } from './behaviour';
import { OTHER_LANGUAGES } from './runners';

testBehaviour('in other languages', OTHER_LANGUAGES);
