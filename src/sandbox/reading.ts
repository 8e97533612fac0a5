import type { JsonObject } from '../fleetio/json';
import { paginationOf, type Pagination } from '../fleetio/request';
import type { Resource } from '../fleetio/resources';
import { isAtLeast, type ApiVersion } from '../fleetio/versions';
import { NOT_FOUND, type Answer } from './answers';
import { table, type Collection } from './fleet/collection';
import type { Guesses } from './options';
import { vehicleOfExternalId } from './fleet/vehicles';
import { applyGuesses } from './guessedFields';
import { cursorAnswer, pageAnswer, type List } from './lists';
import { writeRecord, type SandboxRecord } from './records';
import type { Target } from './routes';
import type { Visit } from './visit';

/** A record shown alone kept its old names until this version, whatever the list did (fleetio-api.md section 2). */
const NEW_NAMES_ALONE_SINCE: ApiVersion = '2024-03-15';

/** A list or a record. @throws BadQuery */
export function read(visit: Visit, target: Target): Answer {
  const { resource, what, parent } = target;
  const owner = parent && placeOf(visit, parent.resource, parent.id);
  if (parent !== undefined && owner === undefined) {
    return NOT_FOUND;
  }
  if (what === 'list' || what === 'archived') {
    return list(visit, target, owner);
  }
  const record = what === 'owned' ? ownedRecord(visit, resource, owner) : recordAt(visit, target, owner);
  if (record !== undefined) {
    return { status: 200, body: record };
  }
  return resource.id === 'current_assignment' ? NO_ASSIGNMENT[visit.guesses.noAssignment] : NOT_FOUND;
}

const NO_ASSIGNMENT: Readonly<Record<Guesses['noAssignment'], Answer>> = {
  notFound: NOT_FOUND,
  noContent: { status: 204 },
  null: { status: 200, body: null },
  emptyObject: { status: 200, body: {} },
};

/** A record alone, as a list does not show it. */
export function shown(
  { version, zone, guesses, question }: Visit,
  resource: Resource,
  collection: Collection,
  place: number,
): SandboxRecord {
  const record = writeRecord(resource, collection, place, {
    zone,
    alone: true,
    oldNames: !isAtLeast(version, NEW_NAMES_ALONE_SINCE),
    numbers: resource.id === 'fuel_entries' && guesses.shownDecimals === 'numbers',
  });
  applyGuesses(resource.id, record, guesses);
  const asked = question.query.get('expand')?.split(',') ?? [];
  const { expand } = resource;
  if (expand !== undefined && !isAtLeast(version, expand.until)) {
    leaveOut(
      record,
      expand.fields.filter((field) => !asked.includes(field)),
    );
  }
  return record;
}

function leaveOut(record: JsonObject, fields: readonly string[]): void {
  for (const field of fields) {
    Reflect.deleteProperty(record, field);
  }
}

function list(visit: Visit, { resource, what, parent }: Target, owner: number | undefined): Answer {
  const { records, question, world, zone, version, guesses } = visit;
  const pagination = paginationOf(resource, version, parent !== undefined);
  const collection = listed(visit, resource, what, pagination) ?? table(1, []);
  const style = { zone, alone: false, numbers: false, oldNames: pagination === 'page' };
  const asked: List = {
    rules: parent?.resource === 'vehicles' ? withoutVehicle(resource) : resource,
    name: `${records.fleet.plan.accountId}${question.path}`,
    collection,
    owner,
    seesVehicle: what === 'archived' ? undefined : seesVehicle(visit),
    write: (place) => {
      const record = writeRecord(resource, collection, place, style);
      applyGuesses(resource.id, record, guesses);
      return record;
    },
  };
  const answer = pagination === 'page' ? pageAnswer : cursorAnswer;
  return answer(asked, question.query, visit, world.tools);
}

/** What a list has: the records in use, those of former days, or both where older versions are asked for that. */
function listed(
  { records, question }: Visit,
  { id }: Resource,
  what: Target['what'],
  pagination: Pagination,
): Collection | undefined {
  if (what === 'archived') {
    return records.archived[id];
  }
  const wantsAll = pagination === 'page' && question.query.get('include_archived') === '1';
  return (wantsAll ? records.withArchived[id] : undefined) ?? records.collections[id];
}

/** Below a vehicle, a list takes the same filters but for the vehicle's (section 4.3). */
function withoutVehicle({ id, filters, sorts }: Resource): List['rules'] {
  return { id, sorts, filters: filters.filter(({ field }) => field !== 'vehicle_id') };
}

/** The one record that hangs on another and has no id in its path. */
function ownedRecord(visit: Visit, resource: Resource, owner: number | undefined): SandboxRecord | undefined {
  const collection = visit.records.collections[resource.id];
  const place = owner === undefined ? undefined : collection?.owner?.placesOf(owner).at(-1);
  return collection === undefined || place === undefined
    ? undefined
    : shown(visit, resource, collection, place);
}

function recordAt(
  visit: Visit,
  { resource, id = '' }: Target,
  owner: number | undefined,
): SandboxRecord | undefined {
  const { collections, archived } = visit.records;
  const collection = collections[resource.id];
  const place = placeOf(visit, resource.id, idOf(visit, resource, id));
  if (collection === undefined || place === undefined) {
    const former = archived[resource.id];
    const formerPlace = placeIn(former, id);
    return former === undefined || formerPlace === undefined
      ? undefined
      : shown(visit, resource, former, formerPlace);
  }
  const isOwned = owner === undefined || collection.owner?.placesOf(owner).includes(place) === true;
  return isOwned ? shown(visit, resource, collection, place) : undefined;
}

/** The place of a record that the user may see, by its id or, for a vehicle, an external id (section 7). */
function placeOf(visit: Visit, resource: string, id: string): number | undefined {
  const { collections, fleet } = visit.records;
  const external = resource === 'vehicles' ? vehicleOfExternalId(fleet, id) : undefined;
  const collection = collections[resource];
  const place = external ?? placeIn(collection, id);
  const vehicle = place === undefined ? undefined : collection?.vehicleAt?.(place);
  return vehicle === undefined || (seesVehicle(visit)?.(vehicle) ?? true) ? place : undefined;
}

/** The id of a record, whatever field names it in the path of the version (section 6.12). */
function idOf({ version, records }: Visit, { id, addressedBy }: Resource, named: string): string {
  const collection = records.collections[id];
  if (addressedBy === undefined || collection === undefined || isAtLeast(version, addressedBy.until)) {
    return named;
  }
  const places = Array.from({ length: collection.length }, (_, place) => place);
  const place = places.find((one) => String(collection.record(one)[addressedBy.field]) === named);
  return place === undefined ? '' : String(collection.firstId + place);
}

function placeIn(collection: Collection | undefined, id: string): number | undefined {
  const place = /^\d+$/.test(id) && collection !== undefined ? Number(id) - collection.firstId : -1;
  return place >= 0 && place < (collection?.length ?? 0) ? place : undefined;
}

/** Users with a record set see the vehicles of their group, and what hangs on those (section 1.9). */
function seesVehicle({ key, records }: Visit): List['seesVehicle'] {
  return key.group === undefined ? undefined : (vehicle) => records.fleet.group(vehicle) === key.group;
}
