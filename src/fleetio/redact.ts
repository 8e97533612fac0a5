/** What stands where a secret was. Nothing of it is kept: an account token is too short for that. */
export const REDACTED = '[redacted]';

/** Takes secrets out of a text. */
export type Redact = (text: string) => string;

/** Headers whose value is a secret, in lower case (fleetio-api.md section 1.1). */
const SECRET_HEADERS: ReadonlySet<string> = new Set([
  'authorization',
  'account-token',
  'partner-token',
  'organization-token',
  'proxy-authorization',
  'cookie',
  'set-cookie',
]);

/**
 * What gives a secret away that nobody knows yet: its header, its scheme, its name in JSON, its place in a URL. The
 * first group stays.
 */
const SHAPES: readonly RegExp[] = [
  new RegExp(`(\\b(?:${[...SECRET_HEADERS].join('|')})["']?\\s*[:=]\\s*)[^\\r\\n]+`, 'gi'),
  /(\b(?:token|bearer|basic)\s+(?:token=)?["']?)[\w+/=.-]{16,}/gi,
  /("(?:token|api_key|apikey|account_token|accounttoken)"\s*:\s*")[^"]+/gi,
  /(:\/\/)[^/@\s]+(?=@)/g,
];

/** Shorter texts would also be found in words that are no secret. */
const SHORTEST_SECRET = 4;

/**
 * Makes a function that takes secrets out of a text: the known ones wherever they stand and in either case, and
 * whatever has the shape of one.
 * @param known API keys and account tokens.
 */
export function redactor(known: readonly (string | undefined)[] = []): Redact {
  const withoutKnown = withoutSecrets(known);
  return (text) => SHAPES.reduce((rest, shape) => rest.replace(shape, `$1${REDACTED}`), withoutKnown(text));
}

/** Makes a function that takes the known secrets out of a text, and leaves all else as it is: code may name headers. */
export function withoutSecrets(known: readonly (string | undefined)[]): Redact {
  const patterns = known
    .filter((secret) => secret !== undefined)
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .map((secret) => new RegExp(literally(secret), 'gi'));
  return (text) => patterns.reduce((rest, pattern) => rest.replace(pattern, REDACTED), text);
}

/** Headers as they may be shown: all of them, the secret ones without their value. */
export function redactHeaders(
  headers: Readonly<Record<string, string>>,
  redact: Redact,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      SECRET_HEADERS.has(name.toLowerCase()) ? REDACTED : redact(value),
    ]),
  );
}

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
