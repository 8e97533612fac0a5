import { apiKeyProblem, cleanApiKey, readAccountToken } from './input';

/** An assignment in a .env file. Offsets are UTF-16 and enclose the value without its quotes. */
export interface Assignment {
  readonly name: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/**
 * `NAME=value`, also with `export` before it, blanks around the sign, quotes, and a comment behind it. Behind a value
 * without quotes a comment needs a blank before it; so the place of a value that is missing is right behind the sign.
 */
const ASSIGNMENT =
  /^[ \t]*(?:export[ \t]+)?([A-Za-z_]\w*)[ \t]*=(?:()[ \t]*(?:(?<=[ \t])#.*)?|[ \t]*(?:"([^"\r\n]*)"|'([^'\r\n]*)')[ \t]*(?:#.*)?|[ \t]*([^\r\n]*?)[ \t]*(?:(?<=\s)#.*)?)$/dgm;

/** All assignments of a .env file, in their order. Values over several lines are left out. */
export function assignmentsIn(text: string): readonly Assignment[] {
  return [...text.matchAll(ASSIGNMENT)].map((match) => {
    const [, name = '', ...values]: readonly (string | undefined)[] = match;
    const at = 2 + values.findIndex((value) => value !== undefined);
    const [start = 0, end = 0] = match.indices?.[at] ?? [];
    return { name, value: text.slice(start, end), start, end };
  });
}

/** A secret in a .env file whose name says that it is Fleetio's. Offsets enclose the secret alone. */
export interface NamedSecret {
  readonly kind: 'apiKey' | 'accountToken';
  readonly name: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

const OWN_NAME = /fleetio/i;
const ACCOUNT_NAME = /acc(?:oun)?t/i;
/** Placeholders such as `xxxxxxxx` have fewer. */
const LEAST_DIFFERENT_CHARACTERS = 6;

/** The API keys and account tokens under names such as `FLEETIO_API_KEY`. */
export function namedSecretsIn(text: string): readonly NamedSecret[] {
  return assignmentsIn(text).flatMap(({ name, value, start }) => {
    if (!OWN_NAME.test(name)) {
      return [];
    }
    const kind = ACCOUNT_NAME.test(name) ? 'accountToken' : 'apiKey';
    const secret = kind === 'apiKey' ? keyIn(value) : readAccountToken(value);
    if (secret === undefined || !isVaried(secret)) {
      return [];
    }
    const at = start + value.indexOf(secret);
    return [{ kind, name, value: secret, start: at, end: at + secret.length }];
  });
}

function keyIn(value: string): string | undefined {
  const key = cleanApiKey(value);
  return apiKeyProblem(key) === undefined ? key : undefined;
}

function isVaried(secret: string): boolean {
  return /\d/.test(secret) && new Set(secret).size >= LEAST_DIFFERENT_CHARACTERS;
}

/** A .env file with these values: in place where a name is assigned already, else at its end. */
export function withValues(text: string, values: Readonly<Record<string, string>>): string {
  const assigned = assignmentsIn(text);
  let result = text;
  for (const { name, start, end } of [...assigned].reverse()) {
    const value = values[name];
    if (value !== undefined) {
      result = result.slice(0, start) + value + result.slice(end);
    }
  }
  const names = new Set(assigned.map(({ name }) => name));
  return withLines(
    result,
    Object.entries(values)
      .filter(([name]) => !names.has(name))
      .map(([name, value]) => `${name}=${value}`),
  );
}

/** A .env.example with these names, each of which it says once; values that are there stay. */
export function withNames(text: string, placeholders: Readonly<Record<string, string>>): string {
  const names = new Set(assignmentsIn(text).map(({ name }) => name));
  const missing = Object.entries(placeholders).filter(([name]) => !names.has(name));
  return withLines(
    text,
    missing.map(([name, placeholder]) => `${name}=${placeholder}`),
  );
}

/** A text with lines at its end, under the line breaks that it has. */
export function withLines(text: string, lines: readonly string[]): string {
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  const ends = text === '' || text.endsWith('\n') || lines.length === 0;
  return text + (ends ? '' : lineBreak) + lines.map((line) => line + lineBreak).join('');
}
