import type { ApiVersion } from '../versions';

/** How a filter compares (fleetio-api.md section 4.1). */
export type FilterOperator = 'eq' | 'like' | 'include' | 'lt' | 'lte' | 'gt' | 'gte';

/** A field that a list can be narrowed by. */
export interface FilterField {
  readonly field: string;
  readonly operators: readonly FilterOperator[];
  /** The values the server knows, where they are a closed set. */
  readonly values?: readonly string[];
}

/** How the value of a field is written for people; `format.ts` does the writing. */
export type FieldFormat = 'text' | 'number' | 'date' | 'dateTime' | 'cents' | 'yesNo';

/** A field of a record as a person sees it. */
export interface FieldView {
  /** Its key in the record; a nested one is written with dots, `vendor.name`. */
  readonly field: string;
  /** What it is called, in the field's own words. */
  readonly title: string;
  readonly format?: FieldFormat;
  /** The unit behind the value, either fixed or read from another field of the same record. */
  readonly unit?: string | { readonly field: string };
}

/**
 * How the entries of a resource hang on a vehicle (section 6.1): below its path (`/vehicles/:id/<resource>`), or by
 * filters on the account-wide list, in which `:vehicle` stands for the vehicle's id.
 */
export type VehicleTie =
  | { readonly by: 'path' }
  | { readonly by: 'filter'; readonly filters: Readonly<Record<string, string>> };

/** One thing that Fleetio's API can be asked for. */
export interface Resource {
  /** The last segment of its path: `meter_entries`. */
  readonly id: string;
  /** Many of them, in title case: `Meter Entries`. */
  readonly title: string;
  /** One of them: `Meter Entry`. */
  readonly singular: string;
  /** A codicon's id. */
  readonly icon: string;
  /** The number in its path before version 2025-05-05 dropped it. */
  readonly generation: 1 | 2;
  /** The first version whose list answers with the cursor envelope; older ones answer a bare array. */
  readonly cursorSince: ApiVersion;
  /** The first of these that is filled in names the record. */
  readonly label: readonly FieldView[];
  /** All of these that are filled in stand beside the name. */
  readonly description: readonly FieldView[];
  readonly tooltip: readonly FieldView[];
  /** Missing where the resource has nothing to do with a single vehicle. */
  readonly vehicle?: VehicleTie;
  readonly filters: readonly FilterField[];
  readonly sorts: readonly string[];
}
