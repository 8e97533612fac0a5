import { namedSecretsIn } from '../../keys/envFile';
import { detect, secretIn } from '../../leaks/detector';
import { redact } from '../../leaks/finding';

/** Where a secret stands in a text, in UTF-16 offsets. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** An API key that lies in a text, with the account token that goes with it. Lives in memory only. */
export interface FoundKey {
  readonly apiKey: string;
  /** Its first and last characters: the only form that may be shown. */
  readonly redacted: string;
  /** Empty: there is none near it. */
  readonly accountToken: string;
  /** Where the secrets stand, first the key. */
  readonly spans: readonly Span[];
}

interface Secret extends Span {
  readonly kind: 'apiKey' | 'accountToken';
  readonly value: string;
}

/**
 * Finds the API keys in a text: what the leak detector takes for one, and what stands under a name such as
 * `FLEETIO_API_KEY`, whatever its shape.
 * @param path relative to the workspace, with `/`.
 */
export function findKeys(text: string, path: string): readonly FoundKey[] {
  const secrets = [...namedSecretsIn(text), ...detected(text, path)];
  const keys = firstOfEach(secrets.filter(({ kind }) => kind === 'apiKey'));
  const tokens = firstOfEach(secrets.filter(({ kind }) => kind === 'accountToken'));
  return keys.map((key) => {
    const { value, start, end } = key;
    const token = nearest(tokens, key);
    return {
      apiKey: value,
      redacted: redact(value),
      accountToken: token?.value ?? '',
      spans: [{ start, end }, ...(token ? [{ start: token.start, end: token.end }] : [])],
    };
  });
}

function detected(text: string, path: string): readonly Secret[] {
  return detect(text, { path, fleetioWorkspace: true })
    .filter(({ rule }) => rule !== 'fleetio-access-token')
    .map((finding) => ({
      kind: finding.rule === 'fleetio-api-key' ? 'apiKey' : 'accountToken',
      value: secretIn(text, finding),
      start: finding.start,
      end: finding.end,
    }));
}

function firstOfEach(secrets: readonly Secret[]): readonly Secret[] {
  return secrets.filter(({ value }, at) => secrets.findIndex((other) => other.value === value) === at);
}

function nearest(secrets: readonly Secret[], place: Span): Secret | undefined {
  const [first] = [...secrets].sort((a, b) => gap(a, place) - gap(b, place));
  return first;
}

/** How many characters lie between two places that do not overlap. */
function gap(one: Span, other: Span): number {
  return Math.max(one.start - other.end, other.start - one.end);
}
