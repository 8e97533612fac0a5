import type { Filter, ListQuery } from '../../fleetio/client';
import { RESOURCES, type ResourceId } from '../../fleetio/resources';
import { isAtLeast, type ApiVersion } from '../../fleetio/versions';

/** One value of a filter: a status, a label. */
export interface Choice {
  readonly id: number;
  readonly name: string;
}

/** What the vehicles can be narrowed by. */
export type FacetId = 'status' | 'type' | 'group' | 'labels';

interface Facet {
  /** The filter in the catalogue. */
  readonly field: string;
  /** The list of the account that its values come from. */
  readonly values: ResourceId;
  /** Several values stand for vehicles that have any of them. */
  readonly several: boolean;
  readonly filter: (choices: readonly Choice[]) => Filter;
}

function byId(field: string, values: ResourceId): Facet {
  return {
    field,
    values,
    several: false,
    filter: ([choice]) => ({ field, operator: 'eq', value: String(choice?.id ?? '') }),
  };
}

/** In the order in which they are offered. */
export const FACETS: Readonly<Record<FacetId, Facet>> = {
  status: byId('vehicle_status_id', 'vehicle_statuses'),
  type: byId('vehicle_type_id', 'vehicle_types'),
  group: byId('group_id', 'groups'),
  labels: {
    field: 'labels',
    values: 'labels',
    several: true,
    filter: (choices) => ({
      field: 'labels',
      operator: 'include',
      value: choices.map(({ name }) => name).join(','),
    }),
  },
};

export const FACET_IDS = Object.keys(FACETS) as readonly FacetId[];

export type Sort = NonNullable<ListQuery['sort']>;

/** Which vehicles of an account are shown, and in which order. */
export interface VehicleListing {
  readonly filters: Readonly<Partial<Record<FacetId, readonly Choice[]>>>;
  /** The archived ones in place of those in use; the API narrows them by nothing else. */
  readonly archived: boolean;
  readonly sort: Sort;
}

export const ALL_VEHICLES: VehicleListing = {
  filters: {},
  archived: false,
  sort: { field: 'name', direction: 'asc' },
};

/** The filters that a key of this version may use: older ones lack some (fleetio-api.md section 4.3). */
export function facetsOf(version: ApiVersion): readonly FacetId[] {
  return FACET_IDS.filter((id) => {
    const known = RESOURCES.vehicles.filters.find(({ field }) => field === FACETS[id].field);
    return known !== undefined && (known.since === undefined || isAtLeast(version, known.since));
  });
}

/** The list to ask for. Filters that the version lacks are left out. */
export function listingQuery({ filters, archived, sort }: VehicleListing, version: ApiVersion): ListQuery {
  const query: ListQuery = { resource: 'vehicles', sort };
  if (archived) {
    return { ...query, archived };
  }
  const wanted = facetsOf(version).flatMap((id) => {
    const choices = filters[id] ?? [];
    return choices.length === 0 ? [] : [FACETS[id].filter(choices)];
  });
  return wanted.length === 0 ? query : { ...query, filters: wanted };
}

/** True when it leaves vehicles out. */
export function isNarrowed({ filters, archived }: VehicleListing): boolean {
  return archived || FACET_IDS.some((id) => (filters[id] ?? []).length > 0);
}

/** The listing with other values for a filter; none takes the filter away. */
export function narrowed(listing: VehicleListing, id: FacetId, choices: readonly Choice[]): VehicleListing {
  return { ...listing, archived: false, filters: { ...listing.filters, [id]: choices } };
}

/** What was kept of a listing; everything where it is damaged or there is none. */
export function readListing(kept: unknown): VehicleListing {
  const { filters, archived, sort } = (typeof kept === 'object' && kept !== null ? kept : {}) as Partial<
    Record<keyof VehicleListing, unknown>
  >;
  const values = (typeof filters === 'object' && filters !== null ? filters : {}) as Record<string, unknown>;
  return {
    filters: Object.fromEntries(FACET_IDS.map((id) => [id, readChoices(values[id])])),
    archived: archived === true,
    sort: isSort(sort) ? sort : ALL_VEHICLES.sort,
  };
}

function readChoices(kept: unknown): readonly Choice[] {
  return Array.isArray(kept) ? kept.filter(isChoice) : [];
}

function isChoice(value: unknown): value is Choice {
  const { id, name } = (value ?? {}) as Partial<Choice>;
  return typeof id === 'number' && typeof name === 'string';
}

function isSort(value: unknown): value is Sort {
  const { field, direction } = (value ?? {}) as Partial<Sort>;
  return (
    field !== undefined &&
    RESOURCES.vehicles.sorts.includes(field) &&
    (direction === 'asc' || direction === 'desc')
  );
}
