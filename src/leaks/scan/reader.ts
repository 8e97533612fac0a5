import { closeSync, constants, fstatSync, lstatSync, openSync, readSync } from 'node:fs';
import path from 'node:path';

import { type Encoding, encodingOf } from '../encoding';
import { PIECE } from '../pieces';
import { countSkipped, type ScanStats } from './report';

/** A stretch of a file. */
export interface Window {
  readonly bytes: Buffer;
  /** Of the whole file. */
  readonly encoding: Encoding;
  /** Where it begins in the file. */
  readonly offset: number;
  /** Findings that begin here or later belong to this window, those before to the one before. */
  readonly from: number;
  /** Findings that begin here or later belong to the next window. `Infinity` for the last one. */
  readonly to: number;
  /** Where the next window begins, counted from the beginning of this one. */
  readonly next: number;
}

/** The window on a piece of a file, or on all of it. @param offset where the piece begins. */
export function windowOn(bytes: Buffer, encoding: Encoding, offset: number, isLast: boolean): Window {
  return {
    bytes,
    encoding,
    offset,
    from: offset === 0 ? 0 : offset + PIECE.shared,
    to: isLast ? Infinity : offset + bytes.length - PIECE.shared,
    next: isLast ? bytes.length : bytes.length - 2 * PIECE.shared,
  };
}

interface Opened {
  readonly descriptor: number;
  /** In bytes, when it was opened. */
  readonly size: number;
}

/** Stands in a name for bytes that are no UTF-8; no file can be opened by such a name. */
const NO_CHARACTER = '\uFFFD';

/** What most files fit into. */
const SMALL = 256 * 1024;

/** Reads files one after the other into one buffer; one as large as `PIECE.length` comes in windows. Follows no links. */
export class FileReader {
  private buffer = Buffer.allocUnsafe(SMALL);
  /** Where a folder lies, by its path from the root; undefined: a link on the way leads somewhere else. */
  private readonly places = new Map<string, string | undefined>();

  constructor(
    private readonly root: string,
    private readonly stats: ScanStats,
  ) {}

  /**
   * The windows of a file, to be gone through at once; each is valid until the next one is asked for. None if it is not to be
   * read; that is counted.
   */
  read(file: string): Iterable<Window> {
    const opened = this.open(file);
    if (opened === undefined) {
      return [];
    }
    this.stats.files++;
    // Most files are one window, which comes sooner without a generator.
    return opened.size < PIECE.length ? this.whole(opened) : this.windows(opened);
  }

  private open(file: string): Opened | undefined {
    const slash = file.lastIndexOf('/');
    const place = this.placeOf(file.slice(0, Math.max(0, slash)));
    if (place === undefined) {
      countSkipped(this.stats, 'outside of the work tree');
      return undefined;
    }
    const absolute = `${place}${path.sep}${file.slice(slash + 1)}`;
    try {
      const descriptor = openSync(absolute, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
      const stat = fstatSync(descriptor);
      if (stat.isFile()) {
        return { descriptor, size: stat.size };
      }
      closeSync(descriptor);
      countSkipped(this.stats, 'not a file');
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      const isGone = (code === 'ENOENT' || code === 'ENOTDIR') && !absolute.includes(NO_CHARACTER);
      // A tracked file that was deleted is no file to scan; everything else is told.
      if (!isGone) {
        countSkipped(this.stats, isLink(absolute) ? 'symbolic link' : 'not readable');
      }
    }
    return undefined;
  }

  private placeOf(folder: string): string | undefined {
    if (folder === '') {
      return this.root;
    }
    if (!this.places.has(folder)) {
      const slash = folder.lastIndexOf('/');
      const parent = this.placeOf(folder.slice(0, Math.max(0, slash)));
      const absolute = parent && `${parent}${path.sep}${folder.slice(slash + 1)}`;
      this.places.set(folder, absolute && isLink(absolute) ? undefined : absolute);
    }
    return this.places.get(folder);
  }

  private whole({ descriptor, size }: Opened): Window[] {
    try {
      this.makeRoom(size);
      const filled = this.fill(descriptor, 0, size);
      const bytes = this.buffer.subarray(0, filled);
      return filled === 0 ? [] : [windowOn(bytes, encodingOf(bytes), 0, true)];
    } finally {
      closeSync(descriptor);
    }
  }

  private *windows({ descriptor, size }: Opened): Generator<Window> {
    try {
      this.makeRoom(PIECE.length);
      let offset = 0;
      let kept = 0;
      let encoding: Encoding | undefined;
      for (;;) {
        const filled = kept + this.fill(descriptor, kept, size - offset - kept);
        const isLast = filled < PIECE.length;
        const bytes = this.buffer.subarray(0, filled);
        encoding ??= encodingOf(bytes);
        const window = windowOn(bytes, encoding, offset, isLast);
        if (filled > 0) {
          yield window;
        }
        if (isLast) {
          return;
        }
        kept = filled - window.next;
        this.buffer.copyWithin(0, window.next, filled);
        offset += window.next;
      }
    } finally {
      closeSync(descriptor);
    }
  }

  private makeRoom(size: number): void {
    if (size > this.buffer.length) {
      this.buffer = Buffer.allocUnsafe(PIECE.length);
    }
  }

  /** Reads until the buffer is full or the file ends; one that has grown since is read up to its old size. */
  private fill(descriptor: number, at: number, left: number): number {
    const most = Math.min(left, PIECE.length - at);
    let total = 0;
    while (total < most) {
      const count = readSync(descriptor, this.buffer, at + total, most - total, null);
      if (count === 0) {
        break;
      }
      total += count;
    }
    this.stats.bytes += total;
    return total;
  }
}

function isLink(absolute: string): boolean {
  try {
    return lstatSync(absolute, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
  } catch {
    // It cannot be looked at; opening the file will say why.
    return false;
  }
}
