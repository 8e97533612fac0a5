import type { ApiVersion } from '../versions';

/** How a filter compares (fleetio-api.md section 4.1). */
export type FilterOperator = 'eq' | 'like' | 'include' | 'lt' | 'lte' | 'gt' | 'gte';

/** A field that a list can be narrowed by. */
export interface FilterField {
  readonly field: string;
  readonly operators: readonly FilterOperator[];
  /** The values the server knows, where they are a closed set. */
  readonly values?: readonly string[];
  /** The first version that takes it; all do where it is missing. */
  readonly since?: ApiVersion;
}

/** How the value of a field is written for people; `format.ts` does the writing. A `flag` is its title, where it holds. */
export type FieldFormat = 'text' | 'number' | 'date' | 'dateTime' | 'cents' | 'yesNo' | 'flag';

/**
 * A unit: fixed; or read from another field of the same record; or that of the vehicle's meter, the second one where
 * `meterType` names a field that says `secondary`, as meter entries carry no unit themselves (section 6.2).
 */
export type Unit = string | { readonly field: string } | { readonly meterType: string };

/** A field of a record as a person sees it. */
export interface FieldView {
  /** Its key in the record; a nested one is written with dots, `vendor.name`. */
  readonly field: string;
  /** What it is called, in the field's own words. */
  readonly title: string;
  readonly format?: FieldFormat;
  /** The unit behind the value. */
  readonly unit?: Unit;
}

/**
 * How the entries of a resource hang on a vehicle (section 6.1): below its path (`/vehicles/:id/<resource>`), or by
 * filters on the account-wide list, in which `:vehicle` stands for the vehicle's id.
 */
export type VehicleTie =
  { readonly by: 'path' } | { readonly by: 'filter'; readonly filters: Readonly<Record<string, string>> };

/**
 * A field that older versions call by another name (section 2). Both names may be nested, written with dots. Only
 * plain values are moved: `user`, once a name and now an object, becomes `user.name` only where it is a text.
 */
export interface Rename {
  readonly old: string;
  readonly new: string;
  /** The old one was an amount of money such as 62.95 where the new one counts cents. */
  readonly toCents?: true;
}

/**
 * What can be read of a resource:
 * - `listAndRecord`: its list and each record by its id;
 * - `list`: the list alone;
 * - `record`: a record by its id alone;
 * - `single`: the one record that stands at its path, which has no id there (`/users/me`).
 */
export type Readable = 'listAndRecord' | 'list' | 'record' | 'single';

/** One thing that Fleetio's API can be asked for. */
export interface Resource {
  /** Its name in the API, and the last segment of its path where `path` does not say otherwise: `meter_entries`. */
  readonly id: string;
  /** Many of them, in title case: `Meter Entries`. */
  readonly title: string;
  /** One of them: `Meter Entry`. */
  readonly singular: string;
  /** A codicon's id. */
  readonly icon: string;
  /** The field with the name of its status's colour, where it has one. */
  readonly statusColor?: string;
  /** The field with the word for its status, where no field says its colour. */
  readonly status?: string;
  /** Where it stands, when not at its id: `users/me`. Below its parent's record when it has one. */
  readonly path?: string;
  /** The resource whose record it hangs on, where it has no path of its own. */
  readonly parent?: 'vehicles' | 'service_entries' | 'equipment';
  /** `listAndRecord` where missing. */
  readonly readable?: Readable;
  /** True where `/<resource>/archived` lists the records that the list leaves out. */
  readonly archived?: true;
  /** The number in its path before version 2025-05-05 dropped it. */
  readonly generation: 1 | 2;
  /** The first version whose list answers with the cursor envelope; older ones answer a bare array. */
  readonly cursorSince: ApiVersion;
  /** For how many seconds an answer may be shown again without asking; 0 for what should not be kept. */
  readonly freshSeconds: number;
  /** The first of these that is filled in names the record. */
  readonly label: readonly FieldView[];
  /** All of these that are filled in stand beside the name. */
  readonly description: readonly FieldView[];
  readonly tooltip: readonly FieldView[];
  /** Missing where the resource has nothing to do with a single vehicle. */
  readonly vehicle?: VehicleTie;
  readonly filters: readonly FilterField[];
  readonly sorts: readonly string[];
  /** Fields whose value is a decimal (dots for nested ones): always a text, since some answers hold a number. */
  readonly decimals?: readonly string[];
  /** Fields that a record shown alone held only when it was asked for them by `expand=`, in versions before `until`. */
  readonly expand?: { readonly fields: readonly string[]; readonly until: ApiVersion };
  /** The field that stood in a record's path in place of its id, in versions before `until`. */
  readonly addressedBy?: { readonly field: string; readonly until: ApiVersion };
  readonly renames?: readonly Rename[];
  /** Fields that hold a secret, such as an account's token: taken out of every record. */
  readonly secrets?: readonly string[];
}
