/** How far away a hint can be, in characters. */
const REACH = { before: 700, after: 600 };

/** Looks for words that are near every secret. Reads a text once, however many values are asked about. */
export class Hints {
  private next = -Infinity;

  /** @param pattern has the flag `g`. */
  constructor(
    private readonly text: string,
    private readonly pattern: RegExp,
  ) {}

  /** Whether a hint is near a value. Values have to be asked about in the order of their places. */
  isNear({ start, end }: { readonly start: number; readonly end: number }): boolean {
    if (this.next < start - REACH.before) {
      this.pattern.lastIndex = Math.max(0, start - REACH.before);
      this.next = this.pattern.exec(this.text)?.index ?? Infinity;
    }
    return this.next <= end + REACH.after;
  }
}
