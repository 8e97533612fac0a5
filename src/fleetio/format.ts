import { isJsonObject } from './json';
import { fieldValue, type FleetRecord } from './records';
import { RESOURCES, type FieldFormat, type FieldView, type ResourceId, type Unit } from './resources';

/** A row has one line, and this much of it is read. */
const LONGEST_IN_ROW = 80;

/** What names a record in a list: the first field of the catalogue's label that is filled in, else its id. */
export function recordLabel(resource: ResourceId, record: FleetRecord): string {
  const [named] = filledIn(RESOURCES[resource].label, record);
  return named === undefined ? `#${record.id}` : inRow(named[1]);
}

/**
 * What stands beside its name; nothing that the name says already.
 * @param vehicle the one that the record belongs to, where it is known: it has the meters' units.
 */
export function recordDescription(resource: ResourceId, record: FleetRecord, vehicle?: FleetRecord): string {
  const label = recordLabel(resource, record);
  return filledIn(RESOURCES[resource].description, record, vehicle)
    .map(([, text]) => inRow(text))
    .filter((text) => text !== label)
    .join(' · ');
}

/** The lines of its tooltip: what a field is called, and its value. */
export function recordTooltip(
  resource: ResourceId,
  record: FleetRecord,
  vehicle?: FleetRecord,
): readonly (readonly [title: string, text: string])[] {
  return filledIn(RESOURCES[resource].tooltip, record, vehicle);
}

function filledIn(
  views: readonly FieldView[],
  record: FleetRecord,
  vehicle?: FleetRecord,
): (readonly [string, string])[] {
  return views.flatMap((view) => {
    const text = fieldText(view, record, vehicle);
    return text === '' ? [] : [[view.title, text] as const];
  });
}

function inRow(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  // The cut must not leave half of a character that takes two units.
  return line.length <= LONGEST_IN_ROW
    ? line
    : `${line.slice(0, LONGEST_IN_ROW - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** A field's value as people read it; empty when there is none. Lists, such as labels, are written by their names. */
export function fieldText(
  { field, title, format = 'text', unit }: FieldView,
  record: FleetRecord,
  vehicle?: FleetRecord,
): string {
  const value = plainText(fieldValue(record, field));
  if (value === '') {
    return '';
  }
  if (format === 'flag') {
    return value === 'true' ? title.toLowerCase() : '';
  }
  const unitText = unit === undefined ? '' : unitIn(unit, record, vehicle);
  const text = WRITERS[format](value);
  return unitText === '' ? text : `${text} ${unitText}`;
}

/** The unit as it holds for a record; empty where it cannot be told. */
export function unitIn(unit: Unit, record: FleetRecord, vehicle?: FleetRecord): string {
  if (typeof unit === 'string') {
    return unit;
  }
  if ('field' in unit) {
    return plainText(fieldValue(record, unit.field));
  }
  const isSecond = fieldValue(record, unit.meterType) === 'secondary';
  return plainText(fieldValue(vehicle, isSecond ? 'secondary_meter_unit' : 'primary_meter_unit'));
}

function plainText(value: unknown): string {
  if (Array.isArray(value)) {
    return value
      .map((item) => plainText(isJsonObject(item) ? item['name'] : item))
      .filter((text) => text !== '')
      .join(', ');
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';
}

/** How each format writes a value. Digits are grouped, never rounded; dates keep the record's own offset. */
const WRITERS: Readonly<Record<Exclude<FieldFormat, 'flag'>, (value: string) => string>> = {
  text: (value) => value,
  number: grouped,
  date: (value) => value.replace(/^(\d{4}-\d\d-\d\d)T.*$/, '$1'),
  dateTime: (value) => value.replace(/^([\d-]{10})T(\d\d:\d\d):\d\d(?:\.\d+)?(.*)$/, '$1 $2 $3'),
  cents: (value) =>
    grouped(value.replace(/^(-?)(\d+)$/, (_, sign: string, digits: string) => sign + inUnits(digits))),
  yesNo: (value) => (value === 'true' ? 'yes' : 'no'),
};

/** `6295` as `62.95`, `5` as `0.05`. */
function inUnits(cents: string): string {
  const digits = cents.padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** `108043.0` as `108,043`, `1234.50` as `1,234.50`. */
function grouped(value: string): string {
  const [whole = '', fraction = ''] = value.split('.');
  const groups = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
  return /^0?$/.test(fraction) ? groups : `${groups}.${fraction}`;
}
