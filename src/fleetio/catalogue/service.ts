import {
  CHANGED,
  CHANGE_SORTS,
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

/** fleetio-api.md sections 4.3 and 6.6. The list has no vehicle filter: only the path below a vehicle narrows it. */
export const serviceEntries = {
  id: 'service_entries',
  title: 'Service Entries',
  singular: 'Service Entry',
  icon: 'tools',
  status: 'status',
  generation: 2,
  cursorSince: '2024-03-15',
  freshSeconds: 60,
  label: [
    { field: 'completed_at', title: 'Completed', format: 'date' },
    { field: 'started_at', title: 'Started', format: 'date' },
  ],
  description: [
    { field: 'status', title: 'Status' },
    { field: 'total_amount_cents', title: 'Total', format: 'cents' },
    { field: 'vendor.name', title: 'Vendor' },
  ],
  tooltip: [
    { field: 'reference', title: 'Reference' },
    { field: 'general_notes', title: 'Notes' },
    { field: 'labor_subtotal_cents', title: 'Labor', format: 'cents' },
    { field: 'parts_subtotal_cents', title: 'Parts', format: 'cents' },
    {
      field: 'primary_meter_entry.value',
      title: 'Meter',
      format: 'number',
      unit: { meterType: 'primary_meter_entry.meter_type' },
    },
    { field: 'work_order_number', title: 'Work order' },
    LABELS,
    COMMENTS,
  ],
  vehicle: { by: 'path' },
  filters: [
    { field: 'reference', operators: ['like', 'eq'] },
    { field: 'status', operators: ['include'], values: ['pending', 'completed'] },
    { field: 'labels', operators: ['include'] },
    { field: 'completed_at', operators: RANGE },
    ...CHANGED,
  ],
  sorts: ['id', 'completed_at', 'created_at', 'updated_at'],
  decimals: [
    'discount_percentage',
    'tax_1_percentage',
    'tax_2_percentage',
    'warranty_credits_percentage',
    'primary_meter_entry.value',
    'secondary_meter_entry.value',
  ],
  renames: [
    ...LINKED_NAMES,
    { old: 'labor_subtotal', new: 'labor_subtotal_cents', toCents: true },
    { old: 'parts_subtotal', new: 'parts_subtotal_cents', toCents: true },
    { old: 'subtotal', new: 'subtotal_cents', toCents: true },
    { old: 'total_amount', new: 'total_amount_cents', toCents: true },
  ],
} as const satisfies Resource;

/** Section 6.6. */
export const serviceEntryLineItems = {
  id: 'service_entry_line_items',
  title: 'Service Entry Line Items',
  singular: 'Service Entry Line Item',
  icon: 'list-unordered',
  parent: 'service_entries',
  readable: 'list',
  generation: 2,
  cursorSince: '2024-06-30',
  freshSeconds: 60,
  label: [{ field: 'service_task.name', title: 'Task' }, DESCRIPTION, { field: 'type', title: 'Type' }],
  description: [{ field: 'subtotal', title: 'Subtotal', format: 'number' }],
  tooltip: [
    { field: 'type', title: 'Type' },
    { field: 'labor_cost', title: 'Labor', format: 'number' },
    { field: 'parts_cost', title: 'Parts', format: 'number' },
  ],
  filters: [],
  sorts: ['id'],
  decimals: ['subtotal', 'labor_cost', 'parts_cost'],
} as const satisfies Resource;

/** Sections 4.3 and 6.9. */
export const serviceReminders = {
  id: 'service_reminders',
  title: 'Service Reminders',
  singular: 'Service Reminder',
  icon: 'bell',
  status: 'service_reminder_status',
  generation: 2,
  cursorSince: '2024-03-15',
  freshSeconds: 60,
  label: [{ field: 'service_task_name', title: 'Task' }],
  description: [
    { field: 'service_reminder_status', title: 'Status' },
    { field: 'next_due_at', title: 'Due', format: 'date' },
  ],
  tooltip: [
    { field: 'service_task_description', title: 'Description' },
    { field: 'time_interval', title: 'Every', format: 'number', unit: { field: 'time_frequency' } },
    { field: 'meter_interval', title: 'Every (meter)', format: 'number' },
    { field: 'next_due_meter_value', title: 'Due at (meter)', format: 'number' },
    { field: 'due_soon_at', title: 'Due soon', format: 'date' },
    { field: 'forecasted_next_due_at', title: 'Forecast', format: 'date' },
    { field: 'active', title: 'Active', format: 'yesNo' },
    COMMENTS,
  ],
  vehicle: { by: 'filter', filters: { vehicle_id: ':vehicle' } },
  filters: [
    OF_VEHICLE,
    { field: 'service_task_id', operators: ['eq'] },
    {
      field: 'service_reminder_status',
      operators: ['eq'],
      values: ['ok', 'overdue', 'due_soon', 'snoozed'],
    },
    ...CHANGED,
  ],
  sorts: ['id', 'next_due_at', 'created_at', 'updated_at'],
  decimals: ['meter_interval', 'next_due_meter_value'],
} as const satisfies Resource;

/** Section 6.12. */
export const serviceTasks = {
  ...LOOKUP,
  id: 'service_tasks',
  title: 'Service Tasks',
  singular: 'Service Task',
  icon: 'checklist',
} as const satisfies Resource;

/** Sections 4.3 and 6.10. */
export const workOrders = {
  id: 'work_orders',
  title: 'Work Orders',
  singular: 'Work Order',
  icon: 'clippy',
  statusColor: 'work_order_status_color',
  generation: 2,
  cursorSince: '2024-01-01',
  freshSeconds: 60,
  label: [{ field: 'number', title: 'Number' }],
  description: [
    { field: 'work_order_status_name', title: 'Status' },
    DESCRIPTION,
    { field: 'issued_at', title: 'Issued', format: 'date' },
  ],
  tooltip: [
    { field: 'vehicle_name', title: 'Vehicle' },
    { field: 'vendor_name', title: 'Vendor' },
    { field: 'contact_name', title: 'Assigned to' },
    { field: 'scheduled_at', title: 'Scheduled', format: 'dateTime' },
    { field: 'started_at', title: 'Started', format: 'dateTime' },
    { field: 'expected_completed_at', title: 'Expected', format: 'dateTime' },
    { field: 'completed_at', title: 'Completed', format: 'dateTime' },
    { field: 'total_amount_cents', title: 'Total', format: 'cents' },
    { field: 'invoice_number', title: 'Invoice' },
    { field: 'purchase_order_number', title: 'Purchase order' },
    LABELS,
  ],
  vehicle: { by: 'filter', filters: { vehicle_id: ':vehicle' } },
  filters: [
    { field: 'contact_id', operators: ['eq'] },
    { field: 'created_by_id', operators: ['eq'] },
    { field: 'issued_by_id', operators: ['eq'] },
    OF_VEHICLE,
    { field: 'vendor_id', operators: ['eq'] },
    { field: 'vmrs_repair_priority_class_id', operators: ['eq'] },
    { field: 'number', operators: ['eq'] },
    { field: 'purchase_order_number', operators: ['like', 'eq'] },
    { field: 'invoice_number', operators: ['like', 'eq'] },
    { field: 'labels', operators: ['include'] },
    { field: 'work_order_status_name', operators: ['include'] },
    ...CHANGED,
  ],
  sorts: CHANGE_SORTS,
} as const satisfies Resource;

/** Sections 4.3 and 6.10. */
export const workOrderStatuses = {
  ...LOOKUP,
  id: 'work_order_statuses',
  title: 'Work Order Statuses',
  singular: 'Work Order Status',
  icon: 'symbol-color',
  statusColor: 'color',
  description: [DESCRIPTION],
  tooltip: [
    { field: 'color', title: 'Color' },
    { field: 'default', title: 'Default', format: 'yesNo' },
    { field: 'completed', title: 'Completed', format: 'yesNo' },
    { field: 'work_orders_count', title: 'Work orders', format: 'number' },
    CREATED,
  ],
  filters: [{ field: NAME.field, operators: ['like'] }, { field: 'color', operators: ['eq'] }, ...CHANGED],
} as const satisfies Resource;
