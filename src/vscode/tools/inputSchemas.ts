import type { JsonObject } from '../../fleetio/json';
import { isResourceId, RESOURCES, type FilterField, type ResourceId } from '../../fleetio/resources';
import { TARGETS } from '../../snippets/targets';

/** The tools, by the names that package.json declares and a language model calls. */
export type ToolName =
  | 'fleetio_list_vehicles'
  | 'fleetio_get_record'
  | 'fleetio_list_entries'
  | 'fleetio_generate_snippet'
  | 'fleetio_scan_for_leaks';

/** How many records a page holds: each costs the model a part of its context. */
export const PAGE_SIZE = { minimum: 2, maximum: 100, default: 25 } as const;

const ALL_IDS: readonly ResourceId[] = Object.keys(RESOURCES).filter(isResourceId);

function readableAs(...kinds: readonly string[]): (id: ResourceId) => boolean {
  // The accounts of a key are no concern of a model: their records are where account tokens come from.
  return (id) => id !== 'accounts' && kinds.includes(RESOURCES[id].readable ?? 'listAndRecord');
}

/** What has a list. Vehicles, which have a tool of their own, are among it. */
export const LISTED: readonly ResourceId[] = ALL_IDS.filter(readableAs('listAndRecord', 'list'));

/** What can be read record by record. */
export const SHOWN: readonly ResourceId[] = ALL_IDS.filter(readableAs('listAndRecord', 'record', 'single'));

/** What code can be generated for. */
export const WRITTEN: readonly ResourceId[] = ALL_IDS.filter(
  (id) => LISTED.includes(id) || SHOWN.includes(id),
);

const ENTRIES = LISTED.filter((id) => id !== 'vehicles');

const VEHICLE_ID = {
  type: 'string',
  description: 'The id of the vehicle that the records hang on: digits.',
};
const PARENT_ID = {
  type: 'string',
  description:
    'The id of the service entry or piece of equipment that the records hang on, where they hang on one.',
};
const RECORD_ID = {
  type: 'string',
  description:
    'The id of the record: digits; for a vehicle also key:value of an external id. Leave it out for what exists once: users, current_assignment, purchase_detail.',
};
const ARCHIVED = {
  type: 'boolean',
  description:
    'True for the archived records in place of those in use; vehicles, contacts, parts and vendors have them.',
};
const PAGING = {
  perPage: {
    type: 'integer',
    ...PAGE_SIZE,
    description: 'How many records come at once.',
  },
  cursor: {
    type: 'string',
    description: 'nextCursor of the answer before, with all else unchanged; leave it out for the first page.',
  },
};

/**
 * The input schema of each tool as package.json declares it; a test holds both equal. What is asked for, its filters and
 * its sorts come from the catalogue. Which filter goes with which resource would not fit: the refusal of a wrong one
 * names the possible ones.
 */
export const INPUT_SCHEMAS: Readonly<Record<ToolName, JsonObject>> = {
  fleetio_list_vehicles: object({ ...narrowing(['vehicles']), archived: ARCHIVED, ...PAGING }, []),
  fleetio_get_record: object(
    { resource: resource(SHOWN), id: RECORD_ID, vehicleId: VEHICLE_ID, parentId: PARENT_ID },
    ['resource'],
  ),
  fleetio_list_entries: object(
    {
      resource: resource(ENTRIES),
      vehicleId: VEHICLE_ID,
      parentId: PARENT_ID,
      ...narrowing(ENTRIES),
      archived: ARCHIVED,
      ...PAGING,
    },
    ['resource'],
  ),
  fleetio_generate_snippet: object(
    {
      target: {
        type: 'string',
        enum: TARGETS.map(({ id }) => id),
        description: 'The language, and the library that makes the request.',
      },
      resource: resource(WRITTEN),
      id: { ...RECORD_ID, description: `For code that reads one record. ${RECORD_ID.description}` },
      vehicleId: VEHICLE_ID,
      parentId: PARENT_ID,
      ...narrowing(LISTED),
      archived: ARCHIVED,
      pages: {
        type: 'string',
        enum: ['all', 'one'],
        description: 'Whether the code reads a list to its end.',
      },
      retry: {
        type: 'boolean',
        description: 'Whether the code waits and asks again on 429.',
      },
      shape: {
        type: 'string',
        enum: ['script', 'function'],
        description: 'A script prints what it gets as JSON; a function returns it.',
      },
    },
    ['target', 'resource'],
  ),
  fleetio_scan_for_leaks: object(
    {
      scope: {
        type: 'string',
        enum: ['workspace', 'staged', 'history'],
        default: 'workspace',
        description:
          'What is looked through: the files of the workspace, what the next commit would take along, or every version in git.',
      },
    },
    [],
  ),
};

function object(properties: JsonObject, required: readonly string[]): JsonObject {
  return {
    type: 'object',
    properties,
    ...(required.length === 0 ? {} : { required }),
    additionalProperties: false,
  };
}

function resource(ids: readonly ResourceId[]): JsonObject {
  return { type: 'string', enum: ids, description: 'What is asked for.' };
}

/** The filters and sorts of some lists. */
function narrowing(ids: readonly ResourceId[]): JsonObject {
  const filters: readonly FilterField[] = ids.flatMap((id) => RESOURCES[id].filters);
  return {
    filters: {
      type: 'array',
      description: 'All of them have to hold. Times are ISO 8601.',
      items: object(
        {
          field: choice(filters.map(({ field }) => field)),
          operator: choice(filters.flatMap(({ operators }) => operators)),
          value: { type: 'string', description: 'With include: any of several, with commas between.' },
        },
        ['field', 'operator', 'value'],
      ),
    },
    sort: object(
      { field: choice(ids.flatMap((id) => RESOURCES[id].sorts)), direction: choice(['asc', 'desc']) },
      ['field', 'direction'],
    ),
  };
}

function choice(words: readonly string[]): JsonObject {
  return { type: 'string', enum: [...new Set(words)] };
}
