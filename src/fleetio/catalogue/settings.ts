import { CREATED, LOOKUP, NAME } from './common';
import type { Resource } from './types';

// The short lists of an account's settings: fleetio-api.md sections 6.12 and 9.

export const groups = {
  ...LOOKUP,
  id: 'groups',
  title: 'Groups',
  singular: 'Group',
  icon: 'list-tree',
} as const satisfies Resource;

export const labels = {
  ...LOOKUP,
  id: 'labels',
  title: 'Labels',
  singular: 'Label',
  icon: 'tag',
} as const satisfies Resource;

export const fuelTypes = {
  ...LOOKUP,
  id: 'fuel_types',
  title: 'Fuel Types',
  singular: 'Fuel Type',
  icon: 'flame',
} as const satisfies Resource;

export const vehicleTypes = {
  ...LOOKUP,
  id: 'vehicle_types',
  title: 'Vehicle Types',
  singular: 'Vehicle Type',
  icon: 'symbol-class',
} as const satisfies Resource;

export const vehicleStatuses = {
  ...LOOKUP,
  id: 'vehicle_statuses',
  title: 'Vehicle Statuses',
  singular: 'Vehicle Status',
  icon: 'symbol-color',
  statusColor: 'color',
  readable: 'list',
  tooltip: [
    { field: 'color', title: 'Color' },
    { field: 'default', title: 'Default', format: 'yesNo' },
    { field: 'position', title: 'Position', format: 'number' },
    CREATED,
  ],
  filters: [{ field: NAME.field, operators: ['like'] }],
} as const satisfies Resource;

export const expenseEntryTypes = {
  ...LOOKUP,
  id: 'expense_entry_types',
  title: 'Expense Entry Types',
  singular: 'Expense Entry Type',
  icon: 'credit-card',
} as const satisfies Resource;

export const places = {
  ...LOOKUP,
  id: 'places',
  title: 'Places',
  singular: 'Place',
  icon: 'map',
} as const satisfies Resource;

export const customFields = {
  ...LOOKUP,
  id: 'custom_fields',
  title: 'Custom Fields',
  singular: 'Custom Field',
  icon: 'symbol-field',
  readable: 'list',
  label: [{ field: 'label', title: 'Label' }, NAME],
} as const satisfies Resource;

/** A job that writes many records in the background; it can be looked at by its id alone. Section 7. */
export const bulkApiJobs = {
  ...LOOKUP,
  id: 'bulk_api_jobs',
  title: 'Bulk Jobs',
  singular: 'Bulk Job',
  icon: 'server-process',
  readable: 'record',
  freshSeconds: 0,
  label: [{ field: 'resource', title: 'Resource' }],
  description: [
    { field: 'operation', title: 'Operation' },
    { field: 'state', title: 'State' },
  ],
  tooltip: [CREATED],
  sorts: [],
} as const satisfies Resource;
