import { decimal, stamps, type Collection, type Draft, type Turn } from './collection';
import type { Fleet } from './fleet';
import { FUEL_VENDORS, SERVICE_TASKS, VENDORS } from './lookups';
import { ATTACHMENTS, renewalStatus } from './people';
import type { Draw } from './random';
import { eachVehicle, scheduled } from './scheduled';

const DAY = 86_400_000;
const MONTH = 30 * DAY;

/** Every service entry has one task, and the labour or the part that it took. */
const LINES_EACH = 2;

/** What a job cost, in cents. */
interface Bill {
  readonly task: number;
  readonly labor: number;
  readonly parts: number;
}

/** fleetio-api.md section 6.6. */
export function serviceEntries(fleet: Fleet): Collection {
  return scheduled(fleet, 'service_entries', fleet.schedules.service, (turn) => serviceEntry(fleet, turn), {
    rising: ['completed_at'],
    fields: {
      status: () => 'completed',
      labels: () => [],
      completed_at: (place) => new Date(fleet.schedules.service.timeAt(place)),
    },
  });
}

function serviceEntry(fleet: Fleet, { place, vehicle, time }: Turn): Draft {
  const draw = fleet.draw('service', place);
  const { labor, parts } = bill(fleet, place);
  const tax = Math.round(parts * 0.08);
  const vendor = workshop(draw);
  return {
    vehicle_id: fleet.id('vehicles', vehicle),
    vehicle: fleet.vehicleStub(vehicle),
    vendor_id: fleet.id('vendors', vendor),
    vendor: fleet.vendorStub(vendor),
    work_order_id: null,
    work_order_number: null,
    status: 'completed',
    started_at: new Date(time - draw.integer(1, 6) * 3_600_000),
    completed_at: new Date(time),
    reference: draw.chance(0.6) ? `RO-${10_000 + place}` : null,
    general_notes: draw.chance(0.1) ? 'Customer reports a rattle at idle; none found.' : null,
    primary_meter_entry: null,
    secondary_meter_entry: null,
    labor_subtotal_cents: labor,
    parts_subtotal_cents: parts,
    fees_cents: 0,
    subtotal_cents: labor + parts,
    discount_cents: 0,
    discount_type: 'fixed',
    discount_percentage: null,
    tax_1_cents: tax,
    tax_1_type: 'percentage',
    tax_1_percentage: '8.0',
    tax_2_cents: 0,
    tax_2_type: null,
    tax_2_percentage: null,
    total_amount_cents: labor + parts + tax,
    warranty_credits_cents: 0,
    warranty_credits_type: null,
    warranty_credits_percentage: null,
    labels: [],
    invoice: null,
    vmrs_repair_priority_class: draw.chance(0.5)
      ? { id: 2, code: '2', name: 'Non-Scheduled', color: 'orange' }
      : null,
    auto_integrate_repair_order_status: null,
    comments_count: 0,
    documents_count: 0,
    images_count: 0,
    attachment_permissions: ATTACHMENTS,
    custom_fields: {},
    is_sample: false,
    // Last: a literal that begins with a spread is built field by field.
    ...stamps(time + 20 * 60_000),
  };
}

/** The lines of the service entries; they add up to each entry's subtotal. */
export function serviceEntryLineItems(fleet: Fleet): Collection {
  const entries = fleet.schedules.service;
  return {
    firstId: fleet.id('service_entry_line_items', 0),
    length: entries.length * LINES_EACH,
    rising: [],
    vehicleAt: (place) => entries.vehicleAt(Math.floor(place / LINES_EACH)),
    owner: {
      firstId: fleet.id('service_entries', 0),
      length: entries.length,
      placesOf: (entry) => [entry * LINES_EACH, entry * LINES_EACH + 1],
    },
    record: (place) => lineItem(fleet, Math.floor(place / LINES_EACH), place % LINES_EACH === 0),
  };
}

function lineItem(fleet: Fleet, entry: number, isTask: boolean): Draft {
  const { task, labor, parts } = bill(fleet, entry);
  const name = SERVICE_TASKS[task]?.name;
  return {
    type: isTask ? 'ServiceEntryServiceTaskLineItem' : 'ServiceEntryPartLineItem',
    description: isTask ? name : `Parts: ${name}`,
    service_entry_id: fleet.id('service_entries', entry),
    service_entry_line_item_id: isTask ? null : fleet.id('service_entry_line_items', entry * LINES_EACH),
    service_reminder_id: null,
    service_task: { id: fleet.id('service_tasks', task), name },
    issues: [],
    labor_cost: decimal(isTask ? labor / 100 : 0, 2),
    parts_cost: decimal(isTask ? 0 : parts / 100, 2),
    subtotal: decimal((isTask ? labor : parts) / 100, 2),
  };
}

/** fleetio-api.md section 6.9. Each vehicle is reminded of two tasks. */
export function serviceReminders(fleet: Fleet): Collection {
  const record = (vehicle: number, place: number): Draft => serviceReminder(fleet, vehicle, place);
  return eachVehicle(fleet, 'service_reminders', 2, record, {
    next_due_at: (place) => new Date(reminderOf(fleet, place).due),
  });
}

function serviceReminder(fleet: Fleet, vehicle: number, place: number): Draft {
  const { task, due } = reminderOf(fleet, place);
  const { name, miles, months } = SERVICE_TASKS[task] ?? SERVICE_TASKS[0];
  const snoozed = due < fleet.plan.today && fleet.draw('snooze', place).chance(0.3);
  const { firstReading } = fleet.traits(vehicle);
  return {
    ...stamps(Date.UTC(2024, 1, 1, 15) + place * 60_000),
    active: true,
    vehicle_id: fleet.id('vehicles', vehicle),
    vehicle: fleet.vehicleStub(vehicle),
    service_task_id: fleet.id('service_tasks', task),
    service_task_name: name,
    service_task_description: null,
    service_reminder_status: snoozed ? 'snoozed' : renewalStatus(due, fleet.plan.today),
    time_interval: months,
    time_frequency: 'months',
    next_due_at: new Date(due),
    due_soon_at: new Date(due - 14 * DAY),
    due_soon_time_threshold_interval: 2,
    due_soon_time_threshold_frequency: 'weeks',
    forecasted_next_due_at: new Date(due - Math.floor(MONTH / 4)),
    meter_interval: decimal(miles, 1),
    next_due_meter_value: decimal(Math.ceil(firstReading / miles + 1) * miles, 1),
    secondary_meter_interval: null,
    next_due_secondary_meter_value: null,
    vehicle_archived_at: null,
    comments_count: 0,
  };
}

/** Which task a reminder is about, and when it is due. */
function reminderOf(fleet: Fleet, place: number): { readonly task: number; readonly due: number } {
  const draw = fleet.draw('due', place);
  const task = (place % 2) + 2 * draw.integer(0, SERVICE_TASKS.length / 2 - 1);
  const months = SERVICE_TASKS[task]?.months ?? 12;
  return { task, due: fleet.plan.today + draw.integer(-15, months * 25) * DAY };
}

/** A workshop's place among the vendors. */
export function workshop(draw: Draw): number {
  return draw.integer(FUEL_VENDORS, VENDORS.length - 1);
}

function bill(fleet: Fleet, entry: number): Bill {
  const draw = fleet.draw('bill', entry);
  const task = draw.integer(0, SERVICE_TASKS.length - 1);
  const { labor, parts } = SERVICE_TASKS[task] ?? SERVICE_TASKS[0];
  return {
    task,
    labor: Math.round(labor * draw.between(80, 130)),
    parts: Math.round(parts * draw.between(80, 130)),
  };
}
