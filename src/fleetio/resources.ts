import { fuelEntries, meterEntries } from './catalogue/entries';
import type { Resource } from './catalogue/types';
import { vehicles } from './catalogue/vehicles';

export type {
  FieldFormat,
  FieldView,
  FilterField,
  FilterOperator,
  Resource,
  VehicleTie,
} from './catalogue/types';

/**
 * The one catalogue of what Fleetio's API can be asked for. The tree, the snippet generator, the sandbox and the
 * endpoint picker all read it; a new resource is one entry in `catalogue/`.
 */
const catalogue = { vehicles, meter_entries: meterEntries, fuel_entries: fuelEntries } as const;

/** The id of a resource in the catalogue: `meter_entries`. */
export type ResourceId = keyof typeof catalogue;

/** Every resource by its id. */
export const RESOURCES: Readonly<Record<ResourceId, Resource>> = catalogue;

/** True when the catalogue has a resource of that id. */
export function isResourceId(text: string): text is ResourceId {
  return Object.hasOwn(catalogue, text);
}
