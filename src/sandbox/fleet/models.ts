export type VehicleType = 'Car' | 'Van' | 'Pickup Truck' | 'Box Truck' | 'SUV' | 'Tractor' | 'Loader';

/** What vehicles of a type have in common, as a rule. */
interface TypeFacts {
  /** What a fleet calls one of them. */
  readonly shortName: string;
  /** How many of 32 vehicles are of this type. */
  readonly share: number;
  readonly meterUnit: 'mi' | 'hr';
  readonly tankGallons: number;
  /** Miles, or hours, for a gallon. */
  readonly perGallon: number;
  readonly bodyType: string;
  readonly priceDollars: number;
}

export const VEHICLE_TYPES: Readonly<Record<VehicleType, TypeFacts>> = {
  Car: type('Car', 5, 'mi', 13, 33, 'Sedan', 24_000),
  Van: type('Van', 9, 'mi', 25, 16, 'Cargo Van', 45_000),
  'Pickup Truck': type('Pickup', 8, 'mi', 26, 18, 'Crew Cab Pickup', 42_000),
  'Box Truck': type('Truck', 4, 'mi', 50, 9, 'Box', 68_000),
  SUV: type('SUV', 3, 'mi', 18, 24, 'Sport Utility', 39_000),
  Tractor: type('Tractor', 2, 'mi', 220, 6.8, 'Day Cab', 155_000),
  Loader: type('Loader', 1, 'hr', 26, 0.35, 'Skid Steer', 58_000),
};

/** A model of vehicle that the generated fleet can have. */
export interface Model {
  readonly type: VehicleType;
  readonly make: string;
  readonly name: string;
  /** World manufacturer identifier: the first three signs of its VINs; machines that drive on no road have none. */
  readonly maker: string | undefined;
  /** The first model year. */
  readonly since: number;
  readonly fuel: 'Diesel' | 'Gasoline';
  readonly trims: readonly string[];
}

export const MODELS: readonly Model[] = [
  model('Van', 'Ford', 'Transit', '1FT', 2015, 'Gasoline', ['150', '250', '350']),
  model('Van', 'Ram', 'ProMaster', '3C6', 2014, 'Gasoline', ['1500', '2500']),
  model('Van', 'Mercedes-Benz', 'Sprinter', 'W1Y', 2019, 'Diesel', ['2500', '3500']),
  model('Van', 'Chevrolet', 'Express', '1GC', 2012, 'Gasoline', ['2500', '3500']),
  model('Pickup Truck', 'Ford', 'F-150', '1FT', 2012, 'Gasoline', ['XL', 'XLT', 'Lariat']),
  model('Pickup Truck', 'Chevrolet', 'Silverado 1500', '1GC', 2014, 'Gasoline', ['WT', 'LT']),
  model('Pickup Truck', 'Toyota', 'Tacoma', '5TF', 2013, 'Gasoline', ['SR', 'SR5']),
  model('Pickup Truck', 'Ram', '2500', '3C6', 2013, 'Diesel', ['Tradesman', 'Big Horn']),
  model('Box Truck', 'Isuzu', 'NPR-HD', 'JAL', 2013, 'Diesel', ['Standard']),
  model('Box Truck', 'Hino', '268A', '5PV', 2012, 'Diesel', ['Standard']),
  model('Box Truck', 'Freightliner', 'M2 106', '1FV', 2012, 'Diesel', ['Standard']),
  model('Car', 'Toyota', 'Corolla', '2T1', 2012, 'Gasoline', ['L', 'LE']),
  model('Car', 'Honda', 'Civic', '2HG', 2012, 'Gasoline', ['LX', 'EX']),
  model('SUV', 'Ford', 'Explorer', '1FM', 2013, 'Gasoline', ['Base', 'XLT']),
  model('SUV', 'Chevrolet', 'Tahoe', '1GN', 2015, 'Gasoline', ['LS', 'LT']),
  model('Tractor', 'Freightliner', 'Cascadia', '3AK', 2013, 'Diesel', ['116', '126']),
  model('Tractor', 'Kenworth', 'T680', '1XK', 2013, 'Diesel', ['Day Cab', 'Sleeper']),
  model('Loader', 'Bobcat', 'S650', undefined, 2012, 'Diesel', ['']),
  model('Loader', 'Caterpillar', '262D', undefined, 2014, 'Diesel', ['']),
];

function type(
  shortName: string,
  share: number,
  meterUnit: 'mi' | 'hr',
  tankGallons: number,
  perGallon: number,
  bodyType: string,
  priceDollars: number,
): TypeFacts {
  return { shortName, share, meterUnit, tankGallons, perGallon, bodyType, priceDollars };
}

function model(
  type: VehicleType,
  make: string,
  name: string,
  maker: string | undefined,
  since: number,
  fuel: Model['fuel'],
  trims: readonly string[],
): Model {
  return { type, make, name, maker, since, fuel, trims };
}
