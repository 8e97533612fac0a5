import { FleetioError } from './errors';

/** Time, as an argument: so that a test can hold it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls back after so many milliseconds. @returns what takes the call back. */
  after(milliseconds: number, callback: () => void): () => void;
}

/** The machine's own time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after: (milliseconds, callback) => {
    const timer = setTimeout(callback, milliseconds);
    return () => {
      clearTimeout(timer);
    };
  },
};

/** Waits. @throws FleetioError `cancelled` when `signal` says so. */
export function pause(milliseconds: number, clock: Clock, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = (): void => {
      takeBack();
      reject(new FleetioError('cancelled', 'The request was cancelled before it was sent again.'));
    };
    const takeBack = clock.after(milliseconds, () => {
      signal.removeEventListener('abort', cancel);
      resolve();
    });
    if (signal.aborted) {
      cancel();
    } else {
      signal.addEventListener('abort', cancel, { once: true });
    }
  });
}
