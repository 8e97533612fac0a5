import { archivedBefore, decimal, type Collection, type Draft } from './collection';
import { day, type Fleet } from './fleet';
import { FUEL_TYPES, GROUPS, LABELS, STATUSES, TYPE_NAMES } from './lookups';
import type { MeterEntries } from './meterEntries';
import { VEHICLE_TYPES } from './models';
import { contactStub, person } from './people';
import { currentDriver } from './assignments';
import { locationRecord } from './locations';

/** The vehicles in use (section 6.1). */
export function vehicles(fleet: Fleet, meters: MeterEntries): Collection {
  return {
    firstId: fleet.id('vehicles', 0),
    length: fleet.plan.vehicles,
    rising: ['created_at'],
    record: (vehicle) =>
      Object.assign(identity(fleet, vehicle), meterFields(fleet, vehicle, meters), counts(fleet, vehicle)),
    details: (vehicle) => details(fleet, vehicle),
    former: (vehicle) => former(fleet, vehicle),
    vehicleAt: (vehicle) => vehicle,
    kept: ['name', 'vin', 'license_plate'],
    fields: {
      name: (vehicle) => fleet.name(vehicle),
      vin: (vehicle) => fleet.vin(vehicle),
      license_plate: (vehicle) => fleet.plate(vehicle),
      labels: (vehicle) => labels(fleet, vehicle),
      external_id: (vehicle) => accountingId(fleet, vehicle),
      group_id: (vehicle) => groupFields(fleet, vehicle)['group_id'],
      vehicle_status_id: (vehicle) => fleet.id('vehicle_statuses', fleet.traits(vehicle).status),
      vehicle_type_id: (vehicle) =>
        fleet.id('vehicle_types', TYPE_NAMES.indexOf(fleet.traits(vehicle).model.type)),
      created_at: (vehicle) => new Date(fleet.traits(vehicle).acquiredAt),
      updated_at: (vehicle) => meters.lastChange(vehicle),
    },
  };
}

/** Vehicles of former days. */
export function archivedVehicles(fleet: Fleet): Collection {
  const length = Math.min(900, Math.floor(fleet.plan.vehicles / 20));
  return archivedBefore(fleet.id('vehicles', 0), length, (vehicle) => ({
    ...identity(fleet, vehicle),
    name: `Retired ${vehicle + length + 1}`,
    primary_meter_unit: fleet.traits(vehicle).meterUnit,
    primary_meter_value: '0.0',
    created_at: new Date(fleet.traits(vehicle).acquiredAt),
  }));
}

/** Vehicles that belong together: a tractor and what it pulls (section 6.1). */
export function linkedVehicles(fleet: Fleet, all: Collection): Collection {
  return {
    ...all,
    owner: {
      firstId: all.firstId,
      length: all.length,
      placesOf: (vehicle) => {
        const other = vehicle % 2 === 0 ? vehicle + 1 : vehicle - 1;
        const pulls = [vehicle, other].some(
          (one) => one < all.length && fleet.traits(one).model.type === 'Tractor',
        );
        return pulls && other < all.length ? [other] : [];
      },
    },
  };
}

function identity(fleet: Fleet, vehicle: number): Draft {
  const traits = fleet.traits(vehicle);
  const { model, year, trim } = traits;
  const status = STATUSES[traits.status] ?? STATUSES[0];
  const draw = fleet.draw('details', vehicle);
  const metric = fleet.plan.units === 'metric';
  return {
    account_id: fleet.plan.accountId,
    name: fleet.name(vehicle),
    vin: fleet.vin(vehicle, traits),
    license_plate: fleet.plate(vehicle, traits),
    year,
    make: model.make,
    model: model.name,
    trim,
    color: fleet.color(vehicle),
    registration_state: model.maker === undefined ? null : fleet.city(vehicle).regionShort,
    registration_expiration_month: model.maker === undefined ? 0 : fleet.registrationMonth(vehicle),
    ownership: draw.one(['Owned', 'Owned', 'Owned', 'Leased', 'Rented']),
    system_of_measurement: fleet.plan.units,
    fuel_type_id: fleet.id('fuel_types', FUEL_TYPES.indexOf(model.fuel)),
    fuel_type_name: model.fuel,
    fuel_volume_units: metric ? 'liters' : 'us_gallons',
    ...groupFields(fleet, vehicle),
    vehicle_type_id: fleet.id('vehicle_types', TYPE_NAMES.indexOf(model.type)),
    vehicle_type_name: model.type,
    vehicle_status_id: fleet.id('vehicle_statuses', traits.status),
    vehicle_status_name: status.name,
    vehicle_status_color: status.color,
    estimated_service_months: draw.chance(0.5) ? draw.one([60, 84, 120]) : null,
    estimated_replacement_mileage: draw.chance(0.5) ? '150000.0' : null,
    estimated_resale_price_cents: draw.chance(0.3) ? draw.integer(3, 20) * 100_000 : null,
    current_location_entry_id: lastLocation(fleet, vehicle) ?? null,
    default_image_url_small: null,
    external_ids:
      accountingId(fleet, vehicle) === null ? {} : { accounting_id: accountingId(fleet, vehicle) },
    labels: labels(fleet, vehicle),
    custom_fields: {
      cost_center: draw.chance(0.5) ? `CC-${draw.integer(10, 40)}` : null,
      has_dashcam: draw.chance(0.5),
    },
    axle_config_id: null,
    archived_at: null,
    is_sample: false,
    ai_enabled: false,
    assetable_type: 'Vehicle',
    in_service_date: day(traits.acquiredAt),
    in_service_meter_value: decimal(traits.acquiredReading, 1),
    out_of_service_date: null,
    out_of_service_meter_value: null,
  };
}

function groupFields(fleet: Fleet, vehicle: number): Draft {
  const group = fleet.group(vehicle);
  const id = group === undefined ? null : fleet.id('groups', group);
  return {
    group_id: id,
    group_name: group === undefined ? null : GROUPS[group],
    group_ancestry: id === null ? null : String(id),
  };
}

function meterFields(fleet: Fleet, vehicle: number, meters: MeterEntries): Draft {
  const { meterUnit, secondaryPace } = fleet.traits(vehicle);
  const { primary, secondary: latestSecondary } = meters.latest(vehicle);
  // What is written to a second meter that is not in use is stored, but hidden (section 6.2).
  const secondary = secondaryPace === undefined ? undefined : latestSecondary;
  return {
    created_at: new Date(fleet.traits(vehicle).acquiredAt),
    updated_at: meters.lastChange(vehicle),
    primary_meter_unit: meterUnit,
    primary_meter_value: decimal(primary.value, 1),
    primary_meter_date: primary.date,
    primary_meter_usage_per_day: decimal(meters.usagePerDay(vehicle), 1),
    secondary_meter_unit: secondaryPace === undefined ? null : 'hr',
    // There even without a second meter.
    secondary_meter_value: decimal(secondary?.value ?? 0, 1),
    secondary_meter_date: secondary?.date ?? null,
    secondary_meter_usage_per_day: null,
  };
}

function counts(fleet: Fleet, vehicle: number): Draft {
  const count = (schedule: keyof Fleet['schedules']): number =>
    fleet.schedules[schedule].placesOf(vehicle).length;
  return {
    fuel_entries_count: fleet.log.fillUpsOf(vehicle).length,
    service_entries_count: count('service'),
    service_reminders_count: 2,
    vehicle_renewal_reminders_count: 1,
    comments_count: count('comment'),
    documents_count: 0,
    images_count: 0,
    issues_count: count('issue'),
    work_orders_count: count('work'),
  };
}

function labels(fleet: Fleet, vehicle: number): readonly Draft[] {
  const draw = fleet.draw('labels', vehicle);
  return LABELS.flatMap(({ name }, at) => (draw.chance(0.2) ? [{ id: fleet.id('labels', at), name }] : []));
}

/** Two thirds have an id in the accounting system; see {@link vehicleOfExternalId}. */
function accountingId(fleet: Fleet, vehicle: number): string | null {
  return vehicle >= 0 && vehicle % 3 !== 2 ? `A-${fleet.id('vehicles', vehicle)}` : null;
}

/** The place of the vehicle that an external id (`accounting_id:A-1001`) names (section 7). */
export function vehicleOfExternalId(fleet: Fleet, text: string): number | undefined {
  const digits = /^accounting_id:A-(\d+)$/.exec(text)?.[1];
  const vehicle = Number(digits) - fleet.id('vehicles', 0);
  const exists = digits !== undefined && vehicle >= 0 && vehicle < fleet.plan.vehicles;
  return exists && accountingId(fleet, vehicle) !== null ? vehicle : undefined;
}

function lastLocation(fleet: Fleet, vehicle: number): number | undefined {
  const place = vehicle < 0 ? undefined : fleet.schedules.location.placesOf(vehicle).at(-1);
  return place === undefined ? undefined : fleet.id('location_entries', place);
}

/** What is added when a vehicle is shown alone. */
function details(fleet: Fleet, vehicle: number): Draft {
  const { model } = fleet.traits(vehicle);
  const { bodyType, priceDollars, tankGallons } = VEHICLE_TYPES[model.type];
  const driver = currentDriver(fleet, vehicle);
  const location = fleet.schedules.location.placesOf(vehicle).at(-1);
  const draw = fleet.draw('specs', vehicle);
  return {
    driver: driver === undefined ? {} : contactStub(fleet, driver),
    current_location_entry:
      location === undefined
        ? null
        : { id: fleet.id('location_entries', location), ...locationRecord(fleet, location) },
    ...photos(fleet, vehicle),
    inspection_schedules_count: 1,
    type_name: model.type,
    labels: labels(fleet, vehicle).map((label, at) => ({ ...label, color: LABELS[at]?.color })),
    // Unknown values come as an empty text as often as null.
    specs: {
      body_type: bodyType,
      body_subtype: '',
      drive_type: draw.one(['RWD', 'FWD', 'AWD', '']),
      brake_system: '',
      msrp_cents: priceDollars * 100,
      fuel_tank_capacity: decimal(tankGallons, 1),
      fuel_tank_2_capacity: null,
      engine_description: null,
      engine_cylinders: draw.one([4, 6, 8]),
      transmission_gears: draw.one([6, 8, 10]),
      epa_combined: model.maker === undefined ? null : decimal(VEHICLE_TYPES[model.type].perGallon, 1),
    },
    loan_account_number: null,
    loan_started_at: null,
    loan_ended_at: null,
    loan_interest_rate: null,
    loan_notes: null,
    loan_vendor_id: null,
    loan_vendor_name: null,
    loan_amount: null,
    loan_payment: null,
    residual_value: null,
  };
}

function photos({ plan }: Fleet, vehicle: number): Draft {
  const sized = (size: string): string | null =>
    plan.photos === undefined ? null : `${plan.photos}/vehicles/${String(vehicle + 1)}${size}.svg`;
  return {
    default_image_url: sized(''),
    default_image_url_medium: sized('-medium'),
    default_image_url_large: sized('-large'),
  };
}

/** What the list also told before cursors came, and what has no counterpart since (section 2). */
function former(fleet: Fleet, vehicle: number): Draft {
  const listed = Object.entries(details(fleet, vehicle)).filter(([field]) => field !== 'labels');
  const driver = currentDriver(fleet, vehicle);
  return {
    ...Object.fromEntries(listed),
    driver: driver === undefined ? {} : formerDriver(fleet, driver),
    meter_name: null,
    secondary_meter: fleet.traits(vehicle).secondaryPace !== undefined,
    secondary_meter_name: null,
  };
}

/** Section 6.1. */
function formerDriver(fleet: Fleet, contact: number): Draft {
  const { firstName, lastName, name } = person(fleet, contact);
  return {
    id: fleet.id('contacts', contact),
    first_name: firstName,
    last_name: lastName,
    full_name: name,
    default_image_url: null,
  };
}
