/** Checks of what was read from a store that anything may have written to. */

/** Whether a value is of a type. */
export type Check<T> = (value: unknown) => value is T;

/** An object with these parts, each of which passes its check; parts without one may be anything. */
export function shape<T extends object>(parts: {
  readonly [Part in keyof T]-?: (value: unknown) => boolean;
}): Check<T> {
  const checks = Object.entries<(value: unknown) => boolean>(parts);
  return (value): value is T => isObject(value) && checks.every(([name, passes]) => passes(value[name]));
}

export function listOf<T>(check: Check<T>): Check<readonly T[]> {
  return (value): value is readonly T[] => Array.isArray(value) && value.every(check);
}

export function optional<T>(check: Check<T>): Check<T | undefined> {
  return (value): value is T | undefined => value === undefined || check(value);
}

export function isOneOf<T extends string>(words: readonly T[]): Check<T> {
  return (value): value is T => (words as readonly unknown[]).includes(value);
}

/** A text with something in it. */
export function text(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/** A date and time that can be read. */
export function isTime(value: unknown): value is string {
  return text(value) && !Number.isNaN(Date.parse(value));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
