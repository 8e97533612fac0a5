import type { Resource } from './types';

/** fleetio-api.md sections 4.3 and 6.2. */
export const meterEntries = {
  id: 'meter_entries',
  title: 'Meter Entries',
  singular: 'Meter Entry',
  icon: 'dashboard',
  generation: 1,
  cursorSince: '2024-06-30',
  freshSeconds: 60,
  label: [{ field: 'date', title: 'Date', format: 'date' }],
  description: [
    { field: 'value', title: 'Value', format: 'number' },
    { field: 'meter_type', title: 'Meter' },
    { field: 'category', title: 'Category' },
  ],
  tooltip: [
    { field: 'value', title: 'Value', format: 'number' },
    { field: 'void', title: 'Void', format: 'yesNo' },
    { field: 'meterable_type', title: 'Source' },
    { field: 'created_at', title: 'Created', format: 'dateTime' },
  ],
  vehicle: { by: 'path' },
  filters: [
    { field: 'category', operators: ['include'], values: ['starting', 'ending', 'nightly', 'manual'] },
    { field: 'meterable_type', operators: ['include'] },
    { field: 'meterable_id', operators: ['eq'] },
    { field: 'vehicle_id', operators: ['eq'] },
    { field: 'date', operators: ['eq', 'lt', 'lte', 'gt', 'gte'] },
    { field: 'created_at', operators: ['lt', 'lte', 'gt', 'gte'] },
    { field: 'updated_at', operators: ['lt', 'lte', 'gt', 'gte'] },
  ],
  sorts: ['id', 'date', 'created_at', 'updated_at'],
} as const satisfies Resource;

/** fleetio-api.md sections 4.3 and 6.3. */
export const fuelEntries = {
  id: 'fuel_entries',
  title: 'Fuel Entries',
  singular: 'Fuel Entry',
  icon: 'flame',
  generation: 1,
  cursorSince: '2024-03-15',
  freshSeconds: 60,
  label: [{ field: 'date', title: 'Date', format: 'date' }],
  description: [
    { field: 'us_gallons', title: 'Volume', format: 'number', unit: 'gal' },
    { field: 'total_amount_cents', title: 'Total', format: 'cents' },
    { field: 'fuel_type_name', title: 'Fuel' },
  ],
  tooltip: [
    { field: 'vendor.name', title: 'Vendor' },
    { field: 'meter_entry.value', title: 'Meter', format: 'number' },
    { field: 'mpg_us', title: 'Economy', format: 'number', unit: 'mpg' },
    { field: 'liters', title: 'Volume', format: 'number', unit: 'l' },
    { field: 'reference', title: 'Reference' },
    { field: 'partial', title: 'Partial', format: 'yesNo' },
  ],
  vehicle: { by: 'path' },
  filters: [
    { field: 'external_id', operators: ['like', 'eq'] },
    { field: 'vehicle_id', operators: ['eq'] },
    { field: 'vendor_id', operators: ['eq'] },
    { field: 'date', operators: ['lt', 'lte', 'gt', 'gte'] },
    { field: 'created_at', operators: ['lt', 'lte', 'gt', 'gte'] },
    { field: 'updated_at', operators: ['lt', 'lte', 'gt', 'gte'] },
  ],
  sorts: ['id', 'date', 'created_at', 'updated_at'],
} as const satisfies Resource;
