import { stamps, type Collection, type Draft, type Turn } from './collection';
import { day, type Fleet } from './fleet';
import { INSPECTION_FORMS } from './lookups';
import { person, userStub } from './people';
import { around } from './locations';
import { scheduled } from './scheduled';

const ITEMS = ['Lights', 'Tires', 'Brakes', 'Fluids', 'Horn'] as const;

/** fleetio-api.md section 6.11. */
export function submittedInspectionForms(fleet: Fleet, dateStyle: 'iso' | 'words'): Collection {
  const schedule = fleet.schedules.inspection;
  return scheduled(fleet, 'submitted_inspection_forms', schedule, (turn) => form(fleet, turn, dateStyle), {
    rising: ['submitted_at'],
    details: (place) => details(fleet, place, schedule.vehicleAt(place)),
    fields: {
      submitted_at: (place) => new Date(schedule.timeAt(place)),
      user_id: (place) => fleet.id('contacts', fleet.driver(schedule.vehicleAt(place), 1)),
      inspection_form_id: (place) => fleet.id('inspection_forms', formOf(fleet, place)),
    },
  });
}

function form(fleet: Fleet, { place, vehicle, time }: Turn, dateStyle: 'iso' | 'words'): Draft {
  const draw = fleet.draw('inspection', place);
  const chosen = formOf(fleet, place);
  const [startLatitude, startLongitude] = around(fleet, vehicle, 'inspection start', place);
  const [latitude, longitude] = around(fleet, vehicle, 'inspection end', place);
  return {
    ...stamps(time),
    started_at: new Date(time - draw.integer(120, 1500) * 1000),
    submitted_at: new Date(time),
    date: dateStyle === 'iso' ? day(time) : inWords(day(time)),
    failed_items: failures(fleet, place).length,
    starting_latitude: startLatitude,
    starting_longitude: startLongitude,
    submitted_latitude: latitude,
    submitted_longitude: longitude,
    inspection_form: { id: fleet.id('inspection_forms', chosen), ...INSPECTION_FORMS[chosen] },
    user: userStub(fleet, fleet.driver(vehicle, 1)),
    vehicle: fleet.vehicleStub(vehicle),
  };
}

function details(fleet: Fleet, place: number, vehicle: number): Draft {
  const failed = failures(fleet, place);
  return {
    vehicle_id: fleet.id('vehicles', vehicle),
    duration: 'about 10 minutes',
    contact_id: fleet.id('contacts', fleet.driver(vehicle, 1)),
    contact_full_name: person(fleet, fleet.driver(vehicle, 1)).name,
    submitted_inspection_items: ITEMS.map((label, at) => ({
      id: fleet.id('submitted_inspection_items', place * ITEMS.length + at),
      label,
      result: {
        label: failed.includes(label) ? 'Fail' : 'Pass',
        value: failed.includes(label) ? 'fail' : 'pass',
      },
      comments_count: 0,
      images_count: 0,
      submitted_inspection_form_id: fleet.id('submitted_inspection_forms', place),
    })),
  };
}

/** What of the form did not pass. */
function failures(fleet: Fleet, place: number): readonly string[] {
  const draw = fleet.draw('inspection result', place);
  return ITEMS.filter(() => draw.chance(0.06));
}

function formOf(fleet: Fleet, place: number): number {
  return fleet.draw('inspection form', place).chance(0.8) ? 0 : 1;
}

/** `Mar 01, 2025`. */
function inWords(date: string): string {
  const options = { year: 'numeric', month: 'short', day: '2-digit', timeZone: 'UTC' } as const;
  return new Date(date).toLocaleDateString('en-US', options);
}
