/** The window of Fleetio's rate limit: a clock minute (fleetio-api.md section 5). */
export const MINUTE = 60_000;

/** The header `Date` tells whole seconds, and so does `Retry-After`. */
const SECOND = 1000;

/**
 * When the server's minute begins on this machine's clock, which may be set differently. What answers tell leaves a span
 * in which it begins, and each answer makes the span smaller. Until the first one, both clocks are taken for equal.
 */
export class ServerMinute {
  /** Of one of its minutes; the others are whole minutes away. */
  private earliest = 0;
  private latest = 0;
  private isTold = false;

  /**
   * An answer stated the server's time.
   * @param stated in milliseconds since the epoch, without the fraction of its second.
   * @param askedAt when the request was sent, and `now` when its answer came, both on this machine's clock.
   */
  tellTime(stated: number, askedAt: number, now: number): void {
    this.narrow(askedAt - stated - SECOND, now - stated);
  }

  /**
   * A refusal stated when the next minute begins.
   * @param nextStart on this machine's clock, as if the refusal had come without delay.
   */
  tellNextStart(nextStart: number, askedAt: number, now: number): void {
    this.narrow(nextStart - SECOND - (now - askedAt), nextStart);
  }

  /** When the minute of `now` has begun for certain. */
  startOf(now: number): number {
    return Math.floor((now - this.latest) / MINUTE) * MINUTE + this.latest;
  }

  /** True when a request that ended at `endedAt` can have reached the server in the minute that began at `start`. */
  reachesInto(start: number, endedAt: number): boolean {
    return endedAt >= start - (this.latest - this.earliest);
  }

  /** This machine's clock was set: what it showed as one moment, it now shows `difference` milliseconds later. */
  shift(difference: number): void {
    this.earliest += difference;
    this.latest += difference;
  }

  private narrow(earliest: number, latest: number): void {
    const wholeMinutes = Math.round((this.latest - latest) / MINUTE) * MINUTE;
    const from = Math.max(this.earliest, earliest + wholeMinutes);
    const to = Math.min(this.latest, latest + wholeMinutes);
    // What contradicts all before it is the truth since a clock was set.
    const agrees = this.isTold && from <= to;
    this.earliest = agrees ? from : earliest + wholeMinutes;
    this.latest = agrees ? to : latest + wholeMinutes;
    this.isTold = true;
  }
}
