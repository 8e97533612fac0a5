import { decimal, stamps, turnAt, type Collection, type Draft } from './collection';
import type { Fleet } from './fleet';
import { FUEL_TYPES } from './lookups';
import type { FillUp } from './meterLog';
import { ATTACHMENTS } from './people';
import { KM_PER_MILE } from './traits';

const LITERS_PER_GALLON = 3.785411784;
const UK_GALLONS_PER_GALLON = 0.8326741846;

/** Dollars a gallon, on average. */
const PRICES = { Gasoline: 3.19, Diesel: 3.79 } as const;

/** The fuel entries (section 6.3): each agrees with the meter entry that it made. */
export function fuelEntries(fleet: Fleet, meterEntry: (place: number) => Draft): Collection {
  const { log } = fleet;
  const vehicleAt = (fillUp: number): number => log.schedule.vehicleAt(log.placeOfFillUp(fillUp));
  return {
    firstId: fleet.id('fuel_entries', 0),
    length: log.fillUps,
    rising: ['date', 'created_at', 'updated_at'],
    record: (fillUp) => record(fleet, fillUp, meterEntry),
    details: () => ({ comments: [], documents: [], images: [] }),
    vehicleAt,
    owner: {
      field: 'vehicle_id',
      firstId: fleet.id('vehicles', 0),
      length: fleet.plan.vehicles,
      placesOf: (vehicle) => log.fillUpsOf(vehicle),
    },
    byValue: {
      external_id: (text) => {
        const fillUp = Number(/^CARD-(\d+)$/.exec(text)?.[1]) - fleet.id('fuel_entries', 0);
        return fillUp >= 0 && fillUp < log.fillUps && externalId(fleet, fillUp) === text ? [fillUp] : [];
      },
    },
    fields: {
      external_id: (fillUp) => externalId(fleet, fillUp),
      vendor_id: (fillUp) => fleet.id('vendors', fleet.pump(fillUp)),
      date: (fillUp) => new Date(log.schedule.timeAt(log.placeOfFillUp(fillUp))),
    },
  };
}

function record(fleet: Fleet, fillUp: number, meterEntry: (place: number) => Draft): Draft {
  const { log } = fleet;
  const { place, vehicle, round, time } = turnAt(log.schedule, log.placeOfFillUp(fillUp));
  const { model, meterUnit } = fleet.traits(vehicle);
  const filled = log.fillUp(vehicle, round);
  const draw = fleet.draw('fuel entry', fillUp);
  const metric = fleet.plan.units === 'metric';
  const liters = filled.gallons * LITERS_PER_GALLON;
  const volume = round3(metric ? liters : filled.gallons);
  const drift = 0.25 * Math.sin(time / (120 * 86_400_000));
  const price = round3(
    (PRICES[model.fuel] + drift + draw.between(-0.2, 0.2)) / (metric ? LITERS_PER_GALLON : 1),
  );
  const cents = Math.round(volume * price * 100);
  return {
    vehicle_id: fleet.id('vehicles', vehicle),
    vehicle: fleet.vehicleStub(vehicle),
    vendor_id: fleet.id('vendors', fleet.pump(fillUp)),
    vendor: fleet.vendorStub(fleet.pump(fillUp)),
    date: new Date(time),
    external_id: externalId(fleet, fillUp),
    fuel_type_id: fleet.id('fuel_types', FUEL_TYPES.indexOf(model.fuel)),
    fuel_type_name: model.fuel,
    us_gallons: decimal(filled.gallons, 3),
    uk_gallons: decimal(filled.gallons * UK_GALLONS_PER_GALLON, 3),
    liters: decimal(liters, 3),
    price_per_volume_unit: decimal(price, 3),
    total_amount_cents: cents,
    partial: filled.partial,
    personal: draw.chance(0.02),
    reset: filled.reset,
    reference: draw.chance(0.4) ? `INV-${draw.integer(100, 9999)}` : null,
    region: fleet.city(vehicle).regionShort,
    meter_entry: { id: fleet.id('meter_entries', place), ...meterEntry(place) },
    fuel_economy_units_for_current_user: metric ? 'lp100k' : 'mpg_us',
    attachment_permissions: ATTACHMENTS,
    custom_fields: {},
    comments_count: 0,
    documents_count: 0,
    images_count: 0,
    watchers_count: 0,
    is_sample: false,
    // Last: a literal that begins with a spread is built field by field.
    ...stamps(time + 5 * 60_000),
    ...usageFields(filled, meterUnit, cents),
    ...economyFields(filled, meterUnit),
  };
}

/** Usage in the unit of the meter, and in the other unit of distance; what it cost since the entry before. */
function usageFields({ usage }: FillUp, unit: 'mi' | 'km' | 'hr', cents: number): Draft {
  const miles =
    usage === undefined || unit === 'hr' ? undefined : unit === 'km' ? usage / KM_PER_MILE : usage;
  const hours = unit === 'hr' ? usage : undefined;
  const cost = (per: number | undefined): string | null => quotient(cents / 100, per, 3);
  return {
    usage_in_mi: quotient(miles, 1, 1),
    usage_in_km: quotient(miles === undefined ? undefined : miles * KM_PER_MILE, 1, 1),
    usage_in_hr: quotient(hours, 1, 1),
    cost_per_mi: cost(miles),
    cost_per_km: cost(miles === undefined ? undefined : miles * KM_PER_MILE),
    cost_per_hr: cost(hours),
  };
}

function economyFields({ economy }: FillUp, unit: 'mi' | 'km' | 'hr'): Draft {
  const hours = unit === 'hr' ? economy?.usage : undefined;
  const km = unit === 'hr' ? undefined : economy && economy.usage * (unit === 'km' ? 1 : KM_PER_MILE);
  const miles = km === undefined ? undefined : km / KM_PER_MILE;
  const gallons = economy?.gallons;
  const liters = gallons === undefined ? undefined : gallons * LITERS_PER_GALLON;
  const ukGallons = gallons === undefined ? undefined : gallons * UK_GALLONS_PER_GALLON;
  return {
    mpg_us: quotient(miles, gallons, 2),
    mpg_uk: quotient(miles, ukGallons, 2),
    kpl: quotient(km, liters, 2),
    lp100k: quotient(liters === undefined ? undefined : liters * 100, km, 2),
    us_gallons_per_hr: quotient(gallons, hours, 2),
    uk_gallons_per_hr: quotient(ukGallons, hours, 2),
    liters_per_hr: quotient(liters, hours, 2),
  };
}

function quotient(value: number | undefined, by: number | undefined, digits: number): string | null {
  return value === undefined || by === undefined || by === 0 ? null : decimal(value / by, digits);
}

/** Half of the fuel is paid by card, and comes in by import. */
function externalId(fleet: Fleet, fillUp: number): string | null {
  return fillUp % 2 === 0 ? `CARD-${fleet.id('fuel_entries', fillUp)}` : null;
}

function round3(value: number): number {
  return Math.round(value * 1000) / 1000;
}
