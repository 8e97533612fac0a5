import { fieldValue, type FleetRecord } from './records';
import { RESOURCES, type FieldFormat, type FieldView, type ResourceId } from './resources';

/** What names a record in a list: the first field of the catalogue's label that is filled in, else its id. */
export function recordLabel(resource: ResourceId, record: FleetRecord): string {
  return filledIn(RESOURCES[resource].label, record)[0]?.[1] ?? `#${record.id}`;
}

/** What stands beside its name. */
export function recordDescription(resource: ResourceId, record: FleetRecord): string {
  return filledIn(RESOURCES[resource].description, record)
    .map(([, text]) => text)
    .join(' · ');
}

/** The lines of its tooltip: what a field is called, and its value. */
export function recordTooltip(
  resource: ResourceId,
  record: FleetRecord,
): readonly (readonly [title: string, text: string])[] {
  return filledIn(RESOURCES[resource].tooltip, record);
}

function filledIn(views: readonly FieldView[], record: FleetRecord): (readonly [string, string])[] {
  return views.flatMap((view) => {
    const text = fieldText(view, record);
    return text === '' ? [] : [[view.title, text] as const];
  });
}

/** A field's value as people read it; empty when there is none. */
export function fieldText({ field, format = 'text', unit }: FieldView, record: FleetRecord): string {
  const value = fieldValue(record, field);
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') {
    return '';
  }
  if (value === '') {
    return '';
  }
  const unitText = typeof unit === 'object' ? fieldValue(record, unit.field) : unit;
  const text = WRITERS[format](String(value));
  return typeof unitText === 'string' && unitText !== '' ? `${text} ${unitText}` : text;
}

/** How each format writes a value. Digits are grouped, never rounded; dates keep the record's own offset. */
const WRITERS: Readonly<Record<FieldFormat, (value: string) => string>> = {
  text: (value) => value,
  number: grouped,
  date: (value) => value.slice(0, 10),
  dateTime: (value) => value.replace('T', ' ').replace(/(\d\d:\d\d):\d\d(?:\.\d+)?/, '$1'),
  cents: (value) => grouped(`${value.slice(0, -2) || '0'}.${value.slice(-2).padStart(2, '0')}`),
  yesNo: (value) => (value === 'true' ? 'yes' : 'no'),
};

/** `108043.0` as `108,043`, `1234.50` as `1,234.50`. */
function grouped(value: string): string {
  const [whole = '', fraction = ''] = value.split('.');
  const groups = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
  return /^0*$/.test(fraction) && fraction.length < 2 ? groups : `${groups}.${fraction}`;
}
