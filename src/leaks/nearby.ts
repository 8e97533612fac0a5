/** In characters: how much of a text is searched at once; the reach of what asks has to be less. */
const PIECE = 4096;

/** In characters: what an expression looks at before a match, and the longest match. */
const CONTEXT = { before: 1000, after: 1000 };

/** The places of an expression in a text, found only around where somebody asks for them, once for each piece of the text. */
export class Nearby {
  /** By the pieces' numbers; for two of them that are asked about together, by their middle. */
  private readonly found = new Map<number, readonly number[]>();

  /** @param pattern has the flag `g`; made when it is first needed. */
  constructor(
    private readonly text: string,
    private readonly pattern: () => RegExp,
  ) {}

  /**
   * @param reach less than a piece.
   * @returns in order, the places where the expression matches that are within reach of an offset, and some that are not.
   */
  around(offset: number, reach: number): readonly number[] {
    const first = Math.max(0, Math.floor((offset - reach) / PIECE));
    const last = Math.floor(Math.min(this.text.length, offset + reach) / PIECE);
    return first === last
      ? this.kept(first, () => this.placesIn(first))
      : this.kept(first + 0.5, () => [first, last].flatMap((piece) => this.around(piece * PIECE, 0)));
  }

  private kept(number: number, find: () => readonly number[]): readonly number[] {
    const before = this.found.get(number);
    const places = before ?? find();
    if (before === undefined) {
      this.found.set(number, places);
    }
    return places;
  }

  /** The places that begin in one piece. */
  private placesIn(piece: number): number[] {
    const start = piece * PIECE;
    const before = Math.min(start, CONTEXT.before);
    const text = this.text.slice(start - before, start + PIECE + CONTEXT.after);
    const pattern = this.pattern();
    const places: number[] = [];
    pattern.lastIndex = before;
    for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
      if (match.index >= before + PIECE) {
        break;
      }
      places.push(start - before + match.index);
    }
    pattern.lastIndex = 0;
    return places;
  }
}
