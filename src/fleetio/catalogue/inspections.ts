import {
  CHANGED,
  CHANGE_SORTS,
  CREATED,
  DESCRIPTION,
  LINKED_NAMES,
  LOOKUP,
  OF_VEHICLE,
  RANGE,
} from './common';
import type { Resource } from './types';

/** fleetio-api.md sections 4.3 and 6.11. The API reads forms; it cannot submit one. */
export const submittedInspectionForms = {
  id: 'submitted_inspection_forms',
  title: 'Inspections',
  singular: 'Inspection',
  icon: 'checklist',
  generation: 1,
  cursorSince: '2024-03-15',
  freshSeconds: 60,
  label: [
    { field: 'submitted_at', title: 'Submitted', format: 'date' },
    { field: 'date', title: 'Date' },
  ],
  description: [
    { field: 'inspection_form.title', title: 'Form' },
    { field: 'failed_items', title: 'Failed', format: 'number', unit: 'failed' },
  ],
  tooltip: [
    { field: 'user.name', title: 'By' },
    { field: 'vehicle.name', title: 'Vehicle' },
    { field: 'started_at', title: 'Started', format: 'dateTime' },
    { field: 'submitted_at', title: 'Submitted', format: 'dateTime' },
    { field: 'duration', title: 'Duration' },
  ],
  vehicle: { by: 'filter', filters: { vehicle_id: ':vehicle' } },
  filters: [
    OF_VEHICLE,
    { field: 'user_id', operators: ['eq'] },
    { field: 'inspection_form_id', operators: ['eq'] },
    { field: 'submitted_at', operators: RANGE },
    ...CHANGED,
  ],
  sorts: ['id', 'created_at', 'submitted_at', 'updated_at'],
  decimals: ['starting_latitude', 'starting_longitude', 'submitted_latitude', 'submitted_longitude'],
  renames: [...LINKED_NAMES, { old: 'user', new: 'user.name' }],
} as const satisfies Resource;

/** Sections 4.3 and 6.11. */
export const inspectionForms = {
  ...LOOKUP,
  id: 'inspection_forms',
  title: 'Inspection Forms',
  singular: 'Inspection Form',
  icon: 'tasklist',
  readable: 'list',
  label: [{ field: 'title', title: 'Title' }],
  description: [DESCRIPTION],
  tooltip: [CREATED],
  filters: [{ field: 'title', operators: ['like'] }, ...CHANGED],
  sorts: CHANGE_SORTS,
} as const satisfies Resource;
