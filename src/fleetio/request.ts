import type { FilterField, FilterOperator, Resource } from './catalogue/types';
import { FleetioError } from './errors';
import type { FleetRecord } from './records';
import { RESOURCES, type ResourceId } from './resources';
import { isAtLeast, NUMBERLESS_SINCE, type ApiVersion } from './versions';

export interface Filter {
  readonly field: string;
  readonly operator: FilterOperator;
  readonly value: string;
}

/** Which record a resource hangs on. */
export interface Parent {
  /** The vehicle: its id, or `key:value` of an external id. */
  readonly vehicleId?: number | string;
  /** The record of another `parent` that the catalogue names: a service entry, a piece of equipment. */
  readonly parentId?: number;
}

/** A list to ask for. */
export interface ListQuery extends Parent {
  readonly resource: ResourceId;
  readonly filters?: readonly Filter[];
  readonly sort?: { readonly field: string; readonly direction: 'asc' | 'desc' };
  /** 2 to 100, 50 by default (in lists of the page style the server chooses, mostly 100). */
  readonly perPage?: number;
  /** The archived records in place of the others; only for resources that the catalogue says keep them apart. */
  readonly archived?: boolean;
}

/** One record to ask for. */
export interface RecordAddress extends Parent {
  readonly resource: ResourceId;
  /**
   * Its id; for a vehicle also `key:value` of an external id. Missing for what the catalogue calls `single`. See
   * {@link idInPath} for the few that older versions know by another field.
   */
  readonly id?: number | string;
}

/**
 * How a list goes on (section 3): `cursor` sends `next_cursor` back as `start_cursor` until it is null, `page` counts
 * `page` up to the header `X-Pagination-Total-Pages`. It also decides how filters and sorts are written.
 */
export type Pagination = 'cursor' | 'page';

/** A GET as it goes out, without its headers. */
export interface ApiRequest {
  /** What is asked for. */
  readonly resource: ResourceId;
  /** Below the API's URL: `/v1/vehicles/1042/meter_entries`. Its segments are encoded. */
  readonly path: string;
  /** The query, in order and not encoded. */
  readonly params: readonly (readonly [name: string, value: string])[];
}

export interface ListRequest extends ApiRequest {
  readonly pagination: Pagination;
}

/** Lists below a vehicle or another record turned to cursors with this version, all together (section 2). */
const NESTED_CURSOR_SINCE: ApiVersion = '2024-06-30';

/** The old predicate of each operator (section 4.2). */
const PREDICATES: Readonly<Record<FilterOperator, string>> = {
  eq: 'eq',
  like: 'cont',
  include: 'in_s',
  lt: 'lt',
  lte: 'lteq',
  gt: 'gt',
  gte: 'gteq',
};

interface ListStyle {
  readonly filter: (filter: Filter) => readonly [string, string];
  readonly sort: (field: string, direction: 'asc' | 'desc') => readonly [string, string];
  readonly perPage: string;
}

/** How each pagination style writes what it asks for (sections 3 and 4). */
const STYLES: Readonly<Record<Pagination, ListStyle>> = {
  cursor: {
    filter: ({ field, operator, value }) => [`filter[${field}][${operator}]`, value],
    sort: (field, direction) => [`sort[${field}]`, direction],
    perPage: 'per_page',
  },
  page: {
    filter: ({ field, operator, value }) => [`q[${field}_${PREDICATES[operator]}]`, value],
    sort: (field, direction) => ['q[s]', `${field} ${direction}`],
    perPage: 'per',
  },
};

/** How a list of `resource` goes on in `version`; `nested` when it is asked for below a vehicle or another record. */
export function paginationOf(resource: Resource, version: ApiVersion, nested: boolean): Pagination {
  const since =
    nested && resource.cursorSince < NESTED_CURSOR_SINCE ? NESTED_CURSOR_SINCE : resource.cursorSince;
  return isAtLeast(version, since) ? 'cursor' : 'page';
}

/**
 * The request for the first page of a list.
 * @throws FleetioError `invalidRequest` when the catalogue does not know the list, a filter or the sort.
 */
export function listRequest(query: ListQuery, version: ApiVersion): ListRequest {
  const resource = RESOURCES[query.resource];
  if (resource.readable === 'record' || resource.readable === 'single') {
    throw refused(`${resource.title} cannot be listed.`);
  }
  const nested = isNested(resource, query);
  const pagination = paginationOf(resource, version, nested);
  const style = STYLES[pagination];
  const filters = [...vehicleFilters(resource, query), ...(query.filters ?? [])];
  const usable = filtersOf(resource, query, version);
  checkFilters(resource.title, filters, usable);

  const params = filters.map((filter) => style.filter(asServed(filter, usable)));
  if (query.sort !== undefined) {
    checkSort(resource, query.sort.field);
    params.push(style.sort(query.sort.field, query.sort.direction));
  }
  if (query.perPage !== undefined) {
    checkPerPage(query.perPage);
    params.push([style.perPage, String(query.perPage)]);
  }
  const path = pathOf(resource, query, version) + archivedSuffix(resource, query);
  return { resource: query.resource, path, params, pagination };
}

/**
 * The request for one record.
 * @throws FleetioError `invalidRequest` when the catalogue knows no such path or the id cannot be one.
 */
export function recordRequest(address: RecordAddress, version: ApiVersion): ApiRequest {
  const resource = RESOURCES[address.resource];
  const path = pathOf(resource, address, version);
  if (resource.readable === 'single') {
    return { resource: address.resource, path, params: [] };
  }
  if (resource.readable === 'list') {
    throw refused(`${resource.title} can only be read as a list.`);
  }
  const id = segment(address.id, resource.singular, resource.id === 'vehicles');
  const { expand } = resource;
  const expanded = expand === undefined || isAtLeast(version, expand.until) ? [] : expand.fields;
  const params = expanded.length === 0 ? [] : [['expand', expanded.join(',')] as const];
  return { resource: address.resource, path: `${path}/${id}`, params };
}

/** What names a record in its path: its id but for those that `version` addresses by another field (section 6.12). */
export function idInPath(id: ResourceId, record: FleetRecord, version: ApiVersion): number {
  const { addressedBy }: Resource = RESOURCES[id];
  const former =
    addressedBy === undefined || isAtLeast(version, addressedBy.until)
      ? undefined
      : record[addressedBy.field];
  return former === undefined ? record.id : Number(former);
}

/** The URL of a request; everything but letters, digits and `-_.~` is encoded in its query. */
export function requestUrl(apiUrl: string, { path, params }: Pick<ApiRequest, 'path' | 'params'>): string {
  const query = params.map(([name, value]) => `${encodeStrictly(name)}=${encodeStrictly(value)}`);
  return query.length === 0 ? `${apiUrl}${path}` : `${apiUrl}${path}?${query.join('&')}`;
}

function encodeStrictly(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function isNested(resource: Resource, parent: Parent): boolean {
  return resource.parent !== undefined || isBelowVehicle(resource, parent);
}

function isBelowVehicle({ parent, vehicle }: Resource, { vehicleId }: Parent): boolean {
  return parent === 'vehicles' || (vehicleId !== undefined && vehicle?.by === 'path');
}

/** The path of a resource, below its parent's record where it is asked for there. */
function pathOf(resource: Resource, address: Parent, version: ApiVersion): string {
  const own = resource.path ?? resource.id;
  if (!isNested(resource, address)) {
    return `${root(resource.generation, version)}/${own}`;
  }
  const parent = RESOURCES[resource.parent ?? 'vehicles'];
  const isVehicle = parent.id === 'vehicles';
  const id = segment(isVehicle ? address.vehicleId : address.parentId, parent.singular, isVehicle);
  return `${root(parent.generation, version)}/${parent.id}/${id}/${own}`;
}

function root(generation: 1 | 2, version: ApiVersion): string {
  return isAtLeast(version, NUMBERLESS_SINCE) ? '' : `/v${generation}`;
}

function archivedSuffix(resource: Resource, { archived }: ListQuery): string {
  if (archived !== true) {
    return '';
  }
  if (resource.archived !== true) {
    throw refused(`${resource.title} have no list of archived ones.`);
  }
  return '/archived';
}

/** An id as a segment of a path: digits, or `key:value` where an external id may stand (section 7). */
function segment(id: number | string | undefined, singular: string, external: boolean): string {
  const text = String(id ?? '');
  if (/^[1-9]\d*$/.test(text)) {
    return text;
  }
  const parts = external ? /^([^:/]+):(.+)$/s.exec(text) : null;
  if (parts === null) {
    const shape = external ? 'digits, or key:value of an external id' : 'digits';
    const thing = `id of the ${singular.toLowerCase()}`;
    throw refused(
      text === '' ? `The ${thing} is missing: it is ${shape}.` : `The ${thing} is ${shape}, not "${text}".`,
    );
  }
  const [, key = '', value = ''] = parts;
  return `${encodeStrictly(key)}:${encodeStrictly(value)}`;
}

/** The filters that tie a list to its vehicle where no path does. */
function vehicleFilters(resource: Resource, { vehicleId }: Parent): readonly Filter[] {
  if (vehicleId === undefined || isBelowVehicle(resource, { vehicleId })) {
    return [];
  }
  if (resource.vehicle?.by !== 'filter') {
    throw refused(`${resource.title} do not belong to a vehicle.`);
  }
  const id = segment(vehicleId, RESOURCES.vehicles.singular, false);
  return Object.entries(resource.vehicle.filters).map(([field, value]) => ({
    field,
    operator: 'eq',
    value: value === ':vehicle' ? id : value,
  }));
}

/** The filters that a list takes; below its path, the vehicle is named already (section 4.3). */
export function filtersOf(resource: Resource, query: ListQuery, version: ApiVersion): readonly FilterField[] {
  const belowVehicle = isBelowVehicle(resource, query);
  return resource.filters.filter(
    ({ field, since }) =>
      (since === undefined || isAtLeast(version, since)) && !(belowVehicle && field === 'vehicle_id'),
  );
}

function checkFilters(title: string, filters: readonly Filter[], usable: readonly FilterField[]): void {
  const seen = new Set<string>();
  for (const filter of filters) {
    checkFilter(title, filter, usable);
    const comparison = `${filter.field} ${filter.operator}`;
    if (seen.has(comparison)) {
      throw refused(
        `"${filter.field}" is compared by "${filter.operator}" twice; all filters have to hold at once.`,
      );
    }
    seen.add(comparison);
  }
}

function checkFilter(
  title: string,
  { field, operator, value }: Filter,
  usable: readonly FilterField[],
): void {
  const known = usable.find((candidate) => candidate.field === field);
  if (known === undefined) {
    const fields = listing(usable.map((candidate) => candidate.field));
    throw refused(
      `This list of ${title.toLowerCase()} cannot be filtered by "${field}"; possible: ${fields}.`,
    );
  }
  if (!known.operators.includes(operator)) {
    throw refused(`"${field}" cannot be compared by "${operator}"; possible: ${listing(known.operators)}.`);
  }
  if (value.trim() === '') {
    throw refused(`The filter on "${field}" has no value.`);
  }
  const { values } = known;
  const stranger = values && choicesOf({ operator, value }).find((choice) => !spelled(values, choice));
  if (values !== undefined && stranger !== undefined) {
    throw refused(`"${field}" is never "${stranger}"; possible: ${listing(values)}.`);
  }
}

function choicesOf({ operator, value }: Pick<Filter, 'operator' | 'value'>): readonly string[] {
  return operator === 'include' ? value.split(',').map((choice) => choice.trim()) : [value];
}

/** A value of a closed set as the server writes it; whether it minds another case is not known (section 6.7). */
function spelled(values: readonly string[], choice: string): string | undefined {
  return values.find((known) => known.toLowerCase() === choice.toLowerCase());
}

/** The filter with the values of closed sets as the server writes them. */
function asServed(filter: Filter, usable: readonly FilterField[]): Filter {
  const { values } = usable.find(({ field }) => field === filter.field) ?? {};
  return values === undefined
    ? filter
    : {
        ...filter,
        value: choicesOf(filter)
          .map((choice) => spelled(values, choice) ?? choice)
          .join(','),
      };
}

function checkSort(resource: Resource, field: string): void {
  if (!resource.sorts.includes(field)) {
    throw refused(`${resource.title} cannot be sorted by "${field}"; possible: ${listing(resource.sorts)}.`);
  }
}

function checkPerPage(perPage: number): void {
  if (!Number.isInteger(perPage) || perPage < 2 || perPage > 100) {
    throw refused('A page holds 2 to 100 records.');
  }
}

function listing(words: readonly string[]): string {
  return words.length === 0 ? 'nothing' : words.join(', ');
}

function refused(message: string): FleetioError {
  return new FleetioError('invalidRequest', message);
}
