import type { Resource } from '../fleetio/resources';
import { isJsonObject, type JsonObject } from '../fleetio/json';
import { fieldValue } from '../fleetio/records';
import type { Collection, Draft } from './fleet/collection';
import type { TimeZone } from './timeZone';

/** A record as it goes out. */
export type SandboxRecord = Readonly<Record<string, unknown>> & { readonly id: number };

/** How a record is written. */
export interface Style {
  readonly zone: TimeZone;
  /** With the field names of older versions, and flat names in place of small objects (fleetio-api.md section 2). */
  readonly oldNames: boolean;
  /** Decimals as numbers in place of texts. */
  readonly numbers: boolean;
}

/** The record at a place, with its details when it is shown alone. */
export function writeRecord(
  resource: Pick<Resource, 'renames' | 'decimals'>,
  collection: Collection,
  place: number,
  style: Style & { readonly alone: boolean },
): SandboxRecord {
  const record: JsonObject & { readonly id: number } = { id: collection.firstId + place };
  writeInto(record, collection.record(place), style.zone);
  if (style.alone) {
    writeInto(record, collection.details?.(place) ?? {}, style.zone);
  }
  if (style.oldNames) {
    writeInto(record, collection.former?.(place) ?? {}, style.zone);
  }
  if (style.numbers) {
    for (const field of resource.decimals ?? []) {
      changeField(record, field, toNumber);
    }
  }
  if (style.oldNames) {
    giveOldNames(resource, record);
  }
  return record;
}

/** Moments as texts in the user's zone. A page has thousands of fields: they are not copied more often than this. */
function writeInto(record: JsonObject, draft: Draft, zone: TimeZone): JsonObject {
  for (const field in draft) {
    record[field] = writtenValue(draft[field], zone);
  }
  return record;
}

function writtenValue(value: unknown, zone: TimeZone): unknown {
  if (value instanceof Date) {
    return zone.dateTime(value.getTime());
  }
  if (Array.isArray(value)) {
    return value.map((item) => writtenValue(item, zone));
  }
  return isJsonObject(value) ? writeInto({}, value, zone) : value;
}

/** The catalogue's renames, the other way round. */
function giveOldNames(
  { renames = [], decimals = [] }: Pick<Resource, 'renames' | 'decimals'>,
  record: JsonObject,
): void {
  // Two old fields can come from one object of today, which goes when all have been read.
  const now = { ...record };
  for (const { old, new: name, toCents } of renames) {
    const [holder = name] = name.split('.');
    const value = now[holder] === null ? null : fieldValue(now, name);
    if (value === undefined) {
      continue;
    }
    if (record[holder] === now[holder]) {
      Reflect.deleteProperty(record, holder);
    }
    const amount = toCents && typeof value === 'number' ? value / 100 : value;
    setField(record, old, decimals.includes(name) ? toNumber(amount) : amount);
  }
}

/** An amount of the past stood in an object with its currency. */
function setField(record: JsonObject, field: string, value: unknown): void {
  const [holder = field, inner] = field.split('.');
  record[holder] = inner === undefined || value === null ? value : { [inner]: value, currency_iso: 'USD' };
}

function changeField(record: JsonObject, field: string, change: (value: unknown) => unknown): void {
  const steps = field.split('.');
  const last = steps.pop() ?? field;
  const holder = steps.length === 0 ? record : fieldValue(record, steps.join('.'));
  if (isJsonObject(holder) && holder[last] !== undefined) {
    holder[last] = change(holder[last]);
  }
}

function toNumber(value: unknown): unknown {
  return typeof value === 'string' ? Number(value) : value;
}
