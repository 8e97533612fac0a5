import type { FilterOperator } from '../fleetio/resources';
import type { TimeZone } from './timeZone';

/** Operators of the newer style, and those that only the older one has (fleetio-api.md sections 4.1 and 4.2). */
export type Operator = FilterOperator | 'matches' | 'true' | 'false' | 'present' | 'null';

/** What a list was asked to be narrowed by. */
export interface Filter {
  readonly field: string;
  readonly operator: Operator;
  readonly value: string;
  readonly accepts: (actual: unknown) => boolean;
}

/** Operators that hold up to some value, or from some value on. */
export const BOUNDS: Readonly<Partial<Record<Operator, 'least' | 'most'>>> = {
  gt: 'least',
  gte: 'least',
  lt: 'most',
  lte: 'most',
};

type Accepts = Filter['accepts'];

/** What each operator makes of the value in a request, once, to be compared with many records. */
const TESTS: Readonly<Record<Operator, (wanted: string, zone: TimeZone) => Accepts>> = {
  eq: (wanted) => (actual) => text(actual) === wanted,
  matches: (wanted) => comparingLowerCase(wanted, (actual, lower) => actual === lower),
  like: (wanted) => comparingLowerCase(wanted, (actual, lower) => actual.includes(lower)),
  include: (wanted) => {
    const choices = wanted.split(',').map((choice) => choice.trim());
    return (actual) =>
      (Array.isArray(actual) ? actual : [actual]).some((one) => choices.includes(nameOf(one) ?? ''));
  },
  lt: (wanted, zone) => comparing(wanted, zone, (difference) => difference < 0),
  lte: (wanted, zone) => comparing(wanted, zone, (difference) => difference <= 0),
  gt: (wanted, zone) => comparing(wanted, zone, (difference) => difference > 0),
  gte: (wanted, zone) => comparing(wanted, zone, (difference) => difference >= 0),
  true: () => (actual) => actual === true,
  false: () => (actual) => actual === false,
  present: () => (actual) => actual !== null && actual !== undefined && actual !== '',
  null: () => (actual) => actual === null || actual === undefined,
};

export function filter(field: string, operator: Operator, value: string, zone: TimeZone): Filter {
  return { field, operator, value, accepts: TESTS[operator](value, zone) };
}

/** What decides where a value stands in a sorted list; undefined for what is missing. */
export type SortKey = string | number | undefined;

/** Moments by time; texts regardless of case, with the numbers in them by size: `Van 9` before `Van 10`. */
export function sortKey(value: unknown): SortKey {
  if (value instanceof Date) {
    return value.getTime();
  }
  return typeof value === 'number'
    ? value
    : text(value)
        ?.toLowerCase()
        .replace(/\d+/g, (digits) => digits.padStart(10, '0'));
}

/** What is missing comes last. */
export function compareKeys(a: SortKey, b: SortKey): number {
  if (a === undefined || b === undefined) {
    return Number(a === undefined) - Number(b === undefined);
  }
  return a < b ? -1 : a > b ? 1 : 0;
}

function comparingLowerCase(wanted: string, compare: (actual: string, lower: string) => boolean): Accepts {
  const lower = wanted.toLowerCase();
  return (actual) => {
    const own = text(actual);
    return own !== undefined && compare(own.toLowerCase(), lower);
  };
}

/** Moments and days; a day without a time is compared with the day, in the user's zone, that is meant. */
function comparing(wanted: string, zone: TimeZone, holds: (difference: number) => boolean): Accepts {
  const moment = zone.parse(wanted) ?? NaN;
  const day = Number.isNaN(moment) ? undefined : zone.day(moment);
  return (actual) => {
    if (actual instanceof Date) {
      return holds(actual.getTime() - moment);
    }
    return typeof actual === 'string' && day !== undefined && holds(compareKeys(actual, day));
  };
}

function nameOf(value: unknown): string | undefined {
  return typeof value === 'object' && value !== null && 'name' in value ? text(value.name) : text(value);
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}
