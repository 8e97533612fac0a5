import { CHANGED, CHANGE_SORTS, CREATED, LOOKUP, NAME, RANGE } from './common';
import type { Resource } from './types';
import { locationEntries } from './vehicles';

/** What is no vehicle: generators, pallet jacks. fleetio-api.md sections 4.3 and 6.12. */
export const equipment = {
  id: 'equipment',
  title: 'Equipment',
  singular: 'Equipment',
  icon: 'plug',
  generation: 1,
  cursorSince: '2024-06-30',
  freshSeconds: 60,
  label: [NAME],
  description: [
    { field: 'brand', title: 'Brand' },
    { field: 'model', title: 'Model' },
  ],
  tooltip: [
    { field: 'serial_number', title: 'Serial number' },
    { field: 'in_service_date', title: 'In service', format: 'date' },
    { field: 'out_of_service_date', title: 'Out of service', format: 'date' },
    { field: 'purchase_date', title: 'Purchased', format: 'date' },
    CREATED,
  ],
  filters: [
    { field: 'name', operators: ['like'] },
    { field: 'brand', operators: ['like'] },
    { field: 'model', operators: ['like'] },
    { field: 'serial_number', operators: ['like'] },
    { field: 'group_id', operators: ['eq'] },
    { field: 'in_service_date', operators: RANGE },
    { field: 'out_of_service_date', operators: RANGE },
    { field: 'purchase_date', operators: RANGE },
    ...CHANGED,
  ],
  sorts: ['id', 'created_at', 'updated_at', 'in_service_date', 'out_of_service_date', 'purchase_date'],
} as const satisfies Resource;

/** Section 9. */
export const equipmentAssignments = {
  id: 'equipment_assignments',
  title: 'Equipment Assignments',
  singular: 'Equipment Assignment',
  icon: 'person-add',
  path: 'assignments',
  parent: 'equipment',
  readable: 'list',
  generation: 1,
  cursorSince: '2024-06-30',
  freshSeconds: 60,
  label: [
    { field: 'contact.name', title: 'Contact' },
    { field: 'vehicle.name', title: 'Vehicle' },
  ],
  description: [
    { field: 'started_at', title: 'From', format: 'date' },
    { field: 'ended_at', title: 'Until', format: 'date' },
  ],
  tooltip: [CREATED],
  filters: [],
  sorts: CHANGE_SORTS,
} as const satisfies Resource;

/** Section 6.8: the same as those of vehicles. */
export const equipmentLocationEntries = {
  id: 'equipment_location_entries',
  title: 'Equipment Location Entries',
  singular: 'Equipment Location Entry',
  icon: 'location',
  path: 'location_entries',
  parent: 'equipment',
  generation: 1,
  cursorSince: '2024-06-30',
  freshSeconds: 30,
  label: locationEntries.label,
  description: locationEntries.description,
  tooltip: locationEntries.tooltip,
  filters: locationEntries.filters,
  sorts: locationEntries.sorts,
  decimals: locationEntries.decimals,
} as const satisfies Resource;

export const equipmentStatuses = {
  ...LOOKUP,
  id: 'equipment_statuses',
  title: 'Equipment Statuses',
  singular: 'Equipment Status',
  icon: 'symbol-color',
} as const satisfies Resource;

export const equipmentTypes = {
  ...LOOKUP,
  id: 'equipment_types',
  title: 'Equipment Types',
  singular: 'Equipment Type',
  icon: 'tag',
} as const satisfies Resource;
