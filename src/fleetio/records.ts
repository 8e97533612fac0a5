import { badResponse, type ApiAnswer } from './answers';
import type { Rename } from './catalogue/types';
import { isJsonObject, type JsonObject } from './json';
import { REDACTED } from './redact';
import { RESOURCES, type ResourceId } from './resources';

/**
 * A record as the API gives it, in the newest version's names whatever the version. Whole numbers are numbers; a
 * number with a fraction, or one too large to be exact, is a text with the very digits that the server sent.
 */
export type FleetRecord = Readonly<Record<string, unknown>> & { readonly id: number };

/** The value at `field`, nested ones written with dots; undefined where any step of the way is missing. */
export function fieldValue(record: unknown, field: string): unknown {
  let value = record;
  for (const step of field.split('.')) {
    if (!isJsonObject(value)) {
      return undefined;
    }
    value = value[step];
  }
  return value;
}

/**
 * The record in a part of an answer, in one shape whatever the version: the newest names, decimals as texts, no
 * secret. A value under its new name wins over one under the old; nothing else that the server sent is lost.
 * @throws FleetioError `badResponse` when it is no record.
 */
export function readRecord(id: ResourceId, value: unknown, answer: ApiAnswer): FleetRecord {
  const recordId = isJsonObject(value) ? idOf(value['id']) : undefined;
  if (!isJsonObject(value) || recordId === undefined) {
    throw badResponse(answer, 'The answer holds something that is no record.');
  }
  const { renames = [], decimals = [], secrets = [] } = RESOURCES[id];
  const record = { ...value, id: recordId };
  renames.forEach((rename) => {
    moveField(record, rename);
  });
  replaceFields(record, decimals, (found) => (typeof found === 'number' ? String(found) : found));
  replaceFields(record, secrets, () => REDACTED);
  return record;
}

/** Whole numbers, also where they come as a text of digits. */
function idOf(value: unknown): number | undefined {
  const id = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof id === 'number' ? id : undefined;
}

function replaceFields(
  record: JsonObject,
  fields: readonly string[],
  replacement: (value: unknown) => unknown,
): void {
  for (const field of fields) {
    const value = fieldValue(record, field);
    if (value !== undefined && value !== null) {
      setField(record, field, replacement(value));
    }
  }
}

function moveField(record: JsonObject, { old, new: name, toCents }: Rename): void {
  const value = record[firstStep(old)] === null ? null : fieldValue(record, old);
  const known = fieldValue(record, name);
  if (value === undefined || isObject(value) || (known !== undefined && known !== null)) {
    return;
  }
  removeField(record, old);
  if (value === null) {
    record[firstStep(name)] ??= null;
  } else {
    setField(record, name, toCents ? toCentCount(value) : value);
  }
}

/** Takes a value away, and the object around it where only the currency of an amount is left in there. */
function removeField(record: JsonObject, field: string): void {
  const first = firstStep(field);
  const holder = record[first];
  if (first === field || !isJsonObject(holder)) {
    Reflect.deleteProperty(record, first);
    return;
  }
  const rest = { ...holder };
  Reflect.deleteProperty(rest, field.slice(first.length + 1));
  if (Object.keys(rest).every((name) => name === 'currency_iso')) {
    Reflect.deleteProperty(record, first);
  } else {
    record[first] = rest;
  }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

/** `62.95` as 6295; what is not an amount stays as it is. */
function toCentCount(value: unknown): unknown {
  const cents = Math.round(Number(value) * 100);
  return Number.isSafeInteger(cents) ? cents : value;
}

function setField(record: JsonObject, field: string, value: unknown): void {
  const first = firstStep(field);
  if (first === field) {
    record[field] = value;
    return;
  }
  const inner = record[first];
  const holder = isJsonObject(inner) ? inner : {};
  record[first] = holder;
  setField(holder, field.slice(first.length + 1), value);
}

function firstStep(field: string): string {
  const dot = field.indexOf('.');
  return dot === -1 ? field : field.slice(0, dot);
}
