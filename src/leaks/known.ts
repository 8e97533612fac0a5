import { type Finding, fingerprintOf, type KnownSecret, redact } from './finding';
import type { Run } from './hexRuns';

/** Finds secrets that are known to be secrets, in every way to write them, by plain search. */
export function knownIn(text: string, known: readonly KnownSecret[]): Finding[] {
  return known.flatMap(({ rule, value }) =>
    writtenForms(value).flatMap((form) =>
      occurrences(text, form).map(({ start, end }): Finding => ({
        rule,
        confidence: 'high',
        start,
        end,
        redacted: redact(value),
        fingerprint: fingerprintOf(value),
        evidence: ['known'],
      })),
    ),
  );
}

/** As it is, in capitals, backwards, as hexadecimal bytes, and in base64 at each of the three places in a group. */
function writtenForms(value: string): string[] {
  const bytes = Buffer.from(value);
  const encoded = [0, 1, 2].map((shift) => {
    // What shares its group of four with neighbours differs from text to text, so only the inner groups are sought.
    const whole = Buffer.concat([Buffer.alloc(shift), bytes]);
    const inner = whole.subarray(shift === 0 ? 0 : 3, whole.length - (whole.length % 3));
    return inner.toString('base64');
  });
  return [
    ...new Set([
      value,
      value.toUpperCase(),
      value.split('').reverse().join(''),
      bytes.toString('hex'),
      ...encoded,
    ]),
  ];
}

function occurrences(text: string, form: string): Run[] {
  const found: Run[] = [];
  for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + form.length)) {
    found.push({ start: at, end: at + form.length });
  }
  return found;
}
