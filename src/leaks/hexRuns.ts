import { BASE64, BASE64_OF_HEX, HEX, SECOND_OF_HEX } from './byteClasses';
import { type Signs, signsIn } from './signs';

/** A run of bytes, by offsets: `end` is the first one after it. */
export interface Run {
  readonly start: number;
  readonly end: number;
}

/** How long the secrets are. */
export const ACCOUNT_LENGTH = 10;
export const KEY_LENGTH = 40;
export const ACCESS_LENGTH = 64;

/** Shorter runs are of no interest. */
export const SHORTEST = ACCOUNT_LENGTH;

export const SHAPES: ReadonlySet<number> = new Set([ACCOUNT_LENGTH, KEY_LENGTH, ACCESS_LENGTH]);

const isIn = (table: Uint8Array, byte: number | undefined): boolean =>
  byte !== undefined && table[byte] === 1;

/** Widens a position inside a run to the whole run. */
function widen(bytes: Uint8Array, table: Uint8Array, at: number): Run {
  let start = at;
  while (start > 0 && table[bytes[start - 1] ?? 0] === 1) {
    start--;
  }
  let end = at + 1;
  // Engines read what is not there much more slowly, and all else from then on, too.
  while (end < bytes.length && table[bytes[end] ?? 0] === 1) {
    end++;
  }
  return { start, end };
}

/**
 * Whether there is a run of at least `length` bytes of a class, looking at one byte in `length`.
 * @param step 2: every second byte counts, as in texts of two bytes a character.
 */
export function hasRun(bytes: Uint8Array, table: Uint8Array, length: number, step: 1 | 2): boolean {
  const stride = length * step;
  for (let phase = 0; phase < step; phase++) {
    for (let at = stride - step + phase; at < bytes.length; at += stride) {
      let count = 0;
      for (let left = at; left >= 0 && isIn(table, bytes[left]); left -= step) {
        count++;
      }
      for (let right = at + step; count > 0 && count < length && isIn(table, bytes[right]); right += step) {
        count++;
      }
      if (count >= length) {
        return true;
      }
    }
  }
  return false;
}

/** Whether there can be a run of forty hex digits that are two bytes wide: each digit has a NUL beside it. */
export function mayHoldWideKey(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at += KEY_LENGTH) {
    const first = bytes[at] === 0 ? at + 1 : at;
    let step = 0;
    while (step < 20 && HEX[bytes[first + step] ?? 0] === 1 && bytes[first + step + 1] === 0) {
      step += 2;
    }
    if (step === 20) {
      return true;
    }
  }
  return false;
}

/** Forty hex digits in base64 hold at least 12 whole groups of four, wherever they begin. */
const GROUPS = 12;

/** Told of runs; a yes ends the search. */
interface Visitor {
  /** At least `SHORTEST` lower-case hex digits. */
  readonly digits: (run: Run) => boolean;
  /** Base64 that can hold an API key; begins where a group of four does. */
  readonly encoded: (run: Run) => boolean;
}

/** Goes through the runs in bytes, each kind in order. */
export function visitRuns(signs: Signs, { digits, encoded }: Visitor): void {
  const { bytes } = signs;
  let endOfEncoded = 0;
  for (let at = signs.next(0); at < bytes.length; at = signs.next(at)) {
    if (HEX[bytes[at] ?? 0] === 1) {
      const run = widen(bytes, HEX, at);
      if (run.end - run.start >= SHORTEST && digits(run)) {
        return;
      }
      at = run.end;
      continue;
    }
    const groups = groupsAround(bytes, at);
    if (groups.count >= GROUPS && at >= endOfEncoded) {
      const { start, end } = widen(bytes, BASE64, at);
      if (encoded({ start: start + ((at - start) % 4), end })) {
        return;
      }
      endOfEncoded = end;
    }
    // The last of the groups can end in digits that a run goes on from.
    at = Math.max(groups.end - 3, nextGroup(bytes, at));
  }
}

/** All runs in bytes. */
export function runsIn(bytes: Uint8Array): { readonly digits: Run[]; readonly encoded: Run[] } {
  const runs: { digits: Run[]; encoded: Run[] } = { digits: [], encoded: [] };
  visitRuns(signsIn(bytes), {
    digits: (run) => runs.digits.push(run) < 0,
    encoded: (run) => runs.encoded.push(run) < 0,
  });
  return runs;
}

/** How many groups of four in a row around the one at `at` can be hex digits in base64, and where the last of them ends. */
function groupsAround(bytes: Uint8Array, at: number): { readonly count: number; readonly end: number } {
  let end = at;
  while (isOfHex(bytes, end)) {
    end += 4;
  }
  let start = at;
  while (start >= 4 && end > at && isOfHex(bytes, start - 4)) {
    start -= 4;
  }
  return { count: (end - start) / 4, end };
}

/** Whether a whole group of four is there. */
const isOfHex = (bytes: Uint8Array, at: number): boolean =>
  at + 3 < bytes.length &&
  isIn(BASE64_OF_HEX, bytes[at]) &&
  isIn(SECOND_OF_HEX, bytes[at + 1]) &&
  isIn(BASE64, bytes[at + 2]) &&
  isIn(BASE64, bytes[at + 3]);

/** The first place behind one where no group begins as hex digits do, or one is that of hex digits. */
function nextGroup(bytes: Uint8Array, at: number): number {
  let next = at + 1;
  while (next < bytes.length && BASE64_OF_HEX[bytes[next] ?? 0] === 1 && !isOfHex(bytes, next)) {
    next++;
  }
  return next;
}
