import type { Model } from './models';
import { Draw } from './random';

/** A stop at a pump: what the vehicle was asked for there, in the units of its country. */
export interface FillUp {
  /** Counts from 1, the oldest first. */
  readonly number: number;
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** On the odometer, in miles. */
  readonly odometer: number;
  /** Miles since the fill-up before; undefined at the first. */
  readonly miles: number | undefined;
  readonly gallons: number;
  readonly pricePerGallon: number;
  readonly partial: boolean;
}

/** Where every generated history ends, so that the same seed gives the same fleet on any day. */
export const FLEET_TODAY = Date.UTC(2026, 5, 30, 15);

const DAY = 86_400_000;

/** A vehicle's fill-ups, the oldest first: the odometer rises with the date, and each volume is what the miles took. */
export function drawHistory(seed: number, vehicleId: number, model: Model, count: number): readonly FillUp[] {
  const draw = new Draw(seed, vehicleId, 'history');
  const milesPerDay = draw.decimal(25, 140, 1);
  let odometer = draw.decimal(5, 60_000, 1);
  let day = 0;
  const stops = Array.from({ length: count }, (_, at) => {
    const gallons = draw.decimal(0.45, 0.92, 3) * model.tankGallons;
    const miles = Math.round(gallons * model.milesPerGallon * draw.decimal(0.9, 1.1, 3) * 10) / 10;
    if (at > 0) {
      odometer = Math.round((odometer + miles) * 10) / 10;
      day += miles / milesPerDay;
    }
    return {
      number: at + 1,
      day,
      odometer,
      miles: at === 0 ? undefined : miles,
      gallons: Math.round(gallons * 1000) / 1000,
      pricePerGallon: draw.decimal(2.79, 4.39, 3),
      partial: draw.chance(0.05),
    };
  });
  const start = FLEET_TODAY - (day + draw.decimal(0, 4, 3)) * DAY;
  return stops.map(({ day: since, ...stop }) => ({ ...stop, time: Math.round(start + since * DAY) }));
}
