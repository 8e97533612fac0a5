import { createHmac } from 'node:crypto';
import type { FilterOperator, Resource } from '../fleetio/resources';
import type { SandboxRecord } from './fleet';

/** A query that the API refuses with 400, with its `errors` (fleetio-api.md section 5). */
export class BadQuery extends Error {
  override readonly name = 'BadQuery';

  constructor(
    readonly field: string,
    problem: string,
  ) {
    super(problem);
  }
}

/** Which filters and sorts a list takes. */
export type ListRules = Pick<Resource, 'id' | 'filters' | 'sorts'>;

/** The cursor envelope (section 3.1). */
export interface Envelope {
  readonly start_cursor: string;
  readonly next_cursor: string | null;
  readonly per_page: number;
  readonly estimated_remaining_count: number;
  readonly filtered_by: readonly unknown[];
  readonly sorted_by: readonly unknown[];
  readonly records: readonly SandboxRecord[];
}

/** The server stops counting here. */
const COUNT_LIMIT = 500;

/**
 * A page of the records that a query asks for.
 * @param query the request's query: `filter[x][op]`, `sort[x]`, `per_page`, `start_cursor`.
 * @throws BadQuery
 */
export function envelope(
  resource: ListRules,
  all: readonly SandboxRecord[],
  query: URLSearchParams,
): Envelope {
  const filters = readFilters(resource, query);
  const sort = readSort(resource, query);
  const perPage = readPerPage(query);
  const matching = all.filter((record) =>
    filters.every(({ field, operator, value }) => compare[operator](record[field], value)),
  );
  const sorted = matching.sort((a, b) => sort.sign * (order(a[sort.field], b[sort.field]) || a.id - b.id));

  // A cursor belongs to the filters and the order that it was made for.
  const purpose = JSON.stringify([resource.id, filters, sort]);
  const start = readCursor(query.get('start_cursor'), purpose);
  const end = start + perPage;
  return {
    start_cursor: writeCursor(start, purpose),
    next_cursor: end < sorted.length ? writeCursor(end, purpose) : null,
    per_page: perPage,
    estimated_remaining_count: Math.min(COUNT_LIMIT, Math.max(0, sorted.length - start)),
    filtered_by: filters.map(({ field, operator, value }) => ({ [field]: { [operator]: value } })),
    sorted_by: [{ [sort.field]: sort.sign === 1 ? 'asc' : 'desc' }],
    records: sorted.slice(start, end),
  };
}

interface ReadFilter {
  readonly field: string;
  readonly operator: FilterOperator;
  readonly value: string;
}

function readFilters(resource: ListRules, query: URLSearchParams): ReadFilter[] {
  const filters: ReadFilter[] = [];
  for (const [name, value] of query) {
    const [, field, operator] = /^filter\[(\w+)\]\[(\w+)\]$/.exec(name) ?? [];
    if (field !== undefined && operator !== undefined) {
      const known = resource.filters.find((candidate) => candidate.field === field);
      const taken = known?.operators.find((candidate) => candidate === operator);
      if (taken === undefined) {
        throw new BadQuery(field, `cannot be filtered by ${operator}`);
      }
      filters.push({ field, operator: taken, value });
    }
  }
  return filters;
}

function readSort(
  resource: ListRules,
  query: URLSearchParams,
): { readonly field: string; readonly sign: 1 | -1 } {
  for (const [name, direction] of query) {
    const [, field] = /^sort\[(\w+)\]$/.exec(name) ?? [];
    if (field !== undefined) {
      if (!resource.sorts.includes(field) || !['asc', 'desc'].includes(direction)) {
        throw new BadQuery(field, `cannot be sorted by ${direction}`);
      }
      return { field, sign: direction === 'asc' ? 1 : -1 };
    }
  }
  return { field: 'id', sign: -1 };
}

function readPerPage(query: URLSearchParams): number {
  const perPage = Number(query.get('per_page') ?? 50);
  if (!Number.isInteger(perPage) || perPage < 2 || perPage > 100) {
    throw new BadQuery('per_page', 'must be between 2 and 100');
  }
  return perPage;
}

const compare: Readonly<Record<FilterOperator, (actual: unknown, wanted: string) => boolean>> = {
  eq: (actual, wanted) => text(actual) === wanted,
  like: (actual, wanted) => text(actual).toLowerCase().includes(wanted.toLowerCase()),
  include: (actual, wanted) => {
    const names = Array.isArray(actual)
      ? actual.map((label: { name?: unknown }) => text(label.name))
      : [text(actual)];
    return wanted.split(',').some((choice) => names.includes(choice.trim()));
  },
  lt: (actual, wanted) => moment(actual) < moment(wanted),
  lte: (actual, wanted) => moment(actual) <= moment(wanted),
  gt: (actual, wanted) => moment(actual) > moment(wanted),
  gte: (actual, wanted) => moment(actual) >= moment(wanted),
};

/** Dates and times as milliseconds; what is neither compares as false. */
function moment(value: unknown): number {
  return Date.parse(text(value));
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

const collator = new Intl.Collator('en', { numeric: true });

function order(a: unknown, b: unknown): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(text(a), text(b));
}

/** Opaque to clients, and refused when it was tampered with or is used for another query. */
function writeCursor(position: number, purpose: string): string {
  const proof = createHmac('sha256', 'sandbox cursor')
    .update(`${position} ${purpose}`)
    .digest('hex')
    .slice(0, 16);
  return Buffer.from(`${position} ${proof}`).toString('base64url');
}

function readCursor(cursor: string | null, purpose: string): number {
  if (cursor === null) {
    return 0;
  }
  const position = Number.parseInt(Buffer.from(cursor, 'base64url').toString(), 10);
  if (writeCursor(position, purpose) !== cursor) {
    throw new BadQuery('start_cursor', 'is not a cursor of this list');
  }
  return position;
}
