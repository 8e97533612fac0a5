import type { FleetioError } from './errors';
import type { FilterOperator, ResourceId } from './resources';
import type { ApiVersion } from './versions';

/** Where requests go and who makes them. */
export interface Connection {
  /** The API's URL without a slash at its end: `https://secure.fleetio.com/api`. */
  readonly apiUrl: string;
  readonly apiKey: string;
  readonly apiVersion: ApiVersion;
  /** Which account; only `accounts()` works without one. */
  readonly accountToken?: string;
}

/** A record as the API gives it, in the newest version's names whatever the version. */
export type FleetRecord = Readonly<Record<string, unknown>> & { readonly id: number };

export interface Filter {
  readonly field: string;
  readonly operator: FilterOperator;
  readonly value: string;
}

/** A list to ask for. */
export interface ListQuery {
  readonly resource: ResourceId;
  /** Only the entries of this vehicle: its id, or `key:value` of an external id. */
  readonly vehicleId?: number | string;
  readonly filters?: readonly Filter[];
  readonly sort?: { readonly field: string; readonly direction: 'asc' | 'desc' };
  /** 2 to 100, 50 by default. */
  readonly perPage?: number;
}

/** One page of a list. */
export interface Page {
  readonly records: readonly FleetRecord[];
  /** Hand it to `page()` for the next one; undefined on the last page. Opaque. */
  readonly next?: string;
  /** How many records come after this page; an estimate, capped by the server at 500 including this page. */
  readonly remaining: number;
}

export interface RequestOptions {
  readonly signal?: AbortSignal;
}

/** An account that a key can reach (section 1.7). */
export interface Account {
  readonly id: number;
  readonly name: string;
  readonly token: string;
}

/** The user a key acts as (section 1.6). */
export interface User {
  readonly id: number;
  readonly name: string;
  readonly email: string;
}

export type { FleetioError };
