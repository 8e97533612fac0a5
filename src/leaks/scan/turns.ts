/** After that long, what else is to be done in this thread gets a turn; it can be the word to stop. */
const TURN_MILLISECONDS = 50;

/** Lets long work in one thread be stopped, and others have their turn. */
export class Turns {
  private last = performance.now();

  constructor(private readonly signal?: AbortSignal) {}

  /** Called often. @returns undefined while it is not time yet. Rejects with the signal's reason when aborted. */
  next(): Promise<void> | undefined {
    return performance.now() - this.last > TURN_MILLISECONDS ? this.take() : undefined;
  }

  private async take(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    this.signal?.throwIfAborted();
    this.last = performance.now();
  }
}
