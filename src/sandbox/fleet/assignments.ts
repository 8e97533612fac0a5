import { decimal, stamps, turnAt, type Collection, type Draft, type Turn } from './collection';
import type { Fleet } from './fleet';
import { ATTACHMENTS, contactStub, person } from './people';
import { scheduled } from './scheduled';

const DAY = 86_400_000;

/** Who drives what (section 6.5): each vehicle had a driver, and most have one now. */
export function vehicleAssignments(fleet: Fleet): Collection {
  const { assignments } = fleet;
  return scheduled(fleet, 'vehicle_assignments', assignments, (turn) => assignment(fleet, turn), {
    rising: ['started_at'],
    former: (place) => ({
      active: endOf(fleet, turnAt(assignments, place)) === null,
      deleted_at: null,
    }),
    fields: {
      contact_id: (place) => fleet.id('contacts', driverAt(fleet, turnAt(assignments, place))),
      started_at: (place) => new Date(assignments.timeAt(place)),
      ended_at: (place) => endOf(fleet, turnAt(assignments, place)),
    },
  });
}

/** The assignment that holds today, below each vehicle's path; a vehicle without a driver has none. */
export function currentAssignments(fleet: Fleet): Collection {
  const all = vehicleAssignments(fleet);
  return {
    ...all,
    record: (place) => {
      const turn = turnAt(fleet.assignments, place);
      return {
        ...assignment(fleet, turn),
        contact_full_name: person(fleet, driverAt(fleet, turn)).name,
        contact_image_url: null,
      };
    },
    owner: {
      firstId: fleet.id('vehicles', 0),
      length: fleet.plan.vehicles,
      placesOf: (vehicle) =>
        currentDriver(fleet, vehicle) === undefined ? [] : [fleet.assignments.placeOf(vehicle, 1)],
    },
  };
}

/** The place among the contacts of whoever drives a vehicle today. */
export function currentDriver(fleet: Fleet, vehicle: number): number | undefined {
  return vehicle >= 0 && fleet.draw('assignment', vehicle).chance(0.75)
    ? fleet.driver(vehicle, 1)
    : undefined;
}

function assignment(fleet: Fleet, turn: Turn): Draft {
  const { vehicle, time } = turn;
  const endedAt = endOf(fleet, turn);
  const { acquiredReading } = fleet.traits(vehicle);
  return {
    ...stamps(time),
    vehicle_id: fleet.id('vehicles', vehicle),
    contact_id: fleet.id('contacts', driverAt(fleet, turn)),
    started_at: new Date(time),
    ended_at: endedAt,
    current: endedAt === null,
    future: false,
    starting_meter_entry_value: decimal(acquiredReading, 1),
    ending_meter_entry_value: endedAt === null ? null : decimal(acquiredReading, 1),
    comments_count: 0,
    attachment_permissions: ATTACHMENTS,
    custom_fields: {},
    contact: contactStub(fleet, driverAt(fleet, turn)),
    vehicle: fleet.vehicleStub(vehicle),
  };
}

/** Null while it goes on. The second assignment of a vehicle begins after the first has ended. */
function endOf(fleet: Fleet, { vehicle, round, time }: Turn): Date | null {
  const goesOn = round === 1 && currentDriver(fleet, vehicle) !== undefined;
  return goesOn ? null : new Date(Math.min(fleet.plan.today, time + 2 * DAY));
}

function driverAt(fleet: Fleet, { vehicle, round }: Turn): number {
  return fleet.driver(vehicle, round);
}
