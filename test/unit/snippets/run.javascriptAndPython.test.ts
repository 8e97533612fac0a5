import { testBehaviour } from './behaviour';
import { JAVASCRIPT_AND_PYTHON } from './runners';

testBehaviour('in JavaScript, TypeScript and Python', JAVASCRIPT_AND_PYTHON);
