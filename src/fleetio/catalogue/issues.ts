import {
  CHANGED,
  COMMENTS,
  CREATED,
  DESCRIPTION,
  LABELS,
  LINKED_NAMES,
  LOOKUP,
  NAME,
  OF_VEHICLE,
  RANGE,
} from './common';
import type { Resource } from './types';

/** fleetio-api.md sections 4.3 and 6.7. */
export const issues = {
  id: 'issues',
  title: 'Issues',
  singular: 'Issue',
  icon: 'issues',
  status: 'state',
  generation: 2,
  cursorSince: '2024-03-15',
  freshSeconds: 60,
  label: [
    { field: 'summary', title: 'Summary' },
    { field: 'number', title: 'Number' },
  ],
  description: [
    { field: 'state', title: 'State' },
    { field: 'number', title: 'Number' },
    { field: 'reported_at', title: 'Reported', format: 'date' },
  ],
  tooltip: [
    DESCRIPTION,
    { field: 'due_date', title: 'Due', format: 'date' },
    { field: 'overdue', title: 'Overdue', format: 'yesNo' },
    { field: 'reported_by.name', title: 'Reported by' },
    { field: 'resolved_at', title: 'Resolved', format: 'dateTime' },
    { field: 'resolved_note', title: 'Resolution' },
    { field: 'closed_note', title: 'Closing note' },
    { field: 'asset.name', title: 'Asset' },
    { field: 'issue_priority.name', title: 'Priority' },
    LABELS,
    COMMENTS,
  ],
  vehicle: { by: 'path' },
  filters: [
    { field: 'state', operators: ['eq', 'include'], values: ['Open', 'Closed', 'Resolved'] },
    { field: 'number', operators: ['eq'] },
    OF_VEHICLE,
    { field: 'equipment_id', operators: ['eq'] },
    { field: 'reported_by_id', operators: ['eq'] },
    { field: 'due_date', operators: RANGE },
    { field: 'reported_at', operators: RANGE },
    ...CHANGED,
  ],
  sorts: ['id', 'due_date', 'resolved_at', 'reported_at', 'updated_at', 'created_at'],
  decimals: ['due_meter_value', 'due_primary_meter_value', 'due_secondary_meter_value'],
  renames: [
    ...LINKED_NAMES,
    { old: 'reported_by_name', new: 'reported_by.name' },
    { old: 'is_overdue', new: 'overdue' },
    { old: 'vehicle_id', new: 'vehicle.id' },
    { old: 'reported_by_id', new: 'reported_by.id' },
  ],
} as const satisfies Resource;

/** Section 6.12. */
export const issuePriorities = {
  ...LOOKUP,
  id: 'issue_priorities',
  title: 'Issue Priorities',
  singular: 'Issue Priority',
  icon: 'list-ordered',
  readable: 'list',
} as const satisfies Resource;

/** What a vehicle or its tracker reported by itself. Sections 4.3 and 6.12. */
export const faults = {
  id: 'faults',
  title: 'Faults',
  singular: 'Fault',
  icon: 'pulse',
  generation: 1,
  cursorSince: '2024-06-30',
  freshSeconds: 60,
  label: [{ field: 'code', title: 'Code' }, NAME],
  description: [NAME, { field: 'last_occurred_at', title: 'Last', format: 'date' }],
  tooltip: [
    DESCRIPTION,
    { field: 'vehicle.name', title: 'Vehicle' },
    { field: 'last_occurred_at', title: 'Last occurred', format: 'dateTime' },
    CREATED,
  ],
  vehicle: { by: 'filter', filters: { vehicle_id: ':vehicle' } },
  filters: [
    { field: 'code', operators: ['eq', 'like'] },
    { field: 'name', operators: ['like'] },
    OF_VEHICLE,
    { field: 'last_occurred_at', operators: RANGE },
    ...CHANGED,
  ],
  sorts: ['id', 'last_occurred_at', 'created_at', 'updated_at'],
} as const satisfies Resource;

/** Section 6.12. */
export const faultRules = {
  ...LOOKUP,
  id: 'fault_rules',
  title: 'Fault Rules',
  singular: 'Fault Rule',
  icon: 'filter',
} as const satisfies Resource;
