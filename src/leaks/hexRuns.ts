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

/** A table by byte: 1 for those of these characters. */
export const byteClass = (characters: string): Uint8Array => {
  const table = new Uint8Array(256);
  for (const character of characters) {
    table[character.charCodeAt(0)] = 1;
  }
  return table;
};

export const HEX = byteClass('0123456789abcdef');
/** What words are made of. */
export const WORD_CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_';
export const WORD = byteClass(WORD_CHARACTERS);
const BASE64 = byteClass('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_');
/** What the first character of four can be in the base64 form of hex digits: their bytes are 30–39 and 61–66. */
export const BASE64_OF_HEX = byteClass('MNOYZ');
/** And the second one. */
const SECOND_OF_HEX = byteClass('DGTWjmz2');

const isIn = (table: Uint8Array, byte: number | undefined): boolean =>
  byte !== undefined && table[byte] === 1;

/** Widens a position inside a run to the whole run, not to the left of `floor`. */
export function widen(bytes: Uint8Array, table: Uint8Array, at: number, floor: number): Run {
  let start = at;
  while (start > floor && table[bytes[start - 1] ?? 0] === 1) {
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
 * The runs of at least `SHORTEST` lower-case hex digits, in order. Looks at one byte in `SHORTEST`, since such a run cannot
 * hide between two of those, so most of a file is never touched.
 */
export function hexRuns(bytes: Uint8Array): Run[] {
  const runs: Run[] = [];
  let floor = 0;
  for (let at = SHORTEST - 1; at < bytes.length; at += SHORTEST) {
    if (HEX[bytes[at] ?? 0] === 1) {
      const run = widen(bytes, HEX, at, floor);
      if (run.end - run.start >= SHORTEST) {
        runs.push(run);
      }
      floor = run.end;
      at = run.end;
    }
  }
  return runs;
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
export const GROUPS = 12;
const PROBE = GROUPS * 4 - 8;

/** The runs of base64 that can hold an API key, in order; each begins where a group of four does. */
export function base64Runs(bytes: Uint8Array): Run[] {
  const runs: Run[] = [];
  let floor = 0;
  for (let at = 0; at + 3 < bytes.length; at += PROBE) {
    for (let shift = 0; shift < 4; shift++) {
      if (BASE64_OF_HEX[bytes[at + shift] ?? 0] === 1 && groupsAround(bytes, at + shift, floor) >= GROUPS) {
        const run = widen(bytes, BASE64, at + shift, floor);
        runs.push({ start: run.start + ((at + shift - run.start) % 4), end: run.end });
        floor = run.end;
        at = run.end - PROBE;
        break;
      }
    }
  }
  return runs;
}

/** How many groups of four in a row around the one at `at` can be hex digits in base64; counts no further than needed. */
export function groupsAround(bytes: Uint8Array, at: number, floor: number): number {
  let groups = 0;
  for (let left = at; left >= floor && isOfHex(bytes, left) && groups < GROUPS; left -= 4) {
    groups++;
  }
  for (let right = at + 4; groups > 0 && groups < GROUPS && isOfHex(bytes, right); right += 4) {
    groups++;
  }
  return groups;
}

const isOfHex = (bytes: Uint8Array, at: number): boolean =>
  at + 1 < bytes.length && isIn(BASE64_OF_HEX, bytes[at]) && isIn(SECOND_OF_HEX, bytes[at + 1]);
