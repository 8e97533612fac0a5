import { Draw, noise, seedFor } from './random';

/** When a schedule's events happen, in milliseconds since the epoch. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface ScheduleOptions {
  readonly seed: number;
  /** Makes it independent of the other schedules of the seed. */
  readonly name: string;
  readonly vehicles: number;
  /** How many events each vehicle has; on average, when they are uneven. */
  readonly rounds: number;
  readonly span: Span;
  /** Neighbours trade events at random, so that some vehicles have none and some twice as many. */
  readonly uneven?: boolean;
}

const DAY = 86_400_000;
/** Work starts at six in the morning and ends at seven in the evening, at the depot. */
const WORK_STARTS = 6 * 3_600_000;
const WORK_LASTS = 13 * 3_600_000;

/** The depot's clock: Central Time without its summer. */
export const DEPOT_OFFSET = -6 * 3_600_000;

/** A moment in the hours of work: so many days, and the part of a working day, after the morning of `day`. */
export function atWork(day: number, daysLater: number): number {
  const midnight = Math.floor((day + DEPOT_OFFSET) / DAY) * DAY - DEPOT_OFFSET;
  const whole = Math.floor(daysLater);
  return Math.floor(midnight + whole * DAY + WORK_STARTS + (daysLater - whole) * WORK_LASTS);
}

/** Vehicles keep their weekday: within a round they change places only with those of the same seventh. */
const BLOCKS = 7;

/**
 * Something that happens to every vehicle again and again. In each round every vehicle has its turn, in an order of its
 * own; an event's place in time is its place in the list, so ids, dates and vehicles follow from each other without
 * a list of events in memory.
 */
export class Schedule {
  readonly length: number;
  private readonly jitterSeed: number;
  private readonly turnSeed: number;
  private readonly even: Shuffle;
  private readonly odd: Shuffle;

  constructor(private readonly options: ScheduleOptions) {
    const { seed, name, vehicles, rounds } = options;
    this.length = vehicles * rounds;
    this.jitterSeed = seedFor(seed, `${name} jitter`);
    this.turnSeed = seedFor(seed, `${name} turns`);
    this.even = new Shuffle(seed, `${name} even`, Math.ceil(vehicles / 2));
    this.odd = new Shuffle(seed, `${name} odd`, Math.floor(vehicles / 2));
  }

  get rounds(): number {
    return this.options.rounds;
  }

  roundAt(place: number): number {
    return Math.floor(place / this.options.vehicles);
  }

  /** Whose turn it is: the vehicle's place in the fleet. */
  vehicleAt(place: number): number {
    const vehicle = this.planned(place);
    return this.isTraded(place) ? this.neighbour(vehicle) : vehicle;
  }

  /** Where a vehicle's turn of a round stands, before neighbours trade. */
  placeOf(vehicle: number, round: number): number {
    const parity = vehicle % 2;
    const turn = this.turn(this.half(parity), (vehicle - parity) / 2, round);
    return round * this.options.vehicles + 2 * turn + parity;
  }

  /** All places of a vehicle, the oldest first. */
  placesOf(vehicle: number): number[] {
    const places: number[] = [];
    for (let round = 0; round < this.options.rounds; round++) {
      const own = this.placeOf(vehicle, round);
      if (this.options.uneven !== true) {
        places.push(own);
        continue;
      }
      const other = this.placeOf(this.neighbour(vehicle), round);
      places.push(...new Set([own, other].filter((place) => this.vehicleAt(place) === vehicle)));
    }
    return places.sort((a, b) => a - b);
  }

  /** The moment of an event; later places are later moments. */
  timeAt(place: number): number {
    const { from, to } = this.options.span;
    const days = Math.max(1, Math.floor((to - from) / DAY));
    const at = ((place + noise(this.jitterSeed, place)) / this.length) * days;
    return atWork(to - days * DAY, at);
  }

  /** Even vehicles keep the even turns, so that "every other" is the same by vehicle and by turn. */
  private planned(place: number): number {
    const { vehicles } = this.options;
    const position = place % vehicles;
    const parity = position % 2;
    const shuffle = this.half(parity);
    const home = this.turnBack(shuffle.length, (position - parity) / 2, this.roundAt(place));
    return 2 * shuffle.back(home) + parity;
  }

  private half(parity: number): Shuffle {
    return parity === 0 ? this.even : this.odd;
  }

  private turn(shuffle: Shuffle, member: number, round: number): number {
    return this.rotate(shuffle.length, shuffle.at(member), round, 1);
  }

  private turnBack(length: number, turn: number, round: number): number {
    return this.rotate(length, turn, round, -1);
  }

  /** Moves a turn round within its block of the week, as far as the round says. */
  private rotate(length: number, turn: number, round: number, direction: 1 | -1): number {
    const block = Math.ceil(length / BLOCKS);
    const start = Math.floor(turn / block) * block;
    const size = Math.min(block, length - start);
    const by = Math.floor(noise(this.turnSeed, round * BLOCKS + start / block) * size);
    return start + ((turn - start + direction * by + size) % size);
  }

  private isTraded(place: number): boolean {
    return this.options.uneven === true && noise(this.turnSeed, place) < 0.5;
  }

  private neighbour(vehicle: number): number {
    const other = vehicle % 2 === 0 ? vehicle + 1 : vehicle - 1;
    return other < this.options.vehicles ? other : vehicle;
  }
}

/** An order of the numbers below `length` that looks random and can be asked both ways. */
class Shuffle {
  private readonly factor: number;
  private readonly shift: number;
  private readonly inverse: number;

  constructor(
    seed: number,
    name: string,
    readonly length: number,
  ) {
    const draw = new Draw(seed, name);
    let factor = draw.integer(Math.floor(length / 3), length);
    while (divisor(factor, length) !== 1) {
      factor++;
    }
    this.factor = factor;
    this.shift = draw.integer(0, length);
    this.inverse = inverseOf(factor, length);
  }

  at(number: number): number {
    return (number * this.factor + this.shift) % this.length;
  }

  back(place: number): number {
    const unshifted = (((place - this.shift) % this.length) + this.length) % this.length;
    return (unshifted * this.inverse) % this.length;
  }
}

/** The greatest common divisor. */
function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b);
}

/** What `factor` has to be multiplied by to give 1, modulo `length`. */
function inverseOf(factor: number, length: number): number {
  let [rest, next] = [length, factor % length];
  let [coefficient, following] = [0, 1];
  while (next > 0) {
    const times = Math.floor(rest / next);
    [rest, next] = [next, rest - times * next];
    [coefficient, following] = [following, coefficient - times * following];
  }
  return ((coefficient % length) + length) % length;
}
