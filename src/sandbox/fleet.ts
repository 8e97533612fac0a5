import { drawHistory, FLEET_TODAY, type FillUp } from './history';
import { MODELS, type Model } from './models';
import { Draw } from './random';
import { date, dateTime } from './times';
import { drawVin } from './vin';

/** A record as the newest version of the API gives it. */
export type SandboxRecord = Readonly<Record<string, unknown>> & { readonly id: number };

export interface FleetSize {
  readonly seed: number;
  readonly vehicles: number;
  /** Fuel entries of each vehicle; each comes with a meter entry. */
  readonly entries: number;
}

/** Ids of entries are those of their vehicle times this, plus their number. */
const ENTRIES_PER_VEHICLE = 100_000;

const STATUSES = [
  { id: 401, name: 'Active', color: 'green' },
  { id: 402, name: 'In Shop', color: 'orange' },
  { id: 403, name: 'Out of Service', color: 'red' },
  { id: 404, name: 'Inactive', color: 'yellow' },
] as const;
const GROUPS = [
  null,
  { id: 9, name: 'North' },
  { id: 10, name: 'South' },
  { id: 11, name: 'Airport' },
] as const;
const LABELS = [
  { id: 3, name: 'cdl' },
  { id: 4, name: 'long haul' },
  { id: 5, name: 'spare' },
] as const;
const VENDORS = ['Pilot', 'Shell', 'Chevron', "Love's", 'QuikTrip'].map((name, at) => ({
  id: 601 + at,
  name,
}));
const COLORS = ['White', 'Silver', 'Black', 'Blue', 'Red'] as const;
const STATES = ['AL', 'TX', 'TN', 'OK', 'GA'] as const;
const FUEL_TYPES = { Gasoline: 4, Diesel: 5 } as const;
const PLATE_LETTERS = 'ABCDEFGHJKLMNPRSTUVWXYZ';

/** Names that people give and programs trip over: each stands in every fleet that is large enough. */
const AWKWARD_NAMES: Readonly<Record<number, string>> = {
  13: `O'Neil "Unit 7\\`,
  17: '<img src=x onerror=alert(1)>',
  23: 'عربة 23 🚚',
};

/** The vehicles and entries of an account: a pure function of the seed, made when they are asked for. */
export class Fleet {
  constructor(
    private readonly size: FleetSize,
    private readonly accountId: number,
    /** Accounts share no vehicle's id. */
    private readonly firstVehicle: number,
  ) {}

  get vehicleIds(): readonly number[] {
    return Array.from({ length: this.size.vehicles }, (_, at) => this.firstVehicle + at);
  }

  /** Undefined when the account has no such vehicle. */
  vehicle(id: number): SandboxRecord | undefined {
    if (!Number.isInteger(id) || id < this.firstVehicle || id >= this.firstVehicle + this.size.vehicles) {
      return undefined;
    }
    return { ...this.identity(id), ...this.meters(id) };
  }

  /** A vehicle's fuel entries, the newest first. */
  fuelEntries(vehicleId: number): SandboxRecord[] {
    const vehicle = this.identity(vehicleId);
    const stub = {
      id: vehicleId,
      name: vehicle['name'],
      year: String(vehicle['year']),
      make: vehicle['make'],
    };
    return this.history(vehicleId)
      .map((stop) => this.fuelEntry(vehicleId, stop, stub))
      .reverse();
  }

  /** A vehicle's meter entries, the newest first. */
  meterEntries(vehicleId: number): SandboxRecord[] {
    return this.history(vehicleId)
      .map((stop) => this.meterEntry(vehicleId, stop))
      .reverse();
  }

  private identity(id: number): SandboxRecord {
    const draw = new Draw(this.size.seed, this.accountId, id);
    const model = draw.one(MODELS);
    const year = draw.integer(model.since, 2025);
    const status = draw.chance(0.8) ? STATUSES[0] : draw.one(STATUSES);
    const group = draw.one(GROUPS);
    const number = id - this.firstVehicle + 1;
    return {
      id,
      account_id: this.accountId,
      name: AWKWARD_NAMES[number] ?? `${SHORT_NAMES[model.type]} ${number}`,
      vin: drawVin(draw, model.maker, year),
      license_plate: plate(draw),
      year,
      make: model.make,
      model: model.model,
      trim: draw.one(model.trims),
      color: draw.one(COLORS),
      registration_state: draw.one(STATES),
      registration_expiration_month: draw.integer(1, 12),
      ownership: draw.chance(0.7) ? 'Owned' : 'Leased',
      system_of_measurement: 'imperial',
      fuel_type_id: FUEL_TYPES[model.fuel],
      fuel_type_name: model.fuel,
      fuel_volume_units: 'us_gallons',
      group_id: group?.id ?? null,
      group_name: group?.name ?? null,
      group_ancestry: group && `1/${group.id}`,
      vehicle_type_id: 31 + Object.keys(SHORT_NAMES).indexOf(model.type),
      vehicle_type_name: model.type,
      vehicle_status_id: status.id,
      vehicle_status_name: status.name,
      vehicle_status_color: status.color,
      labels: LABELS.filter(() => draw.chance(0.2)),
      custom_fields: {},
      external_ids: {},
      archived_at: null,
      is_sample: false,
      assetable_type: 'Vehicle',
      created_at: dateTime(Date.UTC(2024, 1, 1, 15) + number * 60_000),
      updated_at: dateTime(FLEET_TODAY - draw.integer(0, 40) * 86_400_000),
    };
  }

  private meters(id: number): Readonly<Record<string, unknown>> {
    const history = this.history(id);
    const [first, last] = [history[0], history.at(-1)];
    return {
      primary_meter_unit: 'mi',
      primary_meter_value: decimal(last?.odometer ?? 0, 1),
      primary_meter_date: last ? date(last.time) : null,
      primary_meter_usage_per_day: first && last ? decimal(usagePerDay(first, last), 1) : null,
      secondary_meter_unit: null,
      secondary_meter_value: '0.0',
      secondary_meter_date: null,
      in_service_date: first ? date(first.time) : null,
      in_service_meter_value: first ? decimal(first.odometer, 1) : null,
      fuel_entries_count: history.length,
      service_entries_count: 0,
      service_reminders_count: 0,
      vehicle_renewal_reminders_count: 0,
      comments_count: 0,
      documents_count: 0,
      images_count: 0,
      issues_count: 0,
      work_orders_count: 0,
    };
  }

  private history(vehicleId: number): readonly FillUp[] {
    return drawHistory(this.size.seed, vehicleId, this.model(vehicleId), this.size.entries);
  }

  private model(id: number): Model {
    // The first thing drawn for a vehicle, as in identity().
    return new Draw(this.size.seed, this.accountId, id).one(MODELS);
  }

  private meterEntry(vehicleId: number, stop: FillUp): SandboxRecord {
    const id = vehicleId * ENTRIES_PER_VEHICLE + stop.number;
    return {
      id,
      account_id: this.accountId,
      vehicle_id: vehicleId,
      value: decimal(stop.odometer, 1),
      date: date(stop.time),
      meter_type: null,
      category: stop.number === 1 ? 'starting' : 'manual',
      void: false,
      auto_voided_at: null,
      meterable_type: 'FuelEntry',
      meterable_id: id,
      type: null,
      created_at: dateTime(stop.time),
      updated_at: dateTime(stop.time),
    };
  }

  private fuelEntry(vehicleId: number, stop: FillUp, vehicle: SandboxRecord): SandboxRecord {
    const { gallons, miles, pricePerGallon } = stop;
    const draw = new Draw(this.size.seed, vehicleId, stop.number, 'fuel entry');
    const vendor = draw.one(VENDORS);
    const total = gallons * pricePerGallon;
    const fuel = this.model(vehicleId).fuel;
    const perMile = (value: number): string | null =>
      miles === undefined ? null : decimal(value / miles, 3);
    return {
      id: vehicleId * ENTRIES_PER_VEHICLE + stop.number,
      vehicle_id: vehicleId,
      vehicle,
      vendor_id: vendor.id,
      vendor,
      date: dateTime(stop.time),
      external_id: null,
      fuel_type_id: FUEL_TYPES[fuel],
      fuel_type_name: fuel,
      us_gallons: decimal(gallons, 3),
      uk_gallons: decimal(gallons * 0.832674, 3),
      liters: decimal(gallons * 3.785412, 3),
      price_per_volume_unit: decimal(pricePerGallon, 3),
      total_amount_cents: Math.round(total * 100),
      cost_per_mi: perMile(total),
      cost_per_km: perMile(total / 1.609344),
      cost_per_hr: null,
      usage_in_mi: miles === undefined ? null : decimal(miles, 1),
      usage_in_km: miles === undefined ? null : decimal(miles * 1.609344, 1),
      usage_in_hr: null,
      mpg_us: miles === undefined || stop.partial ? null : decimal(miles / gallons, 2),
      partial: stop.partial,
      personal: false,
      reset: false,
      reference: draw.chance(0.4) ? `INV-${draw.integer(100, 9999)}` : null,
      region: draw.one(STATES),
      meter_entry: this.meterEntry(vehicleId, stop),
      fuel_economy_units_for_current_user: 'mpg_us',
      custom_fields: {},
      comments_count: 0,
      documents_count: 0,
      images_count: 0,
      is_sample: false,
      created_at: dateTime(stop.time),
      updated_at: dateTime(stop.time),
    };
  }
}

const SHORT_NAMES: Readonly<Record<Model['type'], string>> = {
  Car: 'Car',
  Van: 'Van',
  'Pickup Truck': 'Pickup',
  'Box Truck': 'Truck',
  SUV: 'SUV',
};

function plate(draw: Draw): string {
  const letters = Array.from({ length: 3 }, () => draw.sign(PLATE_LETTERS)).join('');
  return `${letters}${draw.integer(1000, 9999)}`;
}

function usagePerDay(first: FillUp, last: FillUp): number {
  const days = (last.time - first.time) / 86_400_000;
  return days > 0 ? (last.odometer - first.odometer) / days : 0;
}

/** The API writes decimals as strings (fleetio-api.md section 8, 7). */
function decimal(value: number, digits: number): string {
  return value.toFixed(digits);
}
