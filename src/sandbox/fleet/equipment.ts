import { decimal, stamps, type Collection, type Draft, type Owner } from './collection';
import { day, type Fleet } from './fleet';
import { locationRecord } from './locations';
import { EQUIPMENT_STATUSES, EQUIPMENT_TYPES, GROUPS } from './lookups';
import { contactStub } from './people';

const DAY = 86_400_000;
const LOCATIONS_EACH = 3;

/** When equipment began to be kept. */
const BEGAN = Date.UTC(2024, 1, 1, 15);

/** Machines and tools that are no vehicles (fleetio-api.md section 6.12). */
export function equipment(fleet: Fleet): Collection {
  return {
    firstId: fleet.id('equipment', 0),
    length: count(fleet),
    rising: ['created_at', 'updated_at'],
    record: (place) => piece(fleet, place),
    fields: {
      purchase_date: (place) => day(boughtAt(fleet, place)),
      in_service_date: (place) => day(boughtAt(fleet, place) + 7 * DAY),
      out_of_service_date: () => null,
    },
  };
}

/** Who has what. */
export function equipmentAssignments(fleet: Fleet): Collection {
  return {
    firstId: fleet.id('equipment_assignments', 0),
    length: count(fleet),
    rising: ['created_at', 'updated_at'],
    owner: ofEquipment(fleet, (place) => [place]),
    record: (place) => {
      const contact = fleet.draw('equipment contact', place).integer(0, fleet.contacts - 1);
      const started = BEGAN + place * 60_000 + DAY;
      return {
        ...stamps(started),
        equipment_id: fleet.id('equipment', place),
        contact_id: fleet.id('contacts', contact),
        contact: contactStub(fleet, contact),
        started_at: new Date(started),
        ended_at: null,
        current: true,
      };
    },
  };
}

/** Where equipment was: where a vehicle brought it. */
export function equipmentLocationEntries(fleet: Fleet): Collection {
  const seen = fleet.schedules.location.length;
  return {
    firstId: fleet.id('equipment_location_entries', 0),
    length: seen === 0 ? 0 : count(fleet) * LOCATIONS_EACH,
    rising: [],
    owner: ofEquipment(fleet, (place) =>
      Array.from({ length: LOCATIONS_EACH }, (_, at) => place * LOCATIONS_EACH + at),
    ),
    record: (place) => {
      const id = fleet.id('equipment', Math.floor(place / LOCATIONS_EACH));
      return {
        ...locationRecord(fleet, place % seen),
        vehicle_id: null,
        equipment_id: id,
        item_type: 'Equipment',
        item_id: id,
      };
    },
  };
}

function piece(fleet: Fleet, place: number): Draft {
  const draw = fleet.draw('equipment', place);
  const [type, group] = [place % EQUIPMENT_TYPES.length, place % GROUPS.length];
  const status = draw.chance(0.85) ? 0 : draw.integer(1, EQUIPMENT_STATUSES.length - 1);
  const bought = boughtAt(fleet, place);
  return {
    ...stamps(BEGAN + place * 60_000),
    name: `${EQUIPMENT_TYPES[type] ?? 'Tool'} ${place + 1}`,
    brand: draw.one(['Honda', 'Quincy', 'Crown', 'Kärcher']),
    model: `${draw.signs(2, 'EGPX')}${draw.integer(10, 99)}00`,
    serial_number: draw.signs(10, 'ABCDEFGHJKLMNPRSTUVWXYZ0123456789'),
    group_id: fleet.id('groups', group),
    group_name: GROUPS[group],
    equipment_type_id: fleet.id('equipment_types', type),
    equipment_type_name: EQUIPMENT_TYPES[type],
    equipment_status_id: fleet.id('equipment_statuses', status),
    equipment_status_name: EQUIPMENT_STATUSES[status],
    in_service_date: day(bought + 7 * DAY),
    out_of_service_date: null,
    purchase_date: day(bought),
    purchase_price_cents: draw.integer(200, 9000) * 100,
    current_meter_value: decimal(draw.between(10, 4000), 1),
    labels: [],
    custom_fields: {},
    archived_at: null,
  };
}

function boughtAt(fleet: Fleet, place: number): number {
  return BEGAN - fleet.draw('equipment bought', place).integer(30, 1500) * DAY;
}

function count(fleet: Fleet): number {
  return Math.max(4, Math.ceil(fleet.plan.vehicles / 10));
}

function ofEquipment(fleet: Fleet, placesOf: Owner['placesOf']): Owner {
  return { firstId: fleet.id('equipment', 0), length: count(fleet), placesOf };
}
