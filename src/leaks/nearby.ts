/** In characters: how much of a text is searched at once. */
const PIECE = 4096;

/** In characters: what an expression looks at before a match, and the longest match. */
const CONTEXT = { before: 1000, after: 1000 };

/** The places of an expression in a text, found only around where somebody asks for them, once for each piece of the text. */
export class Nearby {
  private readonly ofPiece = new Map<number, readonly number[]>();
  /** Of several pieces that were asked about together, by the first of them and how many more there are. */
  private readonly ofPieces = new Map<string, readonly number[]>();

  /** @param pattern has the flag `g`; made when it is first needed. */
  constructor(
    private readonly text: string,
    private readonly pattern: () => RegExp,
  ) {}

  /** @returns in order, the places where the expression matches that are within reach of an offset, and some that are not. */
  around(offset: number, reach: number): readonly number[] {
    const first = Math.floor(Math.max(0, offset - reach) / PIECE);
    const last = Math.floor(Math.min(this.text.length, offset + reach) / PIECE);
    const pieces = Array.from({ length: last - first + 1 }, (_, at) => first + at);
    const piece = (at: number): readonly number[] => kept(this.ofPiece, at, () => this.placesIn(at));
    return pieces.length === 1
      ? piece(first)
      : kept(this.ofPieces, pieces.join(), () => pieces.flatMap(piece));
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

function kept<Key, Found>(before: Map<Key, Found>, key: Key, find: () => Found): Found {
  const met = before.get(key);
  const found = met ?? find();
  if (met === undefined) {
    before.set(key, found);
  }
  return found;
}
