/** How far away a hint can be, in characters. */
const REACH = { before: 700, after: 600 };

/** In characters: names stand this close before their values. */
const NEAREST = 120;

/** Searched beyond what has to be, in characters: where values are dense, one search does for many. */
const AHEAD = 500;

/** In characters: what an expression looks at before a hint, and the longest hint. */
const CONTEXT = { before: 4, after: 20 };

/** Looks for words that are near every secret. Reads what is near values, once, however many are asked about. */
export class Hints {
  /** The last hint that was found. */
  private last = -Infinity;
  /** There is no hint between the last one and this place. */
  private known = 0;

  /** @param pattern has the flag `g`. */
  constructor(
    private readonly text: string,
    private readonly pattern: RegExp,
  ) {}

  /** Whether a hint is near a value. Values have to be asked about in the order of their places. */
  isNear({ start, end }: { readonly start: number; readonly end: number }): boolean {
    const from = Math.max(0, start - REACH.before);
    const to = end + REACH.after;
    if (this.last < from && this.known <= to) {
      const unknown = Math.max(from, this.known);
      this.search(unknown, Math.max(unknown, start - NEAREST), to);
    }
    return this.last >= from && this.last <= to;
  }

  /** Finds a hint between `from` and `to`: from `nearest` on first, since what is found there is near the next values, too. */
  private search(from: number, nearest: number, to: number): void {
    const found = this.first(nearest, to + AHEAD);
    this.known = found ?? to + AHEAD + 1;
    if (found !== undefined && found <= to) {
      this.last = found;
      this.known = found + 1;
      return;
    }
    for (let at = this.first(from, nearest - 1); at !== undefined; at = this.first(at + 1, nearest - 1)) {
      this.last = at;
    }
  }

  /** The first hint that begins in a stretch; both ends belong to it. */
  private first(from: number, to: number): number | undefined {
    const before = Math.min(from, CONTEXT.before);
    this.pattern.lastIndex = before;
    const match = this.pattern.exec(this.text.slice(from - before, to + CONTEXT.after));
    const found = match === null ? Infinity : from - before + match.index;
    return found <= to ? found : undefined;
  }
}
