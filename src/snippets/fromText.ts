import { FleetioError } from '../fleetio/errors';
import type { Filter, ListQuery, Parent } from '../fleetio/request';
import { isResourceId, RESOURCES, type FilterOperator, type ResourceId } from '../fleetio/resources';
import { isApiVersion } from '../fleetio/versions';
import { readCurl, type CurlCommand } from './curlCommand';
import { listSnippet, recordSnippet, type SnippetApi, type SnippetRequest } from './model';
import { shellWords } from './shellWords';

/** Where Fleetio's own API and web pages are. */
const FLEETIO = 'https://secure.fleetio.com';

/**
 * Reads the request in a Fleetio URL (of the API, or of a page of the web app) or in a curl command, and asks it anew
 * in the style of the version that it names or else of `api`. Headers, the account token in the path of a page, and
 * the cursor that the text stopped at are left behind.
 *
 * @returns undefined when the text is neither of them, or asks another server than `api` and Fleetio's own.
 * @throws FleetioError `invalidRequest` when it is not a GET, or asks for what the catalogue does not know.
 */
export function requestFromText(text: string, api: SnippetApi): SnippetRequest | undefined {
  const command = readText(text.trim());
  const url = command && URL.canParse(command.url) ? new URL(command.url) : undefined;
  const place = url && placeOf(url, api.apiUrl);
  if (command === undefined || place === undefined) {
    return undefined;
  }
  const { version = '' } = command;
  return requestAt(place, { ...api, apiVersion: isApiVersion(version) ? version : api.apiVersion });
}

function readText(text: string): CurlCommand | undefined {
  const [program, ...words] = shellWords(text);
  return program === 'curl' ? readCurl(words) : { url: text };
}

/** Where a URL leads, in the API's terms. */
interface Place {
  /** The segments of the path below the API's URL, without the number of older versions. */
  readonly steps: readonly string[];
  readonly params: URLSearchParams;
}

function placeOf(url: URL, apiUrl: string): Place | undefined {
  const address = `${url.origin}${url.pathname}`;
  const base = [apiUrl, `${FLEETIO}/api`].find((candidate) => address.startsWith(`${candidate}/`));
  if (base !== undefined) {
    const [first = '', ...others] = segments(address.slice(base.length));
    return { steps: /^v\d$/.test(first) ? others : [first, ...others], params: url.searchParams };
  }
  // A page of the web app: the account token, then the same words as in the API. Its query has a style of its own.
  const steps = segments(url.pathname).slice(1);
  return url.origin === FLEETIO && steps.length > 0 ? { steps, params: new URLSearchParams() } : undefined;
}

function segments(path: string): string[] {
  return path
    .split('/')
    .filter((segment) => segment !== '')
    .map(decode);
}

/** A segment that is not encoded well stays as it is, and fits no path of the catalogue. */
function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function requestAt({ steps, params }: Place, api: SnippetApi): SnippetRequest {
  const found = Object.keys(RESOURCES)
    .filter(isResourceId)
    .map((id) => findIn(id, steps))
    .find((place) => place !== undefined);
  if (found === undefined) {
    throw refused('The catalogue of what can be asked for has no such path.');
  }
  const { last, ...address } = found;
  if (last === 'archived') {
    return listSnippet({ ...address, ...readQuery(params), archived: true }, api);
  }
  return last === undefined && RESOURCES[address.resource].readable !== 'single'
    ? listSnippet({ ...address, ...readQuery(params) }, api)
    : recordSnippet({ ...address, ...(last === undefined ? {} : { id: last }) }, api);
}

interface Found extends Parent {
  readonly resource: ResourceId;
  /** What stands behind the resource's own path: an id, or `archived`. */
  readonly last?: string;
}

/** The resource at the end of a path, where it can stand there: `meter_entries` in `vehicles/1042/meter_entries`. */
function findIn(id: ResourceId, steps: readonly string[]): Found | undefined {
  const { path = id, parent, vehicle } = RESOURCES[id];
  const above = parent ?? (vehicle?.by === 'path' ? 'vehicles' : undefined);
  const direct = parent === undefined ? after(steps, path.split('/')) : undefined;
  if (direct !== undefined) {
    return { resource: id, ...direct };
  }
  const [first, owner = '', ...below] = steps;
  const nested = above !== undefined && first === above ? after(below, path.split('/')) : undefined;
  return (
    nested && {
      resource: id,
      ...(above === 'vehicles' ? { vehicleId: owner } : { parentId: Number(owner) }),
      ...nested,
    }
  );
}

/** What stands behind `start`: nothing or one more step; undefined where `steps` do not begin so. */
function after(steps: readonly string[], start: readonly string[]): Pick<Found, 'last'> | undefined {
  const [last, ...more] = steps.slice(start.length);
  if (more.length > 0 || start.some((step, at) => step !== steps[at])) {
    return undefined;
  }
  return last === undefined ? {} : { last };
}

/** The operator of each predicate of the old style (fleetio-api.md section 4.2). */
const OPERATORS: Readonly<Record<string, FilterOperator>> = {
  eq: 'eq',
  cont: 'like',
  in_s: 'include',
  lt: 'lt',
  lteq: 'lte',
  gt: 'gt',
  gteq: 'gte',
};

/** Where in the list a request was, which code finds out by itself. */
const POSITIONS = new Set(['start_cursor', 'page']);

/** Filters and sort of a query in either style. @throws FleetioError when it says more than that. */
function readQuery(params: URLSearchParams): Pick<ListQuery, 'filters' | 'sort' | 'perPage'> {
  const filters: Filter[] = [];
  let sort: ListQuery['sort'];
  let perPage: number | undefined;
  for (const [name, value] of params) {
    const filter = readFilter(name, value);
    const order = readSort(name, value);
    if (filter !== undefined) {
      filters.push(filter);
    } else if (order !== undefined) {
      sort = order;
    } else if (name === 'per_page' || name === 'per') {
      perPage = Number(value);
    } else if (!POSITIONS.has(name)) {
      throw refused(`"${name}" is not a parameter of the lists of Fleetio's API.`);
    }
  }
  return { filters, ...(sort && { sort }), ...(perPage !== undefined && { perPage }) };
}

function readFilter(name: string, value: string): Filter | undefined {
  const [, field, sign] = /^filter\[(\w+)\]\[(\w+)\]$/.exec(name) ?? [];
  if (field !== undefined && sign !== undefined) {
    // The catalogue refuses an operator that it does not know.
    return { field, operator: sign as FilterOperator, value };
  }
  const [, old, predicate = ''] = /^q\[(\w+?)_(eq|cont|in_s|lt|lteq|gt|gteq)\]$/.exec(name) ?? [];
  const operator = OPERATORS[predicate];
  return old === undefined || operator === undefined ? undefined : { field: old, operator, value };
}

function readSort(name: string, value: string): ListQuery['sort'] | undefined {
  const [field, direction = 'asc'] =
    name === 'q[s]' ? value.split(' ') : [/^sort\[(\w+)\]$/.exec(name)?.[1], value];
  return field === undefined ? undefined : { field, direction: direction === 'desc' ? 'desc' : 'asc' };
}

function refused(message: string): FleetioError {
  return new FleetioError('invalidRequest', message);
}
