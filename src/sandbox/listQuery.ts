import type { FilterOperator, Resource } from '../fleetio/resources';
import { isAtLeast, type ApiVersion } from '../fleetio/versions';
import { BOUNDS, filter, type Filter, type Operator } from './filters';
import type { Guesses } from './options';
import type { Sort } from './selection';
import type { TimeZone } from './timeZone';

/** A request that the API refuses with 400, with its `errors` (fleetio-api.md section 5). */
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

/** Filters and order of a list, as far as a request says. */
export interface ListQuery {
  readonly filters: readonly Filter[];
  readonly sort: Sort | undefined;
}

/** Whom a request comes from, as far as reading it goes. */
export interface Reader {
  readonly version: ApiVersion;
  readonly zone: TimeZone;
  readonly guesses: Guesses;
}

export const DEFAULT_SORT: Sort = { field: 'id', direction: 'desc' };

/** `filter[x][op]` and `sort[x]` (section 4.1). @throws BadQuery */
export function cursorQuery(rules: ListRules, query: URLSearchParams, reader: Reader): ListQuery {
  const filters: Filter[] = [];
  let sort: Sort | undefined;
  for (const [name, value] of query) {
    const [, field, operator] = /^filter\[(\w+)\]\[(\w+)\]$/.exec(name) ?? [];
    const [, sorted] = /^sort\[(\w+)\]$/.exec(name) ?? [];
    if (field !== undefined && operator !== undefined) {
      const known = knownOperator(rules, field, operator, value, reader);
      const isSecond = filters.some((other) => other.field === field);
      if (!isSecond || reader.guesses.secondFilter === 'taken') {
        const wanted = inOwnCase(rules, field, value, reader);
        filters.push({ ...filter(field, known, wanted, reader.zone), value });
      }
    } else if (sorted !== undefined) {
      sort = { field: sorted, direction: knownDirection(rules, sorted, value) };
    } else if (/^(?:filter|sort)\b/.test(name)) {
      throw new BadQuery(name, 'is written as filter[field][operator] or sort[field]');
    } else if (name.startsWith('q[') && reader.guesses.oldFilters === 'refused') {
      throw new BadQuery(name, 'is not accepted here; use filter and sort');
    }
  }
  return { filters, sort };
}

/** The old predicates and what they are now; the longer ones first, as they are read from the end of a name. */
const PREDICATES: readonly (readonly [suffix: string, operator: Operator])[] = [
  ['matches', 'matches'],
  ['present', 'present'],
  ['false', 'false'],
  ['null', 'null'],
  ['true', 'true'],
  ['lteq', 'lte'],
  ['gteq', 'gte'],
  ['cont', 'like'],
  ['in_s', 'include'],
  ['eq', 'eq'],
  ['lt', 'lt'],
  ['gt', 'gt'],
];

/** `q[x_predicate]` and `q[s]` (section 4.2). What the list does not know is passed over. */
export function pageQuery(rules: ListRules, query: URLSearchParams, { zone }: Reader): ListQuery {
  const filters: Filter[] = [];
  let sort: Sort | undefined;
  for (const [name, value] of query) {
    const [, inner = ''] = /^q\[(\w+)\]$/.exec(name) ?? [];
    const predicate = PREDICATES.find(([suffix]) => inner.endsWith(`_${suffix}`));
    const field = predicate && inner.slice(0, -predicate[0].length - 1);
    if (predicate !== undefined && rules.filters.some((known) => known.field === field)) {
      filters.push(filter(field ?? '', predicate[1], value, zone));
    }
    const [by = '', direction] = value.split(' ');
    if (inner === 's' && rules.sorts.includes(by)) {
      sort = { field: by, direction: direction === 'desc' ? 'desc' : 'asc' };
    }
  }
  return { filters, sort };
}

/** The size of a page: 2 to 100, 50 by default (section 3.1). @throws BadQuery */
export function perPage(query: URLSearchParams, { guesses }: Reader, otherwise = 50): number {
  const given = Number(query.get('per_page') ?? otherwise);
  const taken = guesses.perPage === 'clamped' ? Math.min(100, Math.max(2, Math.trunc(given))) : given;
  if (!Number.isInteger(taken) || taken < 2 || taken > 100) {
    throw new BadQuery('per_page', 'must be between 2 and 100');
  }
  return taken;
}

/** The number and the size of a page in the older style: from 1, 100 by default (section 3.2). */
export function pageNumber(query: URLSearchParams): { readonly page: number; readonly size: number } {
  const number = (name: string, otherwise: number): number => {
    const given = Math.trunc(Number(query.get(name) ?? otherwise));
    return Number.isNaN(given) ? otherwise : Math.max(1, given);
  };
  return { page: number('page', 1), size: Math.min(100, number('per', 100)) };
}

function knownOperator(
  { filters }: ListRules,
  field: string,
  operator: string,
  value: string,
  { version, zone }: Reader,
): FilterOperator {
  const known = filters.find((candidate) => candidate.field === field);
  const taken = known?.operators.find((candidate) => candidate === operator);
  if (taken === undefined || (known?.since !== undefined && !isAtLeast(version, known.since))) {
    throw new BadQuery(field, `cannot be filtered by ${operator}`);
  }
  if (BOUNDS[taken] !== undefined && zone.parse(value) === undefined) {
    throw new BadQuery(field, 'is not a date');
  }
  return taken;
}

/** The value with the words of a closed set in the case that records have them in. */
function inOwnCase({ filters }: ListRules, field: string, value: string, { guesses }: Reader): string {
  const words = filters.find((known) => known.field === field)?.values ?? [];
  return guesses.stateFilter === 'capitalised'
    ? value
    : value.replace(/[^,]+/g, (word) => words.find((one) => sameWord(one, word)) ?? word);
}

function sameWord(one: string, other: string): boolean {
  return one.toLowerCase() === other.trim().toLowerCase();
}

function knownDirection({ sorts }: ListRules, field: string, direction: string): Sort['direction'] {
  if (!sorts.includes(field) || (direction !== 'asc' && direction !== 'desc')) {
    throw new BadQuery(field, `cannot be sorted by ${direction}`);
  }
  return direction;
}
