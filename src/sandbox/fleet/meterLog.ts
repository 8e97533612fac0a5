import { VEHICLE_TYPES } from './models';
import { noise, seedFor } from './random';
import type { Schedule } from './schedule';
import { KM_PER_MILE, type VehicleTraits } from './traits';

/** A stop at a pump. */
export interface FillUp {
  /** On the meter, in the vehicle's unit. */
  readonly reading: number;
  /** What the meter gained since the fill-up before, in the vehicle's unit; undefined at the first. */
  readonly usage: number | undefined;
  readonly gallons: number;
  /** Not a full tank. */
  readonly partial: boolean;
  /** A fill-up before this one was missed. */
  readonly reset: boolean;
  /** Usage and fuel since the tank was last full; undefined where the tank is not full or a fill-up is missing. */
  readonly economy: { readonly usage: number; readonly gallons: number } | undefined;
}

/** How much of what is missing goes in when the tank is not filled up. */
const PARTIAL_SHARE = 0.6;

/**
 * All meter readings of a fleet. Each vehicle has one in each round of the schedule, every other one at a pump. Every
 * value follows from the vehicle and the round, and rises with the round; what is filled in is what was driven.
 */
export class MeterLog {
  private readonly seeds: Readonly<Record<'reading' | 'use' | 'partial' | 'reset' | 'void', number>>;

  constructor(
    readonly schedule: Schedule,
    private readonly fleet: { readonly seed: number; readonly vehicles: number },
    private readonly traits: (vehicle: number) => VehicleTraits,
  ) {
    const seed = (name: string): number => seedFor(fleet.seed, `meter ${name}`);
    this.seeds = {
      reading: seed('reading'),
      use: seed('use'),
      partial: seed('partial'),
      reset: seed('reset'),
      void: seed('void'),
    };
  }

  /** How many fill-ups there are. */
  get fillUps(): number {
    return Math.ceil(this.schedule.length / 2);
  }

  /** Vehicles take turns: the even ones fill up in even rounds. */
  isFillUp(vehicle: number, round: number): boolean {
    return (vehicle + round) % 2 === 0;
  }

  /** The places among the fill-ups that are a vehicle's, the oldest first. */
  fillUpsOf(vehicle: number): number[] {
    const fillUps: number[] = [];
    for (let round = vehicle % 2; round < this.schedule.rounds; round += 2) {
      fillUps.push(this.fillUpAt(this.schedule.placeOf(vehicle, round)));
    }
    return fillUps;
  }

  /** The place in the schedule of a fill-up, by its place among the fill-ups. */
  placeOfFillUp(fillUp: number): number {
    const { vehicles } = this.fleet;
    const round = Math.floor((2 * fillUp) / vehicles);
    const turn = fillUp - Math.ceil((round * vehicles) / 2);
    return round * vehicles + 2 * turn + (round % 2);
  }

  /** The other way round; only for places that are fill-ups. */
  fillUpAt(place: number): number {
    const { vehicles } = this.fleet;
    const round = this.schedule.roundAt(place);
    return Math.ceil((round * vehicles) / 2) + Math.floor((place - round * vehicles) / 2);
  }

  /** On the first meter, in the vehicle's unit, with one digit after the point. */
  reading(vehicle: number, round: number, { firstReading, pace } = this.traits(vehicle)): number {
    return tenths(firstReading + pace * (round + this.chance('reading', vehicle, round) / 2));
  }

  /** Whether a reading is one of the second meter, in hours. */
  isSecondary(vehicle: number, round: number, { secondaryPace } = this.traits(vehicle)): boolean {
    return secondaryPace !== undefined && (vehicle + round) % 4 === 1;
  }

  secondaryReading(vehicle: number, round: number, { secondaryPace = 0 } = this.traits(vehicle)): number {
    return tenths(secondaryPace * (20 + round + this.chance('reading', vehicle, round) / 2));
  }

  /** A few readings were mistyped, and taken out of account. */
  isVoid(vehicle: number, round: number): boolean {
    return (
      !this.isFillUp(vehicle, round) &&
      !this.isSecondary(vehicle, round) &&
      this.chance('void', vehicle, round) < 0.02
    );
  }

  /** The last round that tells what stands on the first meter. */
  lastRound(vehicle: number): number {
    let round = this.schedule.rounds - 1;
    while (round >= 0 && (this.isVoid(vehicle, round) || this.isSecondary(vehicle, round))) {
      round--;
    }
    return round;
  }

  fillUp(vehicle: number, round: number, traits = this.traits(vehicle)): FillUp {
    const reading = this.reading(vehicle, round, traits);
    const usage = round < 2 ? undefined : tenths(reading - this.reading(vehicle, round - 2, traits));
    const gallons = this.gallons(vehicle, round, traits);
    const partial = this.isPartial(vehicle, round);
    const reset = usage !== undefined && this.chance('reset', vehicle, round) < 0.01;
    return {
      reading,
      usage,
      gallons,
      partial,
      reset,
      economy:
        usage === undefined || partial || reset
          ? undefined
          : this.sinceFull(vehicle, round, traits, { usage, gallons }),
    };
  }

  private sinceFull(
    vehicle: number,
    round: number,
    traits: VehicleTraits,
    last: { readonly usage: number; readonly gallons: number },
  ): FillUp['economy'] {
    if (!this.isPartial(vehicle, round - 2)) {
      return last;
    }
    const before = this.fillUp(vehicle, round - 2, traits);
    return { usage: last.usage + (before.usage ?? 0), gallons: last.gallons + before.gallons };
  }

  private gallons(vehicle: number, round: number, traits: VehicleTraits): number {
    const burnt = this.burnt(vehicle, round, traits);
    if (this.isPartial(vehicle, round)) {
      return thousandths(burnt * PARTIAL_SHARE);
    }
    const missing = this.isPartial(vehicle, round - 2)
      ? this.burnt(vehicle, round - 2, traits) * (1 - PARTIAL_SHARE)
      : 0;
    return thousandths(burnt + missing);
  }

  /** The fuel that two rounds took. */
  private burnt(vehicle: number, round: number, traits: VehicleTraits): number {
    const usage =
      round < 2
        ? traits.pace * 2
        : this.reading(vehicle, round, traits) - this.reading(vehicle, round - 2, traits);
    const perGallon = VEHICLE_TYPES[traits.model.type].perGallon;
    const unitFactor = traits.meterUnit === 'km' ? KM_PER_MILE : 1;
    return usage / (perGallon * unitFactor * (0.94 + 0.12 * this.chance('use', vehicle, round)));
  }

  /** Never twice in a row. */
  private isPartial(vehicle: number, round: number): boolean {
    const drawn = (at: number): boolean => at >= 2 && this.chance('partial', vehicle, at) < 0.06;
    return drawn(round) && !drawn(round - 2);
  }

  private chance(of: keyof MeterLog['seeds'], vehicle: number, round: number): number {
    return noise(this.seeds[of], round * this.fleet.vehicles + vehicle);
  }
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}

function thousandths(value: number): number {
  return Math.round(value * 1000) / 1000;
}
