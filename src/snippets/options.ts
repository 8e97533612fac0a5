/** How the code of a snippet is written. */
export interface SnippetOptions {
  /** The environment variable that holds the API key. */
  readonly keyVariable: string;
  /** The environment variable that holds the account token. */
  readonly accountVariable: string;
  /** Whether a list is read to its end. */
  readonly pages: 'all' | 'one';
  /** Whether the code waits and asks again when the account's requests of this minute are used up (429). */
  readonly retry: boolean;
  /** A script prints what it gets as JSON; a function returns it. */
  readonly shape: 'script' | 'function';
  /** Of string literals, in languages with a choice; undefined for the language's own convention. */
  readonly quote?: Quote | undefined;
  /** One level of indentation; undefined for the language's own convention. */
  readonly indent?: string | undefined;
  /** Ignored by languages that know only one. */
  readonly eol: '\n' | '\r\n';
}

export type Quote = 'single' | 'double';

export const DEFAULT_OPTIONS: SnippetOptions = {
  keyVariable: 'FLEETIO_API_KEY',
  accountVariable: 'FLEETIO_ACCOUNT_TOKEN',
  pages: 'all',
  retry: true,
  shape: 'script',
  eol: '\n',
};

/** True when every shell and every language can read an environment variable of that name. */
export function isVariableName(text: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(text);
}
