import { decimal, stamps, type Collection, type Draft, type Owner } from './collection';
import { day, type Fleet } from './fleet';

/** A reading that a client wrote. */
export interface NewReading {
  readonly vehicle: number;
  readonly value: number;
  /** `2025-03-01`. */
  readonly date: string;
  readonly secondary: boolean;
  readonly void: boolean;
}

/** What stood on a meter. */
export interface Reading {
  readonly value: number;
  readonly date: string;
}

type Written = NewReading & { readonly time: number };

/** How long after the fact people enter what they read. */
const ENTERED_AFTER = 4 * 60_000;

/** The meter entries (section 6.2): those of the fleet's log, and behind them what clients wrote since the start. */
export class MeterEntries implements Collection {
  readonly firstId: number;
  readonly owner: Owner;
  readonly rising = ['date', 'created_at', 'updated_at'];
  /** The dates of what was written may lie anywhere; all other dates rise. */
  readonly risingLength: number;
  readonly fields: NonNullable<Collection['fields']>;
  readonly byValue: NonNullable<Collection['byValue']>;
  private readonly written: Written[] = [];

  constructor(private readonly fleet: Fleet) {
    this.risingLength = fleet.log.schedule.length;
    this.firstId = fleet.id('meter_entries', 0);
    this.owner = {
      field: 'vehicle_id',
      firstId: fleet.id('vehicles', 0),
      length: fleet.plan.vehicles,
      placesOf: (vehicle) => this.placesOf(vehicle),
    };
    this.byValue = {
      meterable_id: (text) => {
        const fillUp = Number(text) - fleet.id('fuel_entries', 0);
        const exists = Number.isInteger(fillUp) && fillUp >= 0 && fillUp < fleet.log.fillUps;
        return exists ? [fleet.log.placeOfFillUp(fillUp)] : [];
      },
    };
    this.fields = {
      date: (place) => this.dateAt(place),
      category: (place) => this.category(place),
      meterable_type: (place) => this.meterable(place)['meterable_type'],
      meterable_id: (place) => this.meterable(place)['meterable_id'],
    };
  }

  get length(): number {
    return this.risingLength + this.written.length;
  }

  readonly vehicleAt = (place: number): number =>
    this.written[place - this.risingLength]?.vehicle ?? this.fleet.log.schedule.vehicleAt(place);

  readonly record = (place: number): Draft => {
    const { fleet } = this;
    const vehicle = this.vehicleAt(place);
    const { value, secondary, isVoid, time } = this.reading(place);
    const tracked = this.isTracked(place);
    return {
      ...stamps(time + ENTERED_AFTER),
      account_id: fleet.plan.accountId,
      vehicle_id: fleet.id('vehicles', vehicle),
      value: decimal(value, 1),
      date: this.dateAt(place),
      meter_type: secondary ? 'secondary' : null,
      category: this.category(place),
      void: isVoid,
      auto_voided_at: isVoid && place < this.risingLength ? new Date(time + ENTERED_AFTER) : null,
      ...this.meterable(place),
      type: tracked ? 'GpsMeterEntry' : null,
    };
  };

  /** The newest readings that count. */
  latest(vehicle: number): { readonly primary: Reading; readonly secondary: Reading | undefined } {
    let primary: Reading | undefined;
    let secondary: Reading | undefined;
    for (const place of this.byDate(vehicle).reverse()) {
      const { value, secondary: isSecond, isVoid } = this.reading(place);
      const reading = { value, date: this.dateAt(place) };
      if (!isVoid && isSecond) {
        secondary ??= reading;
      } else if (!isVoid) {
        primary ??= reading;
      }
      if (primary !== undefined && (secondary !== undefined || !this.hasSecond(vehicle))) {
        break;
      }
    }
    return { primary: primary ?? this.first(vehicle), secondary };
  }

  /** When the vehicle's meter was last written to. */
  lastChange(vehicle: number): Date {
    const { schedule } = this.fleet.log;
    const written = this.written.findLast((entry) => entry.vehicle === vehicle);
    const logged =
      schedule.rounds === 0
        ? this.fleet.traits(vehicle).acquiredAt
        : schedule.timeAt(schedule.placeOf(vehicle, schedule.rounds - 1));
    return new Date((written?.time ?? logged) + ENTERED_AFTER);
  }

  /** In the vehicle's unit, over all of the log. */
  usagePerDay(vehicle: number): number {
    const { from, to } = this.fleet.span;
    return (this.fleet.traits(vehicle).pace * this.fleet.log.schedule.rounds * 86_400_000) / (to - from);
  }

  /**
   * Between which values a reading has to lie to fit in with those before and after it (section 6.2: values rise with
   * the date). Undefined where nothing bounds it.
   */
  bounds({ vehicle, date, secondary }: Omit<NewReading, 'value' | 'void'>): {
    readonly least: number | undefined;
    readonly most: number | undefined;
  } {
    const counting = this.byDate(vehicle).filter((place) => {
      const reading = this.reading(place);
      return !reading.isVoid && reading.secondary === secondary;
    });
    const before = counting.findLast((place) => this.dateAt(place) <= date);
    const after = counting.find((place) => this.dateAt(place) > date);
    const valueAt = (place: number | undefined): number | undefined =>
      place === undefined ? undefined : this.reading(place).value;
    return { least: valueAt(before), most: valueAt(after) };
  }

  /** Keeps a reading until the sandbox ends. @returns its place. */
  write(reading: NewReading, now: number): number {
    // Ids and times of creation rise together, whatever the clock does.
    const last = this.length === 0 ? 0 : this.reading(this.length - 1).time;
    this.written.push({ ...reading, time: Math.max(now - ENTERED_AFTER, last + 1) });
    return this.length - 1;
  }

  private placesOf(vehicle: number): number[] {
    const written = this.written.flatMap((entry, at) =>
      entry.vehicle === vehicle ? [this.risingLength + at] : [],
    );
    return [...this.fleet.log.schedule.placesOf(vehicle), ...written];
  }

  private byDate(vehicle: number): number[] {
    const places = this.placesOf(vehicle);
    const key = (place: number): string => this.dateAt(place);
    // What was not written is in order already.
    const sorted = (places.at(-1) ?? 0) < this.risingLength;
    return sorted ? places : places.sort((a, b) => compare(key(a), key(b)) || a - b);
  }

  private reading(place: number): { value: number; secondary: boolean; isVoid: boolean; time: number } {
    const written = this.written[place - this.risingLength];
    if (written !== undefined) {
      return { value: written.value, secondary: written.secondary, isVoid: written.void, time: written.time };
    }
    const { log } = this.fleet;
    const [vehicle, round] = [log.schedule.vehicleAt(place), log.schedule.roundAt(place)];
    const traits = this.fleet.traits(vehicle);
    const secondary = log.isSecondary(vehicle, round, traits);
    const isVoid = log.isVoid(vehicle, round);
    const value = secondary
      ? log.secondaryReading(vehicle, round, traits)
      : log.reading(vehicle, round, traits) * (isVoid ? 10 : 1);
    return { value, secondary, isVoid, time: log.schedule.timeAt(place) };
  }

  private dateAt(place: number): string {
    return this.written[place - this.risingLength]?.date ?? day(this.fleet.log.schedule.timeAt(place));
  }

  /** Vehicles with a tracker report each night. */
  private isTracked(place: number): boolean {
    return (
      place < this.risingLength &&
      this.meterable(place)['meterable_id'] === null &&
      this.fleet.draw('tracker', this.vehicleAt(place)).chance(0.6)
    );
  }

  private category(place: number): string | null {
    if (place >= this.risingLength) {
      return 'manual';
    }
    if (this.fleet.log.schedule.roundAt(place) === 0) {
      return 'starting';
    }
    return this.isTracked(place) ? 'nightly' : 'manual';
  }

  private meterable(place: number): Draft {
    const { log } = this.fleet;
    const fillUp =
      place < this.risingLength && log.isFillUp(this.vehicleAt(place), log.schedule.roundAt(place));
    return {
      meterable_type: fillUp ? 'FuelEntry' : null,
      meterable_id: fillUp ? this.fleet.id('fuel_entries', log.fillUpAt(place)) : null,
    };
  }

  private hasSecond(vehicle: number): boolean {
    return this.fleet.traits(vehicle).secondaryPace !== undefined;
  }

  /** What a meter without entries says. */
  private first(vehicle: number): Reading {
    const { acquiredReading, acquiredAt } = this.fleet.traits(vehicle);
    return { value: acquiredReading, date: day(acquiredAt) };
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
