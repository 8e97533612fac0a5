/** A model of vehicle that the generated fleet can have. */
export interface Model {
  readonly make: string;
  readonly model: string;
  readonly trims: readonly string[];
  /** World manufacturer identifier: the first three signs of its VINs. */
  readonly maker: string;
  readonly type: 'Car' | 'Van' | 'Pickup Truck' | 'Box Truck' | 'SUV';
  readonly since: number;
  readonly fuel: 'Diesel' | 'Gasoline';
  readonly tankGallons: number;
  readonly milesPerGallon: number;
}

const van = { type: 'Van', tankGallons: 25, milesPerGallon: 16 } as const;
const pickup = { type: 'Pickup Truck', tankGallons: 26, milesPerGallon: 18 } as const;
const box = { type: 'Box Truck', fuel: 'Diesel', tankGallons: 50, milesPerGallon: 9 } as const;
const car = { type: 'Car', fuel: 'Gasoline', tankGallons: 13, milesPerGallon: 33 } as const;
const suv = { type: 'SUV', fuel: 'Gasoline', tankGallons: 18, milesPerGallon: 24 } as const;

export const MODELS: readonly Model[] = [
  {
    ...van,
    make: 'Ford',
    model: 'Transit',
    trims: ['150', '250', '350'],
    maker: '1FT',
    since: 2015,
    fuel: 'Gasoline',
  },
  {
    ...van,
    make: 'Ram',
    model: 'ProMaster',
    trims: ['1500', '2500'],
    maker: '3C6',
    since: 2014,
    fuel: 'Gasoline',
  },
  {
    ...van,
    make: 'Mercedes-Benz',
    model: 'Sprinter',
    trims: ['2500', '3500'],
    maker: 'W1Y',
    since: 2019,
    fuel: 'Diesel',
  },
  {
    ...pickup,
    make: 'Ford',
    model: 'F-150',
    trims: ['XL', 'XLT', 'Lariat'],
    maker: '1FT',
    since: 2012,
    fuel: 'Gasoline',
  },
  {
    ...pickup,
    make: 'Chevrolet',
    model: 'Silverado 1500',
    trims: ['WT', 'LT'],
    maker: '1GC',
    since: 2014,
    fuel: 'Gasoline',
  },
  {
    ...pickup,
    make: 'Toyota',
    model: 'Tacoma',
    trims: ['SR', 'SR5'],
    maker: '5TF',
    since: 2013,
    fuel: 'Gasoline',
  },
  { ...box, make: 'Isuzu', model: 'NPR-HD', trims: ['Standard'], maker: 'JAL', since: 2013 },
  { ...box, make: 'Hino', model: '268A', trims: ['Standard'], maker: '5PV', since: 2012 },
  { ...box, make: 'Freightliner', model: 'M2 106', trims: ['Day Cab'], maker: '1FV', since: 2012 },
  { ...car, make: 'Toyota', model: 'Corolla', trims: ['L', 'LE'], maker: '2T1', since: 2012 },
  { ...car, make: 'Honda', model: 'Civic', trims: ['LX', 'EX'], maker: '2HG', since: 2012 },
  { ...suv, make: 'Ford', model: 'Explorer', trims: ['Base', 'XLT'], maker: '1FM', since: 2013 },
  { ...suv, make: 'Chevrolet', model: 'Tahoe', trims: ['LS', 'LT'], maker: '1GN', since: 2015 },
];
