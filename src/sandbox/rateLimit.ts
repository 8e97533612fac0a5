const MINUTE = 60_000;

/** Counts requests in a fixed window, the clock minute, for each account token (fleetio-api.md section 5). */
export class ClockMinuteLimit {
  private minute = 0;
  private readonly counts = new Map<string, number>();

  /** @param limit requests a minute; `off` lets every request pass. */
  constructor(
    private readonly limit: number | 'off',
    private readonly now: () => number,
  ) {}

  /** Counts a request. @returns the seconds to wait when it is one too many, else 0. */
  take(accountToken: string): number {
    const now = this.now();
    const minute = Math.floor(now / MINUTE);
    if (minute !== this.minute) {
      this.minute = minute;
      this.counts.clear();
    }
    const count = (this.counts.get(accountToken) ?? 0) + 1;
    this.counts.set(accountToken, count);
    return this.limit === 'off' || count <= this.limit ? 0 : Math.ceil(((minute + 1) * MINUTE - now) / 1000);
  }
}
