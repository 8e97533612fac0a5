import { createHmac } from 'node:crypto';

/** What a cursor stands for. */
export interface Position {
  /** The path of the list. */
  readonly list: string;
  /** The id of the page's first record; undefined in an empty list. */
  readonly start: number | undefined;
  /** The filters and the order, as the request wrote them. */
  readonly query: string;
  /** How many records its pages have. */
  readonly size: number;
}

const PROOF_LENGTH = 16;

/** Writes and reads cursors: opaque to clients, and refused when they were tampered with. */
export class Cursors {
  constructor(private readonly secret: string) {}

  write({ list, start, query, size }: Position): string {
    const text = JSON.stringify([list, start ?? null, query, size]);
    return Buffer.from(this.proof(text) + text).toString('base64url');
  }

  /** Undefined for what this server did not write. */
  read(cursor: string): Position | undefined {
    const decoded = Buffer.from(cursor, 'base64url').toString();
    const text = decoded.slice(PROOF_LENGTH);
    if (
      this.proof(text) !== decoded.slice(0, PROOF_LENGTH) ||
      Buffer.from(decoded).toString('base64url') !== cursor
    ) {
      return undefined;
    }
    const [list, start, query, size] = JSON.parse(text) as [string, number | null, string, number];
    return { list, start: start ?? undefined, query, size };
  }

  private proof(text: string): string {
    return createHmac('sha256', this.secret).update(text).digest('base64url').slice(0, PROOF_LENGTH);
  }
}
