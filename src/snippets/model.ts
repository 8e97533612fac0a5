import {
  listRequest,
  recordRequest,
  type ListQuery,
  type Pagination,
  type RecordAddress,
} from '../fleetio/request';
import { RESOURCES } from '../fleetio/resources';
import type { ApiVersion } from '../fleetio/versions';

/**
 * A request that code is generated for. It says all that a target needs to know and cannot hold a key or an account
 * token: those are read from the environment by the code.
 */
export interface SnippetRequest extends SnippetApi {
  /** Below `apiUrl`, percent-encoded: `/vehicles/1042/meter_entries`. */
  readonly path: string;
  /** Names and values before encoding. The page or cursor is not among them. */
  readonly params: readonly (readonly [name: string, value: string])[];
  /** How a list goes on; undefined for a single record. */
  readonly pagination?: Pagination;
  /** In words: `Meter Entries of vehicle 1042`. */
  readonly title: string;
  /** What a function that makes the request is called, word by word: `list meter entries`. */
  readonly name: readonly string[];
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
  const owner = query.vehicleId === undefined ? '' : ` of vehicle ${query.vehicleId}`;
  return {
    apiUrl,
    apiVersion,
    ...listRequest({ perPage: LARGEST_PAGE, ...query }, apiVersion),
    title: `${title}${owner}`,
    name: ['list', ...words(title)],
  };
}

/** The request for one record. @throws FleetioError when the catalogue does not know it. */
export function recordSnippet(address: RecordAddress, { apiUrl, apiVersion }: SnippetApi): SnippetRequest {
  const { singular } = RESOURCES[address.resource];
  return {
    apiUrl,
    apiVersion,
    ...recordRequest(address, apiVersion),
    title: `${singular} ${address.id ?? ''}`.trim(),
    name: ['get', ...words(singular)],
  };
}

function words(title: string): string[] {
  return title.toLowerCase().match(/[a-z0-9]+/g) ?? [];
}
