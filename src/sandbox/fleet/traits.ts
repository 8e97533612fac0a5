import { STATUSES } from './lookups';
import { MODELS, VEHICLE_TYPES, type Model, type VehicleType } from './models';
import type { FleetPlan } from './plan';
import { Draw } from './random';
import { atWork, type Span } from './schedule';

export const KM_PER_MILE = 1.609344;
const DAY = 86_400_000;

/** What a vehicle is, apart from what happened to it. */
export interface VehicleTraits {
  readonly model: Model;
  readonly year: number;
  readonly trim: string | null;
  /** A place in STATUSES. */
  readonly status: number;
  /** When it came into the account, in milliseconds since the epoch; later for later vehicles. */
  readonly acquiredAt: number;
  /** On its meter when it came. */
  readonly acquiredReading: number;
  readonly meterUnit: 'mi' | 'km' | 'hr';
  /** On its meter when the history of entries begins. */
  readonly firstReading: number;
  /** What its meter gains from one round of the meter log to the next, on average. */
  readonly pace: number;
  /** Counts hours beside the distance. */
  readonly secondaryPace: number | undefined;
}

/** Names that people give and programs trip over: each stands in every fleet that is large enough. */
const AWKWARD_NAMES: Readonly<Record<number, string>> = {
  12: `O'Neil "Unit 7\\`,
  16: '<img src=x onerror=alert(1)>',
  22: 'عربة 23 🚚',
};

/** When the first vehicle came into an account. */
const ACCOUNT_BEGAN = Date.UTC(2016, 2, 1, 15);

/** What the vehicles of a fleet are, by their place in it. */
export class VehicleDraw {
  /** The types of the first vehicles; they come round again and again. */
  private readonly pattern: readonly VehicleType[];
  /** How many vehicles of its type stand before each place of the pattern. */
  private readonly before: readonly number[];

  /** @param log the time that the meter log covers, with `rounds` entries of each vehicle. */
  constructor(
    private readonly plan: FleetPlan,
    private readonly log: { readonly span: Span; readonly rounds: number },
  ) {
    this.pattern = shuffled(
      (Object.keys(VEHICLE_TYPES) as VehicleType[]).flatMap((type) =>
        Array.from({ length: VEHICLE_TYPES[type].share }, () => type),
      ),
      new Draw(plan.seed, plan.account, 'types'),
    );
    this.before = this.pattern.map(
      (type, at) => this.pattern.slice(0, at).filter((other) => other === type).length,
    );
  }

  /** Unique in the fleet: the type and a number, `Van 12`, or what people think of. */
  name(vehicle: number): string {
    const at = vehicle % this.pattern.length;
    const rounds = Math.floor(vehicle / this.pattern.length);
    const { shortName, share } = VEHICLE_TYPES[this.typeOf(vehicle)];
    return AWKWARD_NAMES[vehicle] ?? `${shortName} ${rounds * share + (this.before[at] ?? 0) + 1}`;
  }

  typeOf(vehicle: number): VehicleType {
    return this.pattern.at(vehicle % this.pattern.length) ?? 'Van';
  }

  /** Retired vehicles have negative places: they came on the first day. */
  traits(vehicle: number): VehicleTraits {
    const { plan, log } = this;
    const draw = new Draw(plan.seed, plan.account, 'vehicle', vehicle);
    const type = this.typeOf(vehicle);
    const { meterUnit, tankGallons, perGallon } = VEHICLE_TYPES[type];
    const share = Math.max(0, (vehicle + draw.next()) / plan.vehicles);
    const acquiredAt = atWork(ACCOUNT_BEGAN, Math.floor((log.span.from - ACCOUNT_BEGAN) / DAY) * share);
    const acquired = new Date(acquiredAt).getUTCFullYear();
    const model = draw.one(MODELS.filter((one) => one.type === type && one.since <= acquired));
    const year = Math.max(model.since, acquired - draw.one([0, 0, 0, 1, 1, 2, 4]));
    // Of the tank, what two rounds take: there is always enough left for the slowest pump.
    const tankShare = draw.between(0.35, 0.65) / 2.5;
    const unitFactor = meterUnit === 'mi' && plan.units === 'metric' ? KM_PER_MILE : 1;
    const pace = tankGallons * perGallon * tankShare * unitFactor;
    const pacePerDay = (pace * log.rounds) / ((log.span.to - log.span.from) / DAY);
    const acquiredReading = Math.round(8 + pacePerDay * 365 * (acquired - year) * draw.between(0.7, 1.1));
    const owned = (log.span.from - acquiredAt) / DAY;
    return {
      model,
      year,
      trim: draw.one(model.trims) || null,
      status: draw.chance(0.82) ? 0 : draw.integer(0, STATUSES.length - 1),
      acquiredAt,
      acquiredReading,
      meterUnit: meterUnit === 'mi' && plan.units === 'metric' ? 'km' : meterUnit,
      firstReading: acquiredReading + pacePerDay * owned * draw.between(0.8, 1),
      pace,
      secondaryPace: type === 'Box Truck' && draw.chance(0.5) ? draw.between(4, 14) : undefined,
    };
  }
}

function shuffled<T>(values: readonly T[], draw: Draw): T[] {
  return values
    .map((value) => ({ value, turn: draw.next() }))
    .sort((a, b) => a.turn - b.turn)
    .map(({ value }) => value);
}
