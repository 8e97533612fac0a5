import { stamps, type Collection, type Draft } from './collection';
import type { Fleet } from './fleet';
import { VEHICLE_RENEWALS } from './lookups';
import { renewalStatus } from './people';
import { eachVehicle } from './scheduled';

const DAY = 86_400_000;

/** When a vehicle's registration, insurance or test runs out (section 6.12). */
export function vehicleRenewalReminders(fleet: Fleet): Collection {
  const record = (vehicle: number): Draft => {
    const { type, due } = renewalOf(fleet, vehicle);
    return {
      ...stamps(Date.UTC(2024, 1, 1, 15) + vehicle * 60_000),
      vehicle_id: fleet.id('vehicles', vehicle),
      vehicle: fleet.vehicleStub(vehicle),
      vehicle_renewal_type_id: fleet.id('vehicle_renewal_types', type),
      vehicle_renewal_type_name: VEHICLE_RENEWALS[type],
      vehicle_renewal_reminder_status: renewalStatus(due, fleet.plan.today),
      next_due_at: new Date(due),
      due_soon_at: new Date(due - 14 * DAY),
      last_sent_at: null,
      overdue: due < fleet.plan.today,
      comments: [],
      comments_count: 0,
      vehicle_archived_at: null,
    };
  };
  return eachVehicle(fleet, 'vehicle_renewal_reminders', 1, record, {
    next_due_at: (vehicle) => new Date(renewalOf(fleet, vehicle).due),
    due_soon_at: (vehicle) => new Date(renewalOf(fleet, vehicle).due - 14 * DAY),
    last_sent_at: () => null,
  });
}

function renewalOf(fleet: Fleet, vehicle: number): { readonly type: number; readonly due: number } {
  const draw = fleet.draw('renewal', vehicle);
  const type = draw.integer(0, VEHICLE_RENEWALS.length - 1);
  return { type, due: fleet.plan.today + draw.integer(-20, 340) * DAY };
}
