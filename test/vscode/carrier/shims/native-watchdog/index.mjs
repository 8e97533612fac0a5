// VS Code's extension host asks this module to end it when the server that started it is gone.
import { setInterval } from 'node:timers';

const CHECK_EVERY_MS = 1000;
const PARENT_GONE = 87;

/** Ends this process within a second after the process `parentId` has ended. */
export function start(parentId) {
  const timer = setInterval(() => {
    if (!isRunning(parentId)) {
      process.exit(PARENT_GONE);
    }
  }, CHECK_EVERY_MS);
  timer.unref();
}

/** Ends this process at once. */
export function exit(code) {
  process.exit(code);
}

function isRunning(processId) {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, but as another user.
    return error.code !== 'ESRCH';
  }
}
