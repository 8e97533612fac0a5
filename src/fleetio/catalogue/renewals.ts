import { CHANGED, CHANGE_SORTS, COMMENTS, CREATED, LOOKUP, OF_VEHICLE, RANGE } from './common';
import type { Resource } from './types';

const REMINDER = {
  icon: 'calendar',
  generation: 1,
  cursorSince: '2024-06-30',
  freshSeconds: 60,
  description: [
    { field: 'next_due_at', title: 'Due', format: 'date' },
    { field: 'overdue', title: 'Overdue', format: 'flag' },
  ],
  tooltip: [
    { field: 'next_due_at', title: 'Due', format: 'date' },
    { field: 'due_soon_at', title: 'Due soon', format: 'date' },
    { field: 'overdue', title: 'Overdue', format: 'yesNo' },
    COMMENTS,
    CREATED,
  ],
} as const;

/** Registrations, insurances and the like. fleetio-api.md sections 4.3 and 6.12. */
export const vehicleRenewalReminders = {
  ...REMINDER,
  id: 'vehicle_renewal_reminders',
  title: 'Renewal Reminders',
  singular: 'Renewal Reminder',
  label: [{ field: 'vehicle_renewal_type_name', title: 'Type' }],
  vehicle: { by: 'filter', filters: { vehicle_id: ':vehicle' } },
  filters: [
    OF_VEHICLE,
    { field: 'vehicle_renewal_type_id', operators: ['eq'] },
    { field: 'vehicle_renewal_reminder_status', operators: ['eq'] },
    { field: 'next_due_at', operators: RANGE },
  ],
  sorts: ['id', 'due_soon_at', 'last_sent_at', 'next_due_at', 'created_at', 'updated_at'],
} as const satisfies Resource;

/** Driver licences and the like. Section 6.12. */
export const contactRenewalReminders = {
  ...REMINDER,
  id: 'contact_renewal_reminders',
  title: 'Contact Renewal Reminders',
  singular: 'Contact Renewal Reminder',
  label: [{ field: 'contact_renewal_type_name', title: 'Type' }],
  filters: CHANGED,
  sorts: CHANGE_SORTS,
} as const satisfies Resource;

export const vehicleRenewalTypes = {
  ...LOOKUP,
  id: 'vehicle_renewal_types',
  title: 'Vehicle Renewal Types',
  singular: 'Vehicle Renewal Type',
  icon: 'tag',
} as const satisfies Resource;

export const contactRenewalTypes = {
  ...LOOKUP,
  id: 'contact_renewal_types',
  title: 'Contact Renewal Types',
  singular: 'Contact Renewal Type',
  icon: 'tag',
} as const satisfies Resource;
