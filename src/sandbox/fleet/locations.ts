import { turnAt, type Collection, type Draft } from './collection';
import { STREETS } from './cities';
import { postalCode, type Fleet } from './fleet';
import { scheduled } from './scheduled';

/** fleetio-api.md section 6.8. */
export function locationEntries(fleet: Fleet): Collection {
  const schedule = fleet.schedules.location;
  return scheduled(fleet, 'location_entries', schedule, ({ place }) => locationRecord(fleet, place), {
    rising: ['date'],
    fields: { contact_id: () => null, locatable_id: () => null, locatable_type: () => null },
  });
}

/** Where a vehicle was seen, without the id. */
export function locationRecord(fleet: Fleet, place: number): Draft {
  const { schedules } = fleet;
  const { vehicle, round, time } = turnAt(schedules.location, place);
  const [latitude, longitude] = around(fleet, vehicle, 'location', place);
  const draw = fleet.draw('address', place);
  const { name, region, regionShort, country, countryShort } = fleet.city(vehicle);
  const number = String(draw.integer(100, 9900));
  const street = draw.one(STREETS);
  const postal = postalCode(draw, fleet.city(vehicle));
  return {
    vehicle_id: fleet.id('vehicles', vehicle),
    contact_id: null,
    item_type: 'Vehicle',
    item_id: fleet.id('vehicles', vehicle),
    locatable_type: null,
    locatable_id: null,
    date: new Date(time),
    address: `${number} ${street}, ${name}, ${regionShort} ${postal}, ${country}`,
    address_components: {
      street_number: number,
      street,
      city: name,
      region,
      region_short: regionShort,
      country,
      country_short: countryShort,
      postal_code: postal,
    },
    is_current: round === schedules.location.rounds - 1,
    location: `POINT (${latitude},${longitude})`,
    geolocation: { latitude, longitude },
    created_at: new Date(time),
    updated_at: new Date(time),
  };
}

/** Latitude and longitude somewhere around a vehicle's depot. */
export function around(
  fleet: Fleet,
  vehicle: number,
  name: string,
  place: number,
): readonly [latitude: number, longitude: number] {
  const { latitude, longitude } = fleet.city(vehicle);
  const draw = fleet.draw(name, place);
  return [degrees(latitude + draw.between(-0.2, 0.2)), degrees(longitude + draw.between(-0.2, 0.2))];
}

function degrees(value: number): number {
  return Number(value.toFixed(6));
}
