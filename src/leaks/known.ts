import { type Finding, fingerprintOf, type KnownSecret, redact } from './finding';
import { byteClass } from './byteClasses';
import { hasRun, KEY_LENGTH, type Run } from './hexRuns';

/** Ways to write a character by its number: in addresses, in literals, in markup. */
const ESCAPED: readonly ((hex: string, code: number) => string)[] = [
  (hex) => `%${hex}`,
  (hex) => `\\x${hex}`,
  (hex) => `\\u00${hex}`,
  (hex) => `&#x${hex};`,
  (_, code) => `&#${code};`,
];

const HEX_OF_ANY_CASE = byteClass('0123456789abcdefABCDEF');
/** What digits and letters from a to f are in base64, wherever in a group of three they stand. */
const BASE64_OF_KEY = byteClass('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789');

/** Digits stand in every key, and these begin some of them, of one byte a character and of two. */
const ESCAPES = ['%3', '\\x3', '\\u003', '&#x3', '&#5', '&#4'].flatMap((text) => [
  Buffer.from(text),
  Buffer.from(text, 'utf16le').subarray(0, -1),
]);

/** Finds secrets that are known to be secrets, in every way to write them, by plain search. */
export function knownIn(text: string, known: readonly KnownSecret[]): Finding[] {
  return known.flatMap((secret) =>
    writtenForms(secret.value).flatMap((form) =>
      occurrences((from) => text.indexOf(form, from), form.length).map((run) => findingOf(secret, run)),
    ),
  );
}

/** The same for strings of two bytes a character, of whatever order, in a binary file. */
export function knownInWide(bytes: Buffer, known: readonly KnownSecret[]): Finding[] {
  return known.flatMap((secret) =>
    writtenForms(secret.value).flatMap((form) => {
      // Without the last byte, which is that of the next character where the high byte comes first.
      const wide = Buffer.from(form, 'utf16le').subarray(0, -1);
      return occurrences((from) => bytes.indexOf(wide, from), wide.length).map((run) =>
        findingOf(secret, run),
      );
    }),
  );
}

/** A quick no for most files: whether any bytes can hold an API key, whatever it is, in one of the ways to write it. */
export function mayHoldKnown(bytes: Buffer): boolean {
  const steps = [1, 2] as const;
  return (
    steps.some((step) => hasRun(bytes, HEX_OF_ANY_CASE, KEY_LENGTH, step)) ||
    steps.some((step) => hasRun(bytes, BASE64_OF_KEY, ENCODED_LENGTH, step)) ||
    ESCAPES.some((escape) => bytes.includes(escape))
  );
}

/** Known secrets and other findings in the order of their places; what is known is not told of twice. */
export function withKnown(known: readonly Finding[], others: readonly Finding[]): Finding[] {
  const inOrder = inPlace(known);
  let next = 0;
  const isKnown = ({ start, end }: Finding): boolean => {
    while ((inOrder[next]?.end ?? Infinity) <= start) {
      next++;
    }
    return (inOrder[next]?.start ?? Infinity) < end;
  };
  return inPlace([...known, ...inPlace(others).filter((finding) => !isKnown(finding))]);
}

const inPlace = (findings: readonly Finding[]): Finding[] =>
  [...findings].sort((one, other) => one.start - other.start);

/** The whole groups of base64 that have nothing but a key in them. */
const ENCODED_LENGTH = 48;

function findingOf({ rule, value }: KnownSecret, { start, end }: Run): Finding {
  return {
    ...{ rule, confidence: 'high', start, end, evidence: ['known'] },
    ...{ redacted: redact(value), fingerprint: fingerprintOf(value) },
  };
}

/** As it is, in capitals, backwards, escaped, as hexadecimal bytes, and in base64 at each of the three places in a group. */
function writtenForms(value: string): string[] {
  const bytes = Buffer.from(value);
  const encoded = [0, 1, 2].map((shift) => {
    // What shares its group of four with neighbours differs from text to text, so only the inner groups are sought.
    const whole = Buffer.concat([Buffer.alloc(shift), bytes]);
    const inner = whole.subarray(shift === 0 ? 0 : 3, whole.length - (whole.length % 3));
    return inner.toString('base64');
  });
  const escaped = ESCAPED.map((write) => [...bytes].map((code) => write(code.toString(16), code)).join(''));
  const hex = bytes.toString('hex');
  return [
    ...new Set([value, value.toUpperCase(), reversed(value), hex, hex.toUpperCase(), ...encoded, ...escaped]),
  ];
}

function reversed(text: string): string {
  return text.split('').reverse().join('');
}

/** @param next finds the first place from an offset on; negative: there is none. */
function occurrences(next: (from: number) => number, length: number): Run[] {
  const found: Run[] = [];
  for (let at = next(0); at >= 0; at = next(at + length)) {
    found.push({ start: at, end: at + length });
  }
  return found;
}
