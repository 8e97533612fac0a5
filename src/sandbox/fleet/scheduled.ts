import { turnAt, type Collection, type Draft, type Owner, type Turn } from './collection';
import type { Fleet } from './fleet';
import type { FleetResource } from './plan';
import type { Schedule } from './schedule';

/**
 * Records that hang on vehicles, one for each event of a schedule.
 * @param make the record of an event; its times of creation and of the last change have to rise with the event's.
 */
export function scheduled(
  fleet: Fleet,
  resource: FleetResource,
  schedule: Schedule,
  make: (turn: Turn) => Draft,
  more: Partial<Pick<Collection, 'details' | 'former' | 'rising' | 'fields'>> = {},
): Collection {
  const { rising = [], fields = {}, ...rest } = more;
  return {
    firstId: fleet.id(resource, 0),
    length: schedule.length,
    record: (place) => make(turnAt(schedule, place)),
    rising: ['created_at', 'updated_at', ...rising],
    vehicleAt: (place) => schedule.vehicleAt(place),
    owner: ownedByVehicle(fleet, (vehicle) => schedule.placesOf(vehicle)),
    fields: {
      vehicle_id: (place) => fleet.id('vehicles', schedule.vehicleAt(place)),
      ...fields,
    },
    ...rest,
  };
}

/** Records that each vehicle has `each` of, without a date of their own. */
export function eachVehicle(
  fleet: Fleet,
  resource: FleetResource,
  each: number,
  make: (vehicle: number, place: number) => Draft,
  fields: Collection['fields'] = {},
): Collection {
  const vehicleAt = (place: number): number => Math.floor(place / each);
  return {
    firstId: fleet.id(resource, 0),
    length: fleet.plan.vehicles * each,
    record: (place) => make(vehicleAt(place), place),
    rising: ['created_at', 'updated_at'],
    vehicleAt,
    owner: ownedByVehicle(fleet, (vehicle) => Array.from({ length: each }, (_, at) => vehicle * each + at)),
    fields: { vehicle_id: (place) => fleet.id('vehicles', vehicleAt(place)), ...fields },
  };
}

function ownedByVehicle(fleet: Fleet, placesOf: Owner['placesOf']): Owner {
  return { field: 'vehicle_id', firstId: fleet.id('vehicles', 0), length: fleet.plan.vehicles, placesOf };
}
