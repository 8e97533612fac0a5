import type { Rename, Resource } from './catalogue/types';

/**
 * A record as the API gives it, in the newest version's names whatever the version. Whole numbers are numbers; a
 * number with a fraction, or one too large to be exact, is a text with the very digits that the server sent.
 */
export type FleetRecord = Readonly<Record<string, unknown>> & { readonly id: number };

type JsonObject = Record<string, unknown>;

/** True for what JSON writes in braces. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

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
 * A JSON text or a number in it. The first alternative takes whole strings, so that digits inside them are left
 * alone; it is written without nested choices to run in linear time.
 */
const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/gs;

/**
 * Parses JSON without losing a digit: every number that is not a safe integer comes out as its text.
 * @throws SyntaxError when `text` is not JSON.
 */
export function parseExactJson(text: string): unknown {
  const exact = text.replace(STRING_OR_NUMBER, (token) =>
    token.startsWith('"') || Number.isSafeInteger(toInteger(token)) ? token : `"${token}"`,
  );
  return JSON.parse(exact);
}

function toInteger(token: string): number {
  return /[.eE]/.test(token) ? NaN : Number(token);
}

/**
 * Brings a record of any version into one shape: the newest names, decimals as texts. Values under new names win;
 * nothing that the server sent is dropped unless it moved. The record is changed in place.
 */
export function normalize(resource: Resource, record: JsonObject): JsonObject {
  for (const rename of resource.renames ?? []) {
    moveField(record, rename);
  }
  for (const field of resource.decimals ?? []) {
    const value = fieldValue(record, field);
    if (typeof value === 'number') {
      setField(record, field, String(value));
    }
  }
  return record;
}

function moveField(record: JsonObject, { old, new: name, toCents }: Rename): void {
  const value = fieldValue(record, old);
  const known = fieldValue(record, name);
  if (value === undefined || isObject(value) || (known !== undefined && known !== null)) {
    return;
  }
  // Where the value is part of an object, nothing else is in there but its currency.
  Reflect.deleteProperty(record, firstStep(old));
  if (value === null) {
    record[firstStep(name)] ??= null;
  } else {
    setField(record, name, toCents ? toCentCount(value) : value);
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
