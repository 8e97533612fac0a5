import { useSession } from '../session';
import { keysByKeyboard } from './byKeyboard';
import { keysInTerminals } from './inTerminals';
import { questionsAboutKeys } from './questions';

/** Walks in one window, as windows are what takes the time; each leaves keys and settings that the next can live with. */
describe('Keys', () => {
  const session = useSession({
    sandbox: { rateLimit: 'off', vehicles: 5 },
    settings: {
      'window.autoDetectColorScheme': true,
      // VS Code restores terminals after a reload, as is its default.
      'terminal.integrated.enablePersistentSessions': true,
    },
  });

  describe('in the terminals of a workspace', () => {
    keysInTerminals(session);
  });
  describe('by keyboard alone', () => {
    keysByKeyboard(session);
  });
  describe('and questions about them', () => {
    questionsAboutKeys(session);
  });
});
