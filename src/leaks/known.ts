import { type Finding, fingerprintOf, type KnownSecret, redact } from './finding';
import type { Run } from './hexRuns';

/** Finds secrets that are known to be secrets, in every way to write them, by plain search. */
export function knownIn(text: string, known: readonly KnownSecret[]): Finding[] {
  return known.flatMap((secret) =>
    formsOf(secret).flatMap((form) =>
      occurrences(text, form).map(({ start, end }): Finding => ({
        rule: secret.rule,
        confidence: 'high',
        start,
        end,
        redacted: redact(secret.value),
        fingerprint: fingerprintOf(secret.value),
        evidence: ['known'],
      })),
    ),
  );
}

/** Whether bytes hold one of the secrets, in one byte a character. */
export function holdsKnown(bytes: Buffer, known: readonly KnownSecret[]): boolean {
  return known.some((secret) => formsOf(secret).some((form) => bytes.includes(form, 0, 'latin1')));
}

/** A scan asks for the same ones with every file. */
const FORMS = new WeakMap<KnownSecret, readonly string[]>();

function formsOf(secret: KnownSecret): readonly string[] {
  const forms = FORMS.get(secret) ?? writtenForms(secret.value);
  FORMS.set(secret, forms);
  return forms;
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
