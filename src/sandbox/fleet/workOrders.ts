import { decimal, stamps, type Collection, type Draft, type Turn } from './collection';
import type { Fleet } from './fleet';
import { SERVICE_TASKS, VENDORS, WORK_ORDER_STATUSES } from './lookups';
import { person } from './people';
import { scheduled } from './scheduled';
import { workshop } from './service';

const DAY = 86_400_000;

/** fleetio-api.md section 6.10. Older ones are completed. */
export function workOrders(fleet: Fleet): Collection {
  const schedule = fleet.schedules.work;
  return scheduled(fleet, 'work_orders', schedule, (turn) => workOrder(fleet, turn), {
    fields: { number: (place) => number(place), labels: () => [] },
  });
}

function workOrder(fleet: Fleet, { place, vehicle, time }: Turn): Draft {
  const draw = fleet.draw('work order', place);
  const { plan } = fleet;
  const completedAt = time + draw.integer(4, 120) * 3_600_000;
  const completed = completedAt < plan.today && draw.chance(0.9);
  const status = completed ? WORK_ORDER_STATUSES.length - 1 : draw.integer(0, WORK_ORDER_STATUSES.length - 2);
  const { name, color } = WORK_ORDER_STATUSES[status] ?? WORK_ORDER_STATUSES[0];
  const task = draw.one(SERVICE_TASKS);
  const [labor, parts] = [task.labor * 100, task.parts * 100];
  const vendor = draw.chance(0.6) ? workshop(draw) : undefined;
  const [contact, issuer] = [fleet.driver(vehicle, 1), fleet.driver(vehicle, 2)];
  return {
    number: number(place),
    state: completed ? 'completed' : 'active',
    description: task.name,
    vehicle_id: fleet.id('vehicles', vehicle),
    vehicle_name: fleet.name(vehicle),
    vendor_id: vendor === undefined ? null : fleet.id('vendors', vendor),
    vendor_name: vendor === undefined ? null : VENDORS[vendor]?.name,
    contact_id: fleet.id('contacts', contact),
    contact_name: person(fleet, contact).name,
    contact_image_url: null,
    issued_at: new Date(time),
    issued_by_id: fleet.id('contacts', issuer),
    issued_by_name: person(fleet, issuer).name,
    created_by_id: fleet.id('contacts', issuer),
    scheduled_at: draw.chance(0.5) ? new Date(time + DAY) : null,
    started_at: new Date(time + 3_600_000),
    expected_completed_at: new Date(time + 3 * DAY),
    completed_at: completed ? new Date(completedAt) : null,
    duration_in_seconds: completed ? (completedAt - time) / 1000 : null,
    ending_meter_same_as_start: true,
    invoice_number: completed && draw.chance(0.7) ? `INV-${20_000 + place}` : null,
    purchase_order_number: draw.chance(0.3) ? `PO-${5000 + place}` : null,
    work_order_status_id: fleet.id('work_order_statuses', status),
    work_order_status_name: name,
    work_order_status_color: color,
    work_order_sub_line_items: [],
    labor_subtotal_cents: labor,
    parts_subtotal_cents: parts,
    subtotal_cents: labor + parts,
    discount_cents: 0,
    discount_percentage: decimal(0, 1),
    tax_1_cents: 0,
    tax_2_cents: 0,
    total_amount_cents: labor + parts,
    vmrs_repair_priority_class_id: null,
    labels: [],
    custom_fields: {},
    is_sample: false,
    // Last: a literal that begins with a spread is built field by field.
    ...stamps(time),
  };
}

function number(place: number): string {
  return String(1000 + place);
}
