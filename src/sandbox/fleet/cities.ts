export interface City {
  readonly name: string;
  readonly region: string;
  readonly regionShort: string;
  readonly country: string;
  readonly countryShort: string;
  /** The first digits, or letter and digit, of its postal codes. */
  readonly postal: string;
  readonly latitude: number;
  readonly longitude: number;
}

const us = { country: 'United States', countryShort: 'US' } as const;
const canada = { country: 'Canada', countryShort: 'CA' } as const;

/** Where the two kinds of fleets drive: imperial ones in the South of the United States, metric ones in Canada. */
export const CITIES: Readonly<Record<'imperial' | 'metric', readonly City[]>> = {
  imperial: [
    city(us, 'Birmingham', 'Alabama', 'AL', '352', 33.5207, -86.8025),
    city(us, 'Mobile', 'Alabama', 'AL', '366', 30.6954, -88.0399),
    city(us, 'Memphis', 'Tennessee', 'TN', '381', 35.1495, -90.049),
    city(us, 'Nashville', 'Tennessee', 'TN', '372', 36.1627, -86.7816),
    city(us, 'Atlanta', 'Georgia', 'GA', '303', 33.749, -84.388),
    city(us, 'Tulsa', 'Oklahoma', 'OK', '741', 36.154, -95.9928),
    city(us, 'Dallas', 'Texas', 'TX', '752', 32.7767, -96.797),
    city(us, 'Houston', 'Texas', 'TX', '770', 29.7604, -95.3698),
  ],
  metric: [
    city(canada, 'Winnipeg', 'Manitoba', 'MB', 'R3', 49.8951, -97.1384),
    city(canada, 'Regina', 'Saskatchewan', 'SK', 'S4', 50.4452, -104.6189),
    city(canada, 'Calgary', 'Alberta', 'AB', 'T2', 51.0447, -114.0719),
    city(canada, 'Kenora', 'Ontario', 'ON', 'P9', 49.767, -94.4894),
  ],
};

export const STREETS = ['Market St', 'Industrial Pkwy', 'Airport Rd', 'Commerce Dr', 'River Rd', 'Depot Ave'];

function city(
  country: Pick<City, 'country' | 'countryShort'>,
  name: string,
  region: string,
  regionShort: string,
  postal: string,
  latitude: number,
  longitude: number,
): City {
  return { ...country, name, region, regionShort, postal, latitude, longitude };
}
