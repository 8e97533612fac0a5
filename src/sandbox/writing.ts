import { isJsonObject } from '../fleetio/json';
import { invalid, NOT_IN_SANDBOX, type Answer } from './answers';
import type { MeterEntries, NewReading } from './fleet/meterEntries';
import { shown } from './reading';
import type { Target } from './routes';
import type { TimeZone } from './timeZone';
import type { Visit } from './visit';

/** Creates a meter entry; nothing else can be written. */
export function write(visit: Visit, { resource, what, parent }: Target): Answer {
  const { world, question, records, zone } = visit;
  const { meterEntries } = records;
  if (
    question.method !== 'POST' ||
    resource.id !== 'meter_entries' ||
    what !== 'list' ||
    parent !== undefined
  ) {
    return NOT_IN_SANDBOX;
  }
  const { vehicles } = records;
  const vehicle = Number(fieldOf(question.body, 'vehicle_id')) - vehicles.firstId;
  const exists = Number.isInteger(vehicle) && vehicle >= 0 && vehicle < vehicles.length;
  const reading = readReading(question.body, exists ? vehicle : undefined, zone);
  const errors = 'errors' in reading ? reading.errors : orderErrors(meterEntries, reading);
  if ('errors' in reading || errors !== undefined) {
    return invalid(errors ?? {});
  }
  const place = meterEntries.write(reading, world.now());
  world.tools.orders.forget(meterEntries, 'date');
  world.tools.orders.forget(vehicles, 'updated_at');
  const root = question.number === '' ? '/api' : `/api/${question.number}`;
  const body = shown(visit, resource, meterEntries, place);
  return { status: 201, headers: { Location: `${root}/meter_entries/${body.id}` }, body };
}

type Errors = Readonly<Record<string, readonly string[]>>;

/** What a body says, or what is wrong with it, field by field (fleetio-api.md sections 5 and 6.2). */
function readReading(
  body: unknown,
  vehicle: number | undefined,
  zone: TimeZone,
): NewReading | { readonly errors: Errors } {
  const [value, date, meterType] = ['value', 'date', 'meter_type'].map((name) => fieldOf(body, name));
  const amount = Number(value);
  const moment = typeof date === 'string' ? zone.parse(date) : undefined;
  const known = meterType === undefined || meterType === null || meterType === 'secondary';
  const problems: readonly (readonly [field: string, problem: string | undefined])[] = [
    ['vehicle', vehicle === undefined ? 'must exist' : undefined],
    ['value', problemOf(value, Number.isFinite(amount) && amount >= 0, 'is not a number')],
    ['date', problemOf(date, moment !== undefined, 'is invalid')],
    ['meter_type', known ? undefined : 'is not included in the list'],
  ];
  const found = problems.flatMap(([field, text]) => (text === undefined ? [] : [[field, [text]] as const]));
  if (vehicle === undefined || moment === undefined || found.length > 0) {
    return { errors: Object.fromEntries(found) };
  }
  return {
    vehicle,
    value: amount,
    date: zone.day(moment),
    secondary: meterType === 'secondary',
    void: fieldOf(body, 'void') === true,
  };
}

function problemOf(value: unknown, good: boolean, problem: string): string | undefined {
  if (value === undefined || value === null || value === '') {
    return "can't be blank";
  }
  return good ? undefined : problem;
}

/** Values rise with the date; the words are those of section 5. */
function orderErrors(meterEntries: MeterEntries, reading: NewReading): Errors | undefined {
  const { least, most } = meterEntries.bounds(reading);
  const fits =
    (least === undefined || reading.value >= least) && (most === undefined || reading.value <= most);
  if (reading.void || fits) {
    return undefined;
  }
  const format = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 1 });
  const rule =
    least !== undefined && most !== undefined
      ? `between ${format(least)} and ${format(most)}`
      : least !== undefined
        ? `greater than or equal to ${format(least)}`
        : `less than or equal to ${format(most ?? 0)}`;
  return { value: [`must be ${rule} or marked as void`] };
}

function fieldOf(body: unknown, name: string): unknown {
  return isJsonObject(body) ? body[name] : undefined;
}
