import type { FilterOperator } from '../../fleetio/catalogue/types';
import type { Filter, ListQuery, PageOptions, RecordAddress } from '../../fleetio/client';
import { FleetioError } from '../../fleetio/errors';
import { isJsonObject, type JsonObject } from '../../fleetio/json';
import { RESOURCES, type ResourceId } from '../../fleetio/resources';
import { PAGE_SIZE } from './inputSchemas';

/** A page of a list that a model asks for. */
export interface PageInput {
  readonly query: ListQuery;
  readonly cursor: PageOptions['cursor'];
}

const OPERATORS: Readonly<Record<FilterOperator, true>> = {
  eq: true,
  like: true,
  include: true,
  lt: true,
  lte: true,
  gt: true,
  gte: true,
};

/**
 * The object that a model gave a tool. Models miss the schema at times and not every caller checks it, so everything in it
 * is read by the functions below.
 * @throws FleetioError `invalidRequest` as all of these functions do, in words that tell the model what to change.
 */
export function readInput(input: unknown): JsonObject {
  if (!isJsonObject(input)) {
    throw refused('The input is no object.');
  }
  return input;
}

/** One of some words; `otherwise` where nothing is given. */
export function readChoice<Word extends string>(
  input: JsonObject,
  name: string,
  words: readonly Word[],
  otherwise?: Word,
): Word {
  const value = input[name] ?? otherwise;
  const word = words.find((candidate) => candidate === value);
  if (word === undefined) {
    const given = value === undefined ? `"${name}" is missing` : `"${name}" is ${JSON.stringify(value)}`;
    throw refused(`${given}; possible: ${words.join(', ')}.`);
  }
  return word;
}

export function readFlag(input: JsonObject, name: string): boolean | undefined {
  const value = input[name] ?? undefined;
  if (value !== undefined && typeof value !== 'boolean') {
    throw refused(`"${name}" is true or false.`);
  }
  return value;
}

/** A list with its filters; the client checks these against the catalogue. */
export function readQuery(input: JsonObject, resource: ResourceId): ListQuery {
  const filters = readFilters(input);
  const sort = readSort(input);
  const archived = readFlag(input, 'archived');
  return {
    resource,
    ...readOwner(input),
    ...(filters.length === 0 ? {} : { filters }),
    ...(sort === undefined ? {} : { sort }),
    ...(archived === undefined ? {} : { archived }),
  };
}

/** One page of a list. */
export function readPageInput(input: JsonObject, resource: ResourceId): PageInput {
  const perPage = Number(input['perPage'] ?? PAGE_SIZE.default);
  return { query: { ...readQuery(input, resource), perPage }, cursor: readText(input, 'cursor') };
}

/** One record. The vehicle is left out where the record has a path of its own. */
export function readAddress(input: JsonObject, resource: ResourceId): RecordAddress {
  const { vehicleId, ...owner } = readOwner(input);
  const id = readText(input, 'id');
  return {
    resource,
    ...owner,
    ...(vehicleId === undefined || RESOURCES[resource].parent !== 'vehicles' ? {} : { vehicleId }),
    ...(id === undefined ? {} : { id }),
  };
}

function readOwner(input: JsonObject): Pick<RecordAddress, 'vehicleId' | 'parentId'> {
  const vehicleId = readText(input, 'vehicleId');
  const parentId = readText(input, 'parentId');
  return {
    ...(vehicleId === undefined ? {} : { vehicleId }),
    ...(parentId === undefined ? {} : { parentId: Number(parentId) }),
  };
}

function readFilters(input: JsonObject): readonly Filter[] {
  const filters = input['filters'] ?? [];
  if (!Array.isArray(filters)) {
    throw refused('"filters" is an array.');
  }
  return filters.map(readInput).map((filter) => ({
    field: readText(filter, 'field') ?? '',
    operator: readChoice(filter, 'operator', Object.keys(OPERATORS) as FilterOperator[]),
    value: readText(filter, 'value') ?? '',
  }));
}

function readSort(input: JsonObject): ListQuery['sort'] {
  const sort = input['sort'] ?? undefined;
  if (sort === undefined) {
    return undefined;
  }
  const given = readInput(sort);
  return {
    field: readText(given, 'field') ?? '',
    direction: readChoice(given, 'direction', ['asc', 'desc'], 'asc'),
  };
}

/** A text; models also write ids as numbers. Nothing where it is empty, as models fill in what they could leave out. */
function readText(input: JsonObject, name: string): string | undefined {
  const value = input[name] ?? undefined;
  if (value !== undefined && typeof value !== 'string' && typeof value !== 'number') {
    throw refused(`"${name}" is a text.`);
  }
  return value === undefined || value === '' ? undefined : String(value);
}

function refused(message: string): FleetioError {
  return new FleetioError('invalidRequest', message);
}
