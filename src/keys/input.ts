/**
 * What a person pastes when asked for an API key or an account token, and what is meant by it.
 * Shapes: fleetio-api.md section 1.3; they are documented nowhere, so the checks are lax.
 */

const API_KEY = /^[0-9a-z]{20,64}$/i;
const ACCOUNT_TOKEN = /^[0-9a-z]{6,20}$/i;

const KEY_IN_TEXT = /(?<![0-9a-z])[0-9a-z]{20,64}(?![0-9a-z])/gi;
const AROUND = /^[\s"'`]+|[\s"'`,;]+$/g;

/**
 * The key in pasted text: people paste `Token KEY`, a quoted value, a whole header or a line of a .env file. Where it
 * is not clear which word is the key, the text comes back as it was, without the blanks and quotes around it.
 */
export function cleanApiKey(text: string): string {
  const [key, ...others] = text.match(KEY_IN_TEXT) ?? [];
  return key !== undefined && others.length === 0 ? key : text.replace(AROUND, '');
}

/** What keeps a cleaned text from being an API key; undefined when nothing does. */
export type ApiKeyProblem = 'empty' | 'looksLikeAccountToken' | 'wrongShape';

export function apiKeyProblem(key: string): ApiKeyProblem | undefined {
  if (key === '') {
    return 'empty';
  }
  if (API_KEY.test(key)) {
    return undefined;
  }
  return ACCOUNT_TOKEN.test(key) ? 'looksLikeAccountToken' : 'wrongShape';
}

/**
 * The account token in pasted text: the token itself, or the first path segment of any Fleetio page address
 * (`https://secure.fleetio.com/abc123/dashboard`). Undefined when the text is neither.
 */
export function readAccountToken(text: string): string | undefined {
  const cleaned = text.replace(AROUND, '');
  const candidate = /[/.]/.test(cleaned)
    ? tokenInAddress(cleaned)
    : cleaned.replace(/^account-token\s*:\s*/i, '');
  return candidate !== undefined && ACCOUNT_TOKEN.test(candidate) ? candidate : undefined;
}

/** First path segments of Fleetio addresses that are no account tokens. */
const OWN_PAGES = new Set(['api', 'api_keys', 'users', 'assets']);

function tokenInAddress(text: string): string | undefined {
  const address = /^[a-z]+:\/\//i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(address)) {
    return undefined;
  }
  const { hostname, pathname } = new URL(address);
  const segment = pathname.split('/')[1];
  const isFleetio = hostname === 'fleetio.com' || hostname.endsWith('.fleetio.com');
  return isFleetio && segment !== undefined && !OWN_PAGES.has(segment) ? segment : undefined;
}
