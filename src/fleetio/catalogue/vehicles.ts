import { CHANGED, CHANGE_SORTS, CREATED, LABELS, LOOKUP, NAME, UPDATED } from './common';
import type { FieldView, Rename, Resource } from './types';

/** What tells a vehicle apart from another of its name. */
const STATUS_AND_MODEL = [
  { field: 'vehicle_status_name', title: 'Status' },
  { field: 'year', title: 'Year' },
  { field: 'make', title: 'Make' },
  { field: 'model', title: 'Model' },
] as const satisfies readonly FieldView[];

const IDENTITY = [
  { field: 'vin', title: 'VIN' },
  { field: 'license_plate', title: 'License plate' },
  { field: 'vehicle_type_name', title: 'Type' },
  { field: 'group_name', title: 'Group' },
] as const satisfies readonly FieldView[];

const METERS = [
  { field: 'primary_meter_value', title: 'Meter', format: 'number', unit: { field: 'primary_meter_unit' } },
  { field: 'primary_meter_date', title: 'Meter date', format: 'date' },
  {
    field: 'primary_meter_usage_per_day',
    title: 'Use a day',
    format: 'number',
    unit: { field: 'primary_meter_unit' },
  },
] as const satisfies readonly FieldView[];

/** Section 2. The newest names also hold for `GET /vehicles/:id`, which kept the old ones in version 2024-01-01. */
const RENAMES = [
  { old: 'meter_unit', new: 'primary_meter_unit' },
  { old: 'current_meter_value', new: 'primary_meter_value' },
  { old: 'current_meter_date', new: 'primary_meter_date' },
  { old: 'in_service_meter', new: 'in_service_meter_value' },
  { old: 'out_of_service_meter', new: 'out_of_service_meter_value' },
  { old: 'estimated_resale_price.cents', new: 'estimated_resale_price_cents' },
  { old: 'driver.full_name', new: 'driver.name' },
] as const satisfies readonly Rename[];

const DECIMALS = [
  'primary_meter_value',
  'primary_meter_usage_per_day',
  'secondary_meter_value',
  'secondary_meter_usage_per_day',
  'in_service_meter_value',
  'out_of_service_meter_value',
  'estimated_replacement_mileage',
] as const;

const PLATES = [
  { field: 'name', operators: ['like', 'eq'] },
  { field: 'vin', operators: ['like', 'eq'] },
  { field: 'license_plate', operators: ['like', 'eq'] },
] as const;

/** fleetio-api.md sections 4.3 and 6.1. */
export const vehicles = {
  id: 'vehicles',
  title: 'Vehicles',
  singular: 'Vehicle',
  icon: 'circle-filled',
  statusColor: 'vehicle_status_color',
  archived: true,
  generation: 1,
  cursorSince: '2024-01-01',
  freshSeconds: 60,
  label: [NAME],
  description: STATUS_AND_MODEL,
  tooltip: [
    ...IDENTITY,
    ...METERS,
    { field: 'issues_count', title: 'Issues', format: 'number' },
    { field: 'driver.name', title: 'Driver' },
    LABELS,
    { field: 'archived_at', title: 'Archived', format: 'dateTime' },
  ],
  filters: [
    ...PLATES,
    { field: 'external_id', operators: ['like'] },
    { field: 'labels', operators: ['include'] },
    { field: 'group_id', operators: ['eq'], since: '2025-05-05' },
    { field: 'vehicle_status_id', operators: ['eq'], since: '2025-05-05' },
    { field: 'vehicle_type_id', operators: ['eq'], since: '2025-05-05' },
    ...CHANGED,
  ],
  sorts: ['id', 'name', 'created_at', 'updated_at'],
  expand: { fields: ['labels'], until: '2024-03-15' },
  decimals: DECIMALS,
  renames: RENAMES,
} as const satisfies Resource;

/** The trailers of a truck, and the like. Sections 4.3 and 6.1. */
export const linkedVehicles = {
  id: 'linked_vehicles',
  title: 'Linked Vehicles',
  singular: 'Linked Vehicle',
  icon: 'link',
  statusColor: 'vehicle_status_color',
  parent: 'vehicles',
  readable: 'list',
  generation: 1,
  cursorSince: '2024-06-30',
  freshSeconds: 60,
  label: [NAME],
  description: STATUS_AND_MODEL,
  tooltip: [...IDENTITY, ...METERS],
  filters: [...PLATES, ...CHANGED],
  sorts: CHANGE_SORTS,
  decimals: DECIMALS,
  renames: RENAMES,
} as const satisfies Resource;

/** What a vehicle was bought for. Section 9. */
const PURCHASE = {
  generation: 1,
  cursorSince: '2024-06-30',
  freshSeconds: 600,
  label: [{ field: 'date', title: 'Date', format: 'date' }],
  description: [
    { field: 'price_cents', title: 'Price', format: 'cents' },
    { field: 'vendor.name', title: 'Vendor' },
  ],
  tooltip: [{ field: 'comment', title: 'Comment' }, CREATED, UPDATED],
  filters: [],
  sorts: CHANGE_SORTS,
} as const;

export const purchaseDetail = {
  ...PURCHASE,
  id: 'purchase_detail',
  title: 'Purchase Detail',
  singular: 'Purchase Detail',
  icon: 'law',
  parent: 'vehicles',
  readable: 'single',
} as const satisfies Resource;

export const purchaseDetails = {
  ...PURCHASE,
  id: 'purchase_details',
  title: 'Purchase Details',
  singular: 'Purchase Detail',
  icon: 'law',
  readable: 'list',
} as const satisfies Resource;

export const acquisitions = {
  ...PURCHASE,
  id: 'acquisitions',
  title: 'Acquisitions',
  singular: 'Acquisition',
  icon: 'law',
  readable: 'list',
} as const satisfies Resource;

/** The layout of the tyres. Section 6.12. */
const AXLES = {
  ...LOOKUP,
  readable: 'list',
  icon: 'symbol-structure',
  filters: [
    { field: 'external_id', operators: ['eq'] },
    { field: 'name', operators: ['like'] },
  ],
} as const;

export const axleConfigs = {
  ...AXLES,
  id: 'axle_configs',
  title: 'Axle Configurations',
  singular: 'Axle Configuration',
} as const satisfies Resource;

export const axleConfigTemplates = {
  ...AXLES,
  id: 'axle_config_templates',
  title: 'Axle Configuration Templates',
  singular: 'Axle Configuration Template',
} as const satisfies Resource;

/** Where a vehicle was. Section 6.8. */
export const locationEntries = {
  id: 'location_entries',
  title: 'Location Entries',
  singular: 'Location Entry',
  icon: 'location',
  parent: 'vehicles',
  generation: 1,
  cursorSince: '2024-06-30',
  freshSeconds: 30,
  label: [{ field: 'date', title: 'Date', format: 'dateTime' }],
  description: [{ field: 'address', title: 'Address' }],
  tooltip: [
    { field: 'geolocation.latitude', title: 'Latitude' },
    { field: 'geolocation.longitude', title: 'Longitude' },
    { field: 'is_current', title: 'Current', format: 'yesNo' },
    { field: 'locatable_type', title: 'Source' },
    CREATED,
  ],
  vehicle: { by: 'path' },
  filters: [
    { field: 'contact_id', operators: ['eq'] },
    { field: 'locatable_id', operators: ['eq'] },
    {
      field: 'locatable_type',
      operators: ['eq'],
      values: ['FuelEntry', 'ServiceEntry', 'SubmittedInspectionForm'],
    },
    ...CHANGED,
  ],
  sorts: CHANGE_SORTS,
  decimals: ['geolocation.latitude', 'geolocation.longitude'],
} as const satisfies Resource;
