/** How far away a hint can be, in characters. */
const REACH = { before: 700, after: 600 };

/** Searched beyond what has to be, in characters: where values are dense, one search does for many. */
const AHEAD = 500;

/** In characters: what an expression looks at before a hint, and the longest hint. */
const CONTEXT = { before: 4, after: 20 };

/** Looks for words that are near every secret. Reads what is near values, once, however many are asked about. */
export class Hints {
  /** The last hint that was found. */
  private last = -Infinity;
  /** All hints before are known. */
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
      this.search(Math.max(from, this.known), to + AHEAD);
    }
    return this.last >= from && this.last <= to;
  }

  /** Finds the first hint that begins in a stretch. */
  private search(from: number, to: number): void {
    const before = Math.min(from, CONTEXT.before);
    this.pattern.lastIndex = before;
    const match = this.pattern.exec(this.text.slice(from - before, to + CONTEXT.after));
    const found = match === null ? Infinity : from - before + match.index;
    this.last = found <= to ? found : this.last;
    this.known = Math.min(found, to) + 1;
  }
}
