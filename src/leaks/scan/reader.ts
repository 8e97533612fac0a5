import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, realpathSync } from 'node:fs';
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

/** Reads files one after the other into one buffer; a file larger than `PIECE.length` comes in windows. Follows no links. */
export class FileReader {
  private buffer = Buffer.allocUnsafe(SMALL);
  private readonly safeFolders = new Map<string, boolean>();

  constructor(
    private readonly root: string,
    private readonly stats: ScanStats,
  ) {}

  /** The windows of a file; valid until the next one is asked for. None if it is not to be read; that is counted. */
  *read(file: string): Generator<Window> {
    const absolute = path.join(this.root, file);
    const opened = this.open(absolute);
    if (opened === undefined) {
      return;
    }
    this.stats.files++;
    try {
      yield* this.windows(opened);
    } finally {
      closeSync(opened.descriptor);
    }
  }

  private open(absolute: string): Opened | undefined {
    if (!this.isInside(path.dirname(absolute))) {
      countSkipped(this.stats, 'outside of the work tree');
      return undefined;
    }
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

  /** Whether no folder on the way is a link to somewhere else. */
  private isInside(folder: string): boolean {
    let isSafe = this.safeFolders.get(folder);
    if (isSafe === undefined) {
      try {
        isSafe = realpathSync(folder) === folder;
      } catch {
        // It is gone; opening the file will say so.
        isSafe = true;
      }
      this.safeFolders.set(folder, isSafe);
    }
    return isSafe;
  }

  private *windows({ descriptor, size }: Opened): Generator<Window> {
    if (size > this.buffer.length) {
      this.buffer = Buffer.allocUnsafe(Math.min(size, PIECE.length));
    }
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
  return lstatSync(absolute, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}
