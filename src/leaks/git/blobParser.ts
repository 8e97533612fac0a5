import { PIECE } from '../pieces';

/** An object, without its content. */
export interface GitObject {
  readonly id: string;
  /** `missing`: git cannot read it. */
  readonly type: string;
  /** In bytes. */
  readonly size: number;
}

/** The line that git begins an object with, or all that it says of it. */
export function objectIn(line: string): GitObject {
  const [id = '', type = '', size = '0'] = line.split(' ');
  return { id, type, size: Number(size) };
}

/** A blob as it comes from git, or a piece of a large one. */
export interface Blob {
  readonly id: string;
  /** Valid until the next one is looked at. Undefined: git cannot read the object, or not to its end. */
  readonly content: Buffer | undefined;
  /** Where the piece begins in the blob. */
  readonly offset: number;
  readonly isLast: boolean;
}

export const unreadable = ({ id }: GitObject): Blob => ({ id, content: undefined, offset: 0, isLast: true });

const NEWLINE = 0x0a;

/**
 * Reads what `git cat-file --batch` prints, as it arrives: at once and in small functions, as a history is so much that what
 * waits for each object, and is compiled for each thread, takes longer than to look at them. All bytes go through one buffer, so that
 * none are left behind.
 */
export class BlobParser {
  /** How many objects have begun. */
  begun = 0;
  /** The one whose content is on its way. */
  current: GitObject | undefined;
  /** How much of it was taken. */
  private taken = 0;
  private buffer = Buffer.allocUnsafe(2 * PIECE.length);
  /** What is there and was not taken yet. */
  private start = 0;
  private end = 0;

  constructor(private readonly look: (blob: Blob) => void) {}

  /** Looks at the blobs that are whole now, and at the pieces of large ones. */
  push(bytes: Buffer): void {
    this.makeRoom(bytes.length);
    this.end += bytes.copy(this.buffer, this.end);
    while (this.takeNext());
  }

  /** @returns whether what it takes next has arrived. */
  private takeNext(): boolean {
    const object = this.current;
    if (object === undefined) {
      return this.takeLine();
    }
    return object.type === 'blob' ? this.takeContent(object) : this.skip(object);
  }

  private takeLine(): boolean {
    const length = this.buffer.subarray(this.start, this.end).indexOf(NEWLINE);
    if (length < 0) {
      return false;
    }
    const object = objectIn(this.buffer.toString('latin1', this.start, this.start + length));
    this.start += length + 1;
    this.begun++;
    if (object.type === 'missing') {
      this.look(unreadable(object));
    } else {
      this.current = object;
      this.taken = 0;
    }
    return true;
  }

  /** Of a large blob this is a piece that fits into memory; each begins with the end of the one before, so that nothing is cut. */
  private takeContent({ id, size }: GitObject): boolean {
    const offset = this.taken;
    const length = Math.min(size - offset, PIECE.length);
    const isLast = offset + length === size;
    // A line break comes after each object.
    if (this.end - this.start < (isLast ? length + 1 : length)) {
      return false;
    }
    const content = this.buffer.subarray(this.start, this.start + length);
    const step = isLast ? length + 1 : length - 2 * PIECE.shared;
    this.start += step;
    this.taken += step;
    this.current = isLast ? undefined : this.current;
    this.look({ id, content, offset, isLast });
    return true;
  }

  private skip({ size }: GitObject): boolean {
    const step = Math.min(this.end - this.start, size + 1 - this.taken);
    this.start += step;
    this.taken += step;
    const isOver = this.taken > size;
    this.current = isOver ? undefined : this.current;
    return isOver;
  }

  /** Moves what is there to the beginning, and takes a larger buffer where that is not enough. */
  private makeRoom(length: number): void {
    if (this.end + length <= this.buffer.length) {
      return;
    }
    const kept = this.end - this.start;
    const target =
      kept + length <= this.buffer.length ? this.buffer : Buffer.allocUnsafe(2 * (kept + length));
    this.buffer.copy(target, 0, this.start, this.end);
    [this.buffer, this.start, this.end] = [target, 0, kept];
  }
}
