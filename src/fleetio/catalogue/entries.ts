import { CHANGED, COMMENTS, CREATED, LINKED_NAMES, OF_VEHICLE, RANGE } from './common';
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
    { field: 'value', title: 'Value', format: 'number', unit: { meterType: 'meter_type' } },
    { field: 'meter_type', title: 'Meter' },
    { field: 'category', title: 'Category' },
  ],
  tooltip: [
    { field: 'value', title: 'Value', format: 'number', unit: { meterType: 'meter_type' } },
    { field: 'void', title: 'Void', format: 'yesNo' },
    { field: 'meterable_type', title: 'Source' },
    CREATED,
  ],
  vehicle: { by: 'path' },
  filters: [
    { field: 'category', operators: ['include'], values: ['starting', 'ending', 'nightly', 'manual'] },
    {
      field: 'meterable_type',
      operators: ['include'],
      values: [
        'FuelEntry',
        'Issue',
        'PurchaseDetail',
        'ServiceEntry',
        'SubmittedInspectionItem',
        'VehicleAssignment',
        'WorkOrder',
      ],
    },
    { field: 'meterable_id', operators: ['eq'] },
    OF_VEHICLE,
    { field: 'date', operators: ['eq', ...RANGE] },
    ...CHANGED,
  ],
  sorts: ['id', 'date', 'created_at', 'updated_at'],
  decimals: ['value'],
} as const satisfies Resource;

/** Sections 4.3 and 6.3. Its list writes decimals as texts, its single record as numbers. */
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
    {
      field: 'meter_entry.value',
      title: 'Meter',
      format: 'number',
      unit: { meterType: 'meter_entry.meter_type' },
    },
    { field: 'mpg_us', title: 'Economy', format: 'number', unit: 'mpg' },
    { field: 'liters', title: 'Volume', format: 'number', unit: 'l' },
    { field: 'reference', title: 'Reference' },
    { field: 'partial', title: 'Partial', format: 'yesNo' },
  ],
  vehicle: { by: 'path' },
  filters: [
    { field: 'external_id', operators: ['like', 'eq'] },
    OF_VEHICLE,
    { field: 'vendor_id', operators: ['eq'] },
    { field: 'date', operators: RANGE },
    ...CHANGED,
  ],
  sorts: ['id', 'date', 'created_at', 'updated_at'],
  decimals: [
    'us_gallons',
    'uk_gallons',
    'liters',
    'price_per_volume_unit',
    'cost_per_mi',
    'cost_per_km',
    'cost_per_hr',
    'usage_in_mi',
    'usage_in_km',
    'usage_in_hr',
    'mpg_us',
    'mpg_uk',
    'kpl',
    'lp100k',
    'us_gallons_per_hr',
    'uk_gallons_per_hr',
    'liters_per_hr',
    'meter_entry.value',
  ],
  renames: [...LINKED_NAMES, { old: 'total_amount', new: 'total_amount_cents', toCents: true }],
} as const satisfies Resource;

/** Section 6.12; its filters were not seen, save for those of every list. */
export const expenseEntries = {
  id: 'expense_entries',
  title: 'Expense Entries',
  singular: 'Expense Entry',
  icon: 'credit-card',
  generation: 1,
  cursorSince: '2024-03-15',
  freshSeconds: 60,
  label: [{ field: 'occurred_at', title: 'Date', format: 'date' }],
  description: [
    { field: 'expense_entry_type_name', title: 'Type' },
    { field: 'total_amount_cents', title: 'Total', format: 'cents' },
  ],
  tooltip: [{ field: 'vendor.name', title: 'Vendor' }, { field: 'notes', title: 'Notes' }, COMMENTS, CREATED],
  vehicle: { by: 'filter', filters: { vehicle_id: ':vehicle' } },
  filters: [OF_VEHICLE, ...CHANGED],
  sorts: ['id', 'created_at', 'updated_at'],
  renames: [...LINKED_NAMES, { old: 'total_amount', new: 'total_amount_cents', toCents: true }],
} as const satisfies Resource;
