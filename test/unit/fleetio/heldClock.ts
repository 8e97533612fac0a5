import type { Clock } from '../../../src/fleetio/clock';

/** A clock that stands until it is moved. */
export class HeldClock implements Clock {
  private time: number;
  private calls: { readonly at: number; readonly callback: () => void }[] = [];

  /** @param start in milliseconds since the epoch; a full minute by default. */
  constructor(start = Date.UTC(2025, 2, 1, 12)) {
    this.time = start;
  }

  now(): number {
    return this.time;
  }

  after(milliseconds: number, callback: () => void): () => void {
    const call = { at: this.time + milliseconds, callback };
    this.calls.push(call);
    return () => {
      this.calls = this.calls.filter((other) => other !== call);
    };
  }

  /** Shows an earlier time; calls still come after as long as they were to. */
  setBack(milliseconds: number): void {
    this.time -= milliseconds;
    this.calls = this.calls.map((call) => ({ ...call, at: call.at - milliseconds }));
  }

  /** How many calls are still to come. */
  get pending(): number {
    return this.calls.length;
  }

  /** Moves the clock, stopping at every call on the way, and lets everything that follows from each happen. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.time + milliseconds;
    await settle();
    for (;;) {
      const [next] = this.calls.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (next === undefined) {
        break;
      }
      this.calls = this.calls.filter((other) => other !== next);
      this.time = Math.max(this.time, next.at);
      next.callback();
      await settle();
    }
    this.time = end;
  }
}

/** Lets all promises that can go on do so. */
export async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
