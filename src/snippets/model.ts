import {
  listRequest,
  recordRequest,
  type ListQuery,
  type Pagination,
  type Parent,
  type RecordAddress,
} from '../fleetio/request';
import { RESOURCES, type ResourceId } from '../fleetio/resources';
import type { ApiVersion } from '../fleetio/versions';

/**
 * A request that code is generated for. It says all that a target needs to know and cannot hold a key or an account
 * token: those are read from the environment by the code.
 */
export interface SnippetRequest extends SnippetApi {
  /** Below `apiUrl`, percent-encoded: `/vehicles/1042/meter_entries`. */
  readonly path: string;
  /** Names and values before encoding, each name once. The page or cursor is not among them. */
  readonly params: readonly (readonly [name: string, value: string])[];
  /** How a list goes on; undefined for a single record. */
  readonly pagination?: Pagination;
  /** In words: `Meter Entries of vehicle 1042`. */
  readonly title: string;
  /** What a function that makes the request is called, word by word: `list meter entries`. */
  readonly name: readonly string[];
  /** What the answer is made of, where the catalogue knows it. */
  readonly resource?: ResourceId;
}

/** Where the code sends its request. */
export interface SnippetApi {
  /** Without a slash at its end: `https://secure.fleetio.com/api`. */
  readonly apiUrl: string;
  readonly apiVersion: ApiVersion;
}

/** Code that reads a whole list asks for pages as large as the API gives them. */
const LARGEST_PAGE = 100;

/** The request for a list, with its filters and its order. @throws FleetioError when the catalogue does not know it. */
export function listSnippet(query: ListQuery, { apiUrl, apiVersion }: SnippetApi): SnippetRequest {
  const { title } = RESOURCES[query.resource];
  const request = listRequest({ perPage: LARGEST_PAGE, ...query }, apiVersion);
  return {
    apiUrl,
    apiVersion,
    ...request,
    params: request.params.map(([name, value]) => [name, writable(value)]),
    title: `${title}${owner(query)}`,
    name: ['list', ...words(title)],
    resource: query.resource,
  };
}

/** The request for one record. @throws FleetioError when the catalogue does not know it. */
export function recordSnippet(address: RecordAddress, { apiUrl, apiVersion }: SnippetApi): SnippetRequest {
  const { singular } = RESOURCES[address.resource];
  return {
    apiUrl,
    apiVersion,
    ...recordRequest(address, apiVersion),
    title: `${singular} ${address.id ?? ''}`.trim() + owner(address),
    name: ['get', ...words(singular)],
    resource: address.resource,
  };
}

/** ` of vehicle 1042`, or nothing where it hangs on no other record. */
function owner({ resource, vehicleId, parentId }: Parent & Pick<ListQuery, 'resource'>): string {
  const { parent = 'vehicles' } = RESOURCES[resource];
  const id = vehicleId ?? parentId;
  return id === undefined ? '' : ` of ${RESOURCES[parent].singular.toLowerCase()} ${id}`;
}

function words(title: string): string[] {
  return title.toLowerCase().match(/[a-z0-9]+/g) ?? [];
}

/** Without what not every language can write and no field of Fleetio's holds: halves of surrogate pairs, and NUL. */
function writable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '');
}
