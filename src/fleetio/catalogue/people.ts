import { CHANGED, COMMENTS, CREATED, LOOKUP, OF_VEHICLE, RANGE } from './common';
import type { Rename, Resource } from './types';

/** People of the account: personal data, so little of it is shown and none kept. fleetio-api.md sections 4.3 and 6.12. */
export const contacts = {
  id: 'contacts',
  title: 'Contacts',
  singular: 'Contact',
  icon: 'person',
  archived: true,
  generation: 2,
  cursorSince: '2024-03-15',
  freshSeconds: 0,
  label: [{ field: 'name', title: 'Name' }],
  description: [
    { field: 'job_title', title: 'Job' },
    { field: 'group_name', title: 'Group' },
  ],
  tooltip: [
    { field: 'employee', title: 'Employee', format: 'yesNo' },
    { field: 'technician', title: 'Technician', format: 'yesNo' },
    { field: 'vehicle_operator', title: 'Operator', format: 'yesNo' },
    CREATED,
  ],
  filters: [
    { field: 'email', operators: ['like'] },
    { field: 'last_name', operators: ['like'] },
    { field: 'group_id', operators: ['eq'] },
    { field: 'employee_number', operators: ['eq'] },
    ...CHANGED,
  ],
  sorts: ['id', 'group_id', 'created_at', 'updated_at'],
} as const satisfies Resource;

/** Section 6.5. */
const ASSIGNMENT_RENAMES = [
  { old: 'contact_full_name', new: 'contact.name' },
  { old: 'contact_image_url', new: 'contact.default_image_url' },
  { old: 'vehicle_name', new: 'vehicle.name' },
] as const satisfies readonly Rename[];

const ASSIGNMENT = {
  icon: 'person-add',
  generation: 1,
  freshSeconds: 60,
  label: [{ field: 'contact.name', title: 'Contact' }],
  description: [
    { field: 'started_at', title: 'From', format: 'date' },
    { field: 'ended_at', title: 'Until', format: 'date' },
  ],
  tooltip: [
    { field: 'started_at', title: 'From', format: 'dateTime' },
    { field: 'ended_at', title: 'Until', format: 'dateTime' },
    { field: 'starting_meter_entry_value', title: 'Meter at the start', format: 'number' },
    { field: 'ending_meter_entry_value', title: 'Meter at the end', format: 'number' },
    { field: 'current', title: 'Current', format: 'yesNo' },
    { field: 'future', title: 'Future', format: 'yesNo' },
    COMMENTS,
  ],
  decimals: ['starting_meter_entry_value', 'ending_meter_entry_value'],
  renames: ASSIGNMENT_RENAMES,
} as const;

/** Sections 4.3 and 6.5. */
export const vehicleAssignments = {
  ...ASSIGNMENT,
  id: 'vehicle_assignments',
  title: 'Assignments',
  singular: 'Assignment',
  cursorSince: '2024-03-15',
  vehicle: { by: 'path' },
  filters: [
    { field: 'contact_id', operators: ['eq'] },
    OF_VEHICLE,
    { field: 'started_at', operators: RANGE },
    { field: 'ended_at', operators: RANGE },
    ...CHANGED,
  ],
  sorts: ['id', 'started_at', 'ended_at', 'created_at', 'updated_at'],
} as const satisfies Resource;

/** Who has the vehicle now, if anybody. Section 6.1. */
export const currentAssignment = {
  ...ASSIGNMENT,
  id: 'current_assignment',
  title: 'Current Assignment',
  singular: 'Current Assignment',
  parent: 'vehicles',
  readable: 'single',
  cursorSince: '2024-06-30',
  filters: [],
  sorts: [],
} as const satisfies Resource;

/** Section 6.12. Ids of different types collide, so a record is named by its type and its id. */
export const comments = {
  id: 'comments',
  title: 'Comments',
  singular: 'Comment',
  icon: 'comment',
  generation: 1,
  cursorSince: '2024-06-30',
  freshSeconds: 60,
  label: [{ field: 'comment', title: 'Comment' }],
  description: [
    { field: 'author.name', title: 'By' },
    { field: 'created_at', title: 'Date', format: 'date' },
  ],
  tooltip: [{ field: 'comment', title: 'Comment' }, { field: 'commentable_type', title: 'On' }, CREATED],
  vehicle: { by: 'filter', filters: { commentable_type: 'Vehicle', commentable_id: ':vehicle' } },
  filters: [
    { field: 'commentable_type', operators: ['eq'] },
    { field: 'commentable_id', operators: ['eq'] },
  ],
  sorts: ['id'],
} as const satisfies Resource;

/** The accounts that a key reaches; its records come without their token. Section 1.7. */
export const accounts = {
  ...LOOKUP,
  id: 'accounts',
  title: 'Accounts',
  singular: 'Account',
  icon: 'organization',
  readable: 'list',
  freshSeconds: 0,
  description: [{ field: 'user_type', title: 'Role' }],
  tooltip: [
    { field: 'city', title: 'City' },
    { field: 'country', title: 'Country' },
    { field: 'currency_symbol', title: 'Currency' },
    CREATED,
  ],
  filters: [
    { field: 'account_name', operators: ['like', 'eq'] },
    { field: 'account_url_token', operators: ['eq'] },
    ...CHANGED,
  ],
  secrets: ['token'],
} as const satisfies Resource;

/** The user that the key acts as. Section 1.6. */
export const users = {
  ...LOOKUP,
  id: 'users',
  title: 'Users',
  singular: 'User',
  icon: 'account',
  path: 'users/me',
  readable: 'single',
  freshSeconds: 0,
  label: [{ field: 'username', title: 'User name' }],
  description: [{ field: 'time_zone_name', title: 'Time zone' }],
  tooltip: [{ field: 'fuel_economy_units', title: 'Fuel economy' }, CREATED],
  sorts: [],
} as const satisfies Resource;
