import { byteAt, byteClass, HEX, WORD, WORD_CHARACTERS } from './byteClasses';
import { KEY_LENGTH, type Run, SHAPES, SHORTEST, visitRuns } from './hexRuns';
import { signsIn } from './signs';

const QUOTES = byteClass('"\'`');
/** What can stand between two literals that are joined to one, `u8` among it; in other encodings there are other blanks. */
const JOINING = Uint8Array.from(byteClass(' \t\r\n\v\f+.,;&~\\_@<>u8'), (joins, byte) =>
  byte < 0x80 ? joins : 1,
);
/** The digits of an escaped character before a run make it longer than it is. */
const ESCAPE_LETTERS = byteClass('%xu');
const ESCAPED = [0, 2, 4];

/** What a glance at bytes tells of them. */
export interface Glance {
  /** Whether any can be a secret, plain or in base64. What the detector finds, this lets through. */
  readonly mayHoldSecret: boolean;
  /** Whether they can name Fleetio. Says nothing where they may hold a secret, as the glance ends there. */
  readonly mayNameVendor: boolean;
}

/** A quick no for most files. */
export function glance(bytes: Uint8Array, shortest = SHORTEST): Glance {
  let mayHoldSecret = false;
  const signs = signsIn(bytes);
  visitRuns(signs, {
    digits: ({ start, end }) => (mayHoldSecret = end - start >= shortest && canBeSecret(bytes, start, end)),
    encoded: () => (mayHoldSecret = true),
  });
  return { mayHoldSecret, mayNameVendor: signs.mayNameVendor };
}

export const mayHoldSecret = (bytes: Uint8Array): boolean => glance(bytes).mayHoldSecret;

/** Whether a run of hex digits is a secret or a part of one by its length and its neighbours. */
function canBeSecret(bytes: Uint8Array, start: number, end: number): boolean {
  const length = end - start;
  if (
    length < KEY_LENGTH &&
    (isJoined(bytes, start - 1, -1) || isJoined(bytes, end, 1) || isBroken(bytes, start, end))
  ) {
    return true;
  }
  if (WORD[byteAt(bytes, end)] === 1) {
    return false;
  }
  if (ESCAPE_LETTERS[byteAt(bytes, start - 1)] === 1) {
    return ESCAPED.some((digits) => SHAPES.has(length - digits));
  }
  if (!SHAPES.has(length)) {
    return false;
  }
  return length > SHORTEST ? !isPartOfAddress(bytes, { start, end }) : hasLetter(bytes, start, end);
}

/** Whether a literal ends at a quote, or begins there, and another one that goes on with digits is joined to it. */
function isJoined(bytes: Uint8Array, quote: number, step: -1 | 1): boolean {
  if (QUOTES[byteAt(bytes, quote)] !== 1) {
    return false;
  }
  let at = quote + step;
  while (JOINING[byteAt(bytes, at)] === 1) {
    at += step;
  }
  return QUOTES[byteAt(bytes, at)] === 1 && HEX[byteAt(bytes, at + step)] === 1;
}

/** Whether an e-mail breaks its line before or behind digits that go on there: an `=` ends it. */
function isBroken(bytes: Uint8Array, start: number, end: number): boolean {
  if (byteAt(bytes, end) === EQUALS) {
    const next = byteAt(bytes, end + 1) === RETURN ? end + 2 : end + 1;
    return byteAt(bytes, next) === LINE_FEED && HEX[byteAt(bytes, next + 1)] === 1;
  }
  const sign = byteAt(bytes, start - 2) === RETURN ? start - 3 : start - 2;
  return (
    byteAt(bytes, start - 1) === LINE_FEED &&
    byteAt(bytes, sign) === EQUALS &&
    HEX[byteAt(bytes, sign - 1)] === 1
  );
}

const [EQUALS, LINE_FEED, RETURN] = [0x3d, 0x0a, 0x0d];

/** The first of what stands in such places as `decoys.ts` tells: most long values are in permalinks, pins and names of files. */
const PLACES = {
  before: new Map(
    (
      [
        ['/', '.~%)}-'],
        ['\\', '.~%)}-'],
        ['#', '/'],
        ['@', ')]'],
        ['-', '}'],
      ] as const
    ).map(([sign, others]) => [sign.charCodeAt(0), byteClass(WORD_CHARACTERS + others)]),
  ),
  after: new Map(
    (
      [
        ['/', '.'],
        ['-', ''],
        ['.', ''],
      ] as const
    ).map(([sign, others]) => [sign.charCodeAt(0), byteClass(WORD_CHARACTERS + others)]),
  ),
};

/** Whether a value is in such a place; account tokens are in addresses of pages, too, so their places are looked at later. */
export function isPartOfAddress(bytes: Uint8Array, { start, end }: Run): boolean {
  if (end - start === SHORTEST) {
    return false;
  }
  const [before, after] = [PLACES.before.get(byteAt(bytes, start - 1)), PLACES.after.get(byteAt(bytes, end))];
  return before?.[byteAt(bytes, start - 2)] === 1 || after?.[byteAt(bytes, end + 1)] === 1;
}

/** Ten decimal digits are a number or a time; an account token that is one too cannot be told from them. */
function hasLetter(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    if ((bytes[at] ?? 0) > NINE) {
      return true;
    }
  }
  return false;
}

const NINE = 0x39;
