/** What JSON writes in braces. */
export type JsonObject = Record<string, unknown>;

/** True for what JSON writes in braces. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * A string or a number in JSON. The first alternative takes whole strings, so that digits inside them are left alone.
 * It also takes one that is not closed: nothing is then tried twice, and the time grows with the length alone.
 */
const STRING_OR_NUMBER = /"[^"\\]*(?:\\(?:.|$)[^"\\]*)*(?:"|$)|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/gs;

/**
 * Parses JSON without losing a digit: every number that is not a safe integer comes out as its text.
 * @throws SyntaxError when `text` is not JSON.
 */
export function parseExactJson(text: string): unknown {
  const exact = text.replace(STRING_OR_NUMBER, (token) =>
    token.startsWith('"') || Number.isSafeInteger(toInteger(token)) ? token : `"${token}"`,
  );
  return JSON.parse(exact);
}

function toInteger(token: string): number {
  return /[.eE]/.test(token) ? NaN : Number(token);
}
