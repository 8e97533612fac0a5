import type { FieldView, FilterField, Rename } from './types';

/** The operators of a day or a moment. */
export const RANGE = ['lt', 'lte', 'gt', 'gte'] as const;

/** The filters that every list with filters has (fleetio-api.md section 4.3). */
export const CHANGED = [
  { field: 'created_at', operators: RANGE },
  { field: 'updated_at', operators: RANGE },
] as const satisfies readonly FilterField[];

/** The filter that ties an account-wide list to a vehicle. */
export const OF_VEHICLE = { field: 'vehicle_id', operators: ['eq'] } as const satisfies FilterField;

/** The orders that every list with orders has. */
export const CHANGE_SORTS = ['id', 'created_at', 'updated_at'] as const;

export const NAME = { field: 'name', title: 'Name' } as const satisfies FieldView;
export const DESCRIPTION = { field: 'description', title: 'Description' } as const satisfies FieldView;
export const CREATED = {
  field: 'created_at',
  title: 'Created',
  format: 'dateTime',
} as const satisfies FieldView;
export const UPDATED = {
  field: 'updated_at',
  title: 'Updated',
  format: 'dateTime',
} as const satisfies FieldView;
export const LABELS = { field: 'labels', title: 'Labels' } as const satisfies FieldView;
export const COMMENTS = {
  field: 'comments_count',
  title: 'Comments',
  format: 'number',
} as const satisfies FieldView;

/** Linked records were named beside their ids before they became small objects (section 2). */
export const LINKED_NAMES = [
  { old: 'vehicle_name', new: 'vehicle.name' },
  { old: 'vendor_name', new: 'vendor.name' },
] as const satisfies readonly Rename[];

/** What the short lists of an account's settings share; they change seldom. */
export const LOOKUP = {
  generation: 1,
  cursorSince: '2024-06-30',
  freshSeconds: 600,
  label: [NAME],
  description: [],
  tooltip: [DESCRIPTION, CREATED],
  filters: [],
  sorts: CHANGE_SORTS,
} as const;
