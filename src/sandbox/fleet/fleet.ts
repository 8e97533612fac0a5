import type { Draft } from './collection';
import { CITIES, STREETS, type City } from './cities';
import { FUEL_VENDORS, GROUPS, VENDORS } from './lookups';
import { MeterLog } from './meterLog';
import { idAt, type FleetPlan, type FleetResource } from './plan';
import { Draw, noise, seedFor } from './random';
import { DEPOT_OFFSET, Schedule, type Span } from './schedule';
import { VehicleDraw, type VehicleTraits } from './traits';
import { drawVin } from './vin';

const DAY = 86_400_000;

/** Two readings a week, unless there are too many for two years. */
const ROUND = 3.5 * DAY;
const LONGEST_LOG = 730 * DAY;

/** How often things happen to a vehicle, for each of its meter entries; at least once in any case. */
const FREQUENCIES = {
  service: { share: 1 / 12, uneven: true },
  work: { share: 1 / 30, uneven: true },
  issue: { share: 1 / 25, uneven: true },
  inspection: { share: 1 / 6, uneven: false },
  expense: { share: 1 / 15, uneven: true },
  location: { share: 1 / 3, uneven: false },
  fault: { share: 1 / 60, uneven: true },
  comment: { share: 1 / 40, uneven: true },
} as const;

export type ScheduleName = keyof typeof FREQUENCIES;

/** The vehicles of an account and what happened to them: a pure function of the plan, made when it is asked for. */
export class Fleet {
  readonly log: MeterLog;
  /** When the history begins and ends. */
  readonly span: Span;
  readonly schedules: Readonly<Record<ScheduleName, Schedule>>;
  /** An earlier driver of each vehicle, and the one of today. */
  readonly assignments: Schedule;
  private readonly vehicles: VehicleDraw;
  private readonly groupSeed: number;
  private readonly driverSeed: number;
  private readonly pumpSeed: number;
  private lastTraits: { readonly vehicle: number; readonly traits: VehicleTraits } | undefined;

  constructor(readonly plan: FleetPlan) {
    const { seed, account, vehicles, entries: rounds, today } = plan;
    this.span = { from: today - Math.min(LONGEST_LOG, Math.max(1, rounds) * ROUND), to: today };
    this.vehicles = new VehicleDraw(plan, { span: this.span, rounds });
    const own = seedFor(seed, `account ${account}`);
    this.groupSeed = seedFor(own, 'group');
    this.driverSeed = seedFor(own, 'driver');
    this.pumpSeed = seedFor(own, 'pump');
    const schedule = (name: string, count: number, uneven: boolean): Schedule =>
      new Schedule({ seed: own, name, vehicles, rounds: count, span: this.span, uneven });
    this.log = new MeterLog(schedule('meter', rounds, false), { seed: own, vehicles }, (vehicle) =>
      this.traits(vehicle),
    );
    this.assignments = schedule('assignment', 2, false);
    this.schedules = mapValues(FREQUENCIES, ({ share, uneven }, name) =>
      schedule(name, Math.max(1, Math.round(rounds * share)), uneven),
    );
  }

  id(resource: FleetResource, place: number): number {
    return idAt(this.plan, resource, place);
  }

  /** Values for one thing of this fleet. */
  draw(name: string, place: number): Draw {
    return new Draw(this.plan.seed, this.plan.account, name, place);
  }

  name(vehicle: number): string {
    return this.vehicles.name(vehicle);
  }

  traits(vehicle: number): VehicleTraits {
    // Records ask for the same vehicle again and again.
    if (this.lastTraits?.vehicle !== vehicle) {
      this.lastTraits = { vehicle, traits: this.vehicles.traits(vehicle) };
    }
    return this.lastTraits.traits;
  }

  /** Null for machines that drive on no road. */
  vin(vehicle: number, { model, year } = this.traits(vehicle)): string | null {
    return model.maker === undefined ? null : drawVin(this.draw('vin', vehicle), model.maker, year);
  }

  /** Null for machines that drive on no road. */
  plate(vehicle: number, { model } = this.traits(vehicle)): string | null {
    if (model.maker === undefined) {
      return null;
    }
    const draw = this.draw('plate', vehicle);
    return draw.signs(3, 'ABCDEFGHJKLMNPRSTUVWXYZ') + draw.signs(4, '0123456789');
  }

  /** Its place among GROUPS; undefined for a vehicle in none. */
  group(vehicle: number): number | undefined {
    const group = Math.floor(noise(this.groupSeed, vehicle) * (GROUPS.length + 0.4));
    return group < GROUPS.length ? group : undefined;
  }

  /** Where a vehicle was filled up: the place of the filling station among VENDORS. */
  pump(fillUp: number): number {
    return Math.floor(noise(this.pumpSeed, fillUp) * FUEL_VENDORS);
  }

  /** The depot of a vehicle's group. */
  city(vehicle: number): City {
    const cities = CITIES[this.plan.units];
    const city = cities[(this.group(vehicle) ?? 0) % cities.length];
    if (city === undefined) {
      throw new Error(`There are no cities for ${this.plan.units} fleets.`);
    }
    return city;
  }

  /** A vehicle as other records hold it (section 6.5). */
  vehicleStub(vehicle: number): Draft {
    const traits = this.traits(vehicle);
    return {
      id: this.id('vehicles', vehicle),
      name: this.name(vehicle),
      color: this.color(vehicle),
      license_plate: this.plate(vehicle, traits),
      vin: this.vin(vehicle, traits),
      year: String(traits.year),
      make: traits.model.make,
      model: traits.model.name,
      trim: traits.trim,
      registration_expiration_month: this.registrationMonth(vehicle),
      registration_state: this.city(vehicle).regionShort,
      default_image_url_small: null,
    };
  }

  color(vehicle: number): string {
    return this.draw('color', vehicle).one(['White', 'White', 'Silver', 'Black', 'Blue', 'Red']);
  }

  registrationMonth(vehicle: number): number {
    return this.draw('registration', vehicle).integer(1, 12);
  }

  /** A vendor as other records hold it, by its place among VENDORS. */
  vendorStub(vendor: number): Draft {
    return { id: this.id('vendors', vendor), name: VENDORS[vendor]?.name ?? null };
  }

  /** The place of the vehicle's driver among the contacts. */
  driver(vehicle: number, round: number): number {
    return Math.floor(noise(this.driverSeed, round * this.plan.vehicles + vehicle) * this.contacts);
  }

  /** How many contacts there are. */
  get contacts(): number {
    return Math.max(6, Math.ceil(this.plan.vehicles / 3));
  }

  address(draw: Draw, city: City): Draft {
    return {
      street_address: `${draw.integer(100, 9900)} ${draw.one(STREETS)}`,
      street_address_line_2: draw.chance(0.1) ? `Suite ${draw.integer(1, 40)}` : null,
      city: city.name,
      region: city.regionShort,
      postal_code: postalCode(draw, city),
      country: city.countryShort,
    };
  }
}

/** A day at the depot, as the API writes days: `2025-03-01`. */
export function day(time: number): string {
  return new Date(time + DEPOT_OFFSET).toISOString().slice(0, 10);
}

export function postalCode(draw: Draw, { countryShort, postal }: City): string {
  return countryShort === 'CA'
    ? `${postal}${draw.signs(1, 'ABCEGHJKLMNPRSTVXY')} ${draw.signs(1, '123456789')}${draw.signs(1, 'ABCEGHJK')}${draw.signs(1, '123456789')}`
    : postal + draw.signs(2, '0123456789');
}

function mapValues<Name extends string, From, To>(
  object: Readonly<Record<Name, From>>,
  map: (value: From, name: Name) => To,
): Record<Name, To> {
  const entries = Object.entries<From>(object).map(([name, value]) => [name, map(value, name as Name)]);
  return Object.fromEntries(entries) as Record<Name, To>;
}
