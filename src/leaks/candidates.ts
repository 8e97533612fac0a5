import { byteClass, WORD } from './byteClasses';
import { ACCOUNT_LENGTH, KEY_LENGTH, type Run, runsIn, SHAPES } from './hexRuns';
import { Lines } from './lines';
import { isPartOfAddress, mayHoldSecret } from './quickLook';

/** How a secret is written. */
export type Form = 'plain' | 'joined' | 'base64';

/** A value that has the shape of a secret; whether it is one, its surroundings say. */
export interface Candidate extends Run {
  /** The value itself: decoded, joined. */
  readonly secret: string;
  readonly form: Form;
  /** For base64: the text around the value inside of it; the same for all that are in one. */
  readonly inside?: { readonly lines: Lines; readonly start: number };
}

const isWordAt = (text: string, at: number): boolean => WORD[text.charCodeAt(at)] === 1;

/** By their lower bytes these could be taken for digits and signs. */
const NOT_LATIN = /[^\0-\xff]/g;

/** The hexadecimal digits of a text. */
export interface Digits {
  /** The text with one byte a character. */
  readonly bytes: Buffer;
  /** All runs that are as long as the shortest secret, in order. */
  readonly runs: readonly Run[];
  /** Those of base64 that can hold an API key. */
  readonly encoded: readonly Run[];
}

/**
 * @param looked the text with one byte a character, where somebody had the quick look at it before.
 * @returns undefined if nothing in the text can be a secret.
 */
export function digitsIn(text: string, looked?: Buffer): Digits | undefined {
  const bytes = looked ?? Buffer.from(text.replace(NOT_LATIN, '\xff'), 'latin1');
  if (looked === undefined && !mayHoldSecret(bytes)) {
    return undefined;
  }
  const { digits, encoded } = runsIn(bytes);
  return { bytes, runs: digits.map((run) => withoutEscape(text, run)), encoded };
}

/**
 * All values in a text that have the shape of a secret, in the order of their places.
 * @param isWorthALook asked about a run, in order, before anything is made of it. What is encoded is always looked at.
 */
export function candidatesIn(
  text: string,
  digits = digitsIn(text),
  isWorthALook: (run: Run) => boolean = () => true,
): Candidate[] {
  if (digits === undefined) {
    return [];
  }
  const { bytes, runs } = digits;
  const plain = runs
    .filter((run) => SHAPES.has(run.end - run.start) && !isPartOfAddress(bytes, run) && isWorthALook(run))
    .flatMap((run) => plainCandidate(text, run));
  const encoded = digits.encoded.flatMap((run) => encodedCandidates(text, run));
  // Nobody writes an account token so without its key beside it.
  const accounts = encoded.length === 0 ? [] : encodedAccounts(text);
  const joined = joinedCandidates(text, runs);
  const others = [...joined, ...encoded, ...accounts];
  return others.length === 0
    ? plain
    : [...outside(joined, plain), ...others].sort((one, other) => one.start - other.start);
}

/** Those that are no piece of a longer one; both in the order of their places. */
function outside(longer: readonly Run[], candidates: readonly Candidate[]): Candidate[] {
  let next = 0;
  return candidates.filter(({ start }) => {
    while ((longer[next]?.end ?? Infinity) <= start) {
      next++;
    }
    return start < (longer[next]?.start ?? Infinity);
  });
}

/** Ways to write a character that end in what could be the beginning of a value, such as `%20` and `\n`. */
const ESCAPE = /(?:%[0-9A-Fa-f]{2}|\\x[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|\\[nrtbf]|=3D)$/;
/** What stands before the digits of such a character. */
const ESCAPE_SIGN = byteClass('%xu');

/** Takes the digits of an escaped character from the beginning of a run. */
function withoutEscape(text: string, run: Run): Run {
  const { start, end } = run;
  if (ESCAPE_SIGN[text.charCodeAt(start - 1)] !== 1) {
    return run;
  }
  const longest = [4, 2].find(
    (digits) =>
      SHAPES.has(end - start - digits) && ESCAPE.test(text.slice(Math.max(0, start - 2), start + digits)),
  );
  return { start: start + (longest ?? 0), end };
}

const HEX_ONLY = /^[0-9a-f]+$/;

/** The value of a run that is all of a word. */
export function plainCandidate(text: string, { start, end }: Run): Candidate[] {
  if (isWordAt(text, end) || isWordBefore(text, start)) {
    return [];
  }
  const secret = text.slice(start, end);
  // A character that is not Latin-1 can look like a digit in its lower byte.
  return HEX_ONLY.test(secret) ? [{ start, end, secret, form: 'plain' }] : [];
}

/** Whether a word goes on to the left of `start`. */
function isWordBefore(text: string, start: number): boolean {
  return isWordAt(text, start - 1) && !ESCAPE.test(text.slice(Math.max(0, start - 6), start));
}

/** What can stand between two literals that are joined to one: `" + "`, `' . '`, `" \` and a line break; in an e-mail `=` and one. */
const JOINER = /^(?:["'`](?:[\s+.&~\\_@]|<>|u8){0,40}["'`]|=\r?\n)$/;

/** And between two that a function joins, as `concat!("…", "…")` and `['…', '…'].join('')` do. */
const COMMA = /^["'`]\s{0,20}[,;]\s{0,20}["'`]$/;
const joins = (between: string): boolean => JOINER.test(between) || COMMA.test(between);

const JOINED_BY = {
  before:
    /(?:concat(?:enate)?!?|paste0|strcat|implode|join)\s*\(\s*(?:(?:''|"")\s*,\s*)?(?:\[\]string\s*)?[[({]?\s*["'`]$/i,
  after: /^["'`]\s*,?\s*\]\s*(?:\.|->)\s*join(?:ed)?\b/i,
};

/** What a piece begins after, and what it ends before. */
const BORDERS = { before: new Set('"\'`\n'), after: new Set('"\'`=') };

/** Keys that are cut into literals, such as `"…" + "…"`, or over two lines of an e-mail. */
function joinedCandidates(text: string, runs: readonly Run[]): Candidate[] {
  const found: Candidate[] = [];
  for (const run of runs) {
    if (run.end - run.start >= KEY_LENGTH || run.start < (found.at(-1)?.end ?? 0)) {
      continue;
    }
    if (!BORDERS.before.has(text.charAt(run.start - 1)) && !BORDERS.after.has(text.charAt(run.end))) {
      continue;
    }
    const first = pieceBefore(text, run) ?? run;
    const secret = joinFrom(text, first);
    if (secret !== undefined) {
      found.push(secret);
    }
  }
  return found;
}

/** A piece too short to be a run of its own. */
function pieceBefore(text: string, run: Run): Run | undefined {
  const window = text.slice(Math.max(0, run.start - 60), run.start);
  const match = /(?<![0-9a-zA-Z_])([0-9a-f]{1,9})(["'`][^0-9a-zA-Z]{0,40}["'`]|=\r?\n)$/.exec(window);
  if (match === null || !joins(match[2] ?? '')) {
    return undefined;
  }
  const start = run.start - match[0].length;
  return { start, end: start + (match[1] ?? '').length };
}

function joinFrom(text: string, first: Run): Candidate | undefined {
  let secret = text.slice(first.start, first.end);
  let end = first.end;
  let isList = false;
  while (secret.length < KEY_LENGTH) {
    const next = /^(["'`][^0-9a-fA-F]{0,40}?["'`]|=\r?\n)([0-9a-f]{1,39})(?![0-9a-zA-Z_])/.exec(
      text.slice(end, end + 90),
    );
    const [, between = ''] = next ?? [];
    if (next === null || !joins(between)) {
      return undefined;
    }
    isList ||= COMMA.test(between);
    secret += next[2] ?? '';
    end += next[0].length;
  }
  const isWhole =
    secret.length === KEY_LENGTH &&
    !isWordBefore(text, first.start) &&
    (!isList || isJoinedByFunction(text, first.start, end));
  return isWhole ? { start: first.start, end, secret, form: 'joined' } : undefined;
}

/** How far around pieces a function is seen that joins them, in characters. */
export const JOINED_REACH = 60;

const isJoinedByFunction = (text: string, start: number, end: number): boolean =>
  JOINED_BY.before.test(text.slice(Math.max(0, start - JOINED_REACH), start)) ||
  JOINED_BY.after.test(text.slice(end, end + JOINED_REACH));

/** The values inside a run of base64 that has a key in it; where there is nothing else in it, the whole run is the secret as it is written. */
function encodedCandidates(text: string, run: Run): Candidate[] {
  const padded = /^=*/.exec(text.slice(run.end, run.end + 2))?.[0].length ?? 0;
  const bytes = Buffer.from(text.slice(run.start, run.end), 'base64');
  const values = runsIn(bytes).digits.filter(({ start, end }) => SHAPES.has(end - start));
  if (!values.some(({ start, end }) => end - start === KEY_LENGTH)) {
    return [];
  }
  const decoded = bytes.toString('latin1');
  const lines = new Lines(decoded);
  if (BOTH.test(decoded)) {
    // The two of a pair, as for basic authentication: there is nothing else, so both are all of it.
    return [KEY_LENGTH, ACCOUNT_LENGTH].flatMap((length) =>
      bothAs(length, lines, { start: run.start, end: run.end + padded }),
    );
  }
  return values
    .flatMap((inner) => plainCandidate(decoded, inner))
    .map((inner) => {
      const isAlone = /^(?:Token (?:token=)?)?[0-9a-f]{40}\s*$/.test(decoded);
      return {
        ...inner,
        form: 'base64',
        start: isAlone ? run.start : run.start + Math.floor(inner.start / 3) * 4,
        end: isAlone ? run.end + padded : Math.min(run.end, run.start + Math.ceil(inner.end / 3) * 4),
        inside: { lines, start: inner.start },
      };
    });
}

/** A key and an account token, or the other way round, with a sign between them. */
const BOTH = /^(?:[0-9a-f]{40}[^\w\s][0-9a-f]{10}|[0-9a-f]{10}[^\w\s][0-9a-f]{40})\s*$/;

/** The one of the two in a text that has `length` digits; written as `run`. */
function bothAs(length: number, lines: Lines, run: Run): Candidate[] {
  const match = new RegExp(`(?<!\\w)[0-9a-f]{${length}}(?!\\w)`).exec(lines.text);
  return match === null
    ? []
    : [{ ...run, secret: match[0], form: 'base64', inside: { lines, start: match.index } }];
}

const ENCODED_ACCOUNT = /(?<![\w+/=-])[MNOYZ][\w+/-]{13}(?:==|[\w+/-]=)/g;

/** The account tokens that are all there is in a run of base64, perhaps with a line break. */
export function encodedAccounts(text: string): Candidate[] {
  return [...text.matchAll(ENCODED_ACCOUNT)].flatMap(({ 0: written, index: start }) => {
    const decoded = Buffer.from(written, 'base64').toString('latin1');
    const secret = decoded.trimEnd();
    return /^[0-9a-f]{10}$/.test(secret)
      ? [
          {
            ...{ start, end: start + written.length, secret, form: 'base64' },
            inside: { lines: new Lines(decoded), start: 0 },
          },
        ]
      : [];
  });
}
