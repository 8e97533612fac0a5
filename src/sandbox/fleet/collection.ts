import type { Schedule } from './schedule';

/**
 * A record, or a part of one, as the newest version of the API gives it, save for two things: moments are `Date`s, since
 * every user sees them in a time zone of their own, and the id is left to the collection.
 */
export type Draft = Readonly<Record<string, unknown>>;

/** All records of a resource in one account, in the order of their ids. None is kept: each is made when asked for. */
export interface Collection {
  /** The id of the record at place 0; the others follow, one by one. */
  readonly firstId: number;
  readonly length: number;
  /** The record of a list. */
  readonly record: (place: number) => Draft;
  /** What is added when the record is shown alone. */
  readonly details?: (place: number) => Draft;
  /** What the record had besides before the cursor style came, in lists too (section 2). */
  readonly former?: (place: number) => Draft;
  /** Fields that never fall from one place to the next, so that nothing has to be sorted or searched through. */
  readonly rising: readonly string[];
  /** How many places that holds for, from the first on; all where missing. */
  readonly risingLength?: number;
  /** What filters and sorts look at where the record has it elsewhere, or where it is cheaper to have. */
  readonly fields?: Readonly<Record<string, (place: number) => unknown>>;
  /** Fields that are searched often and take long to make: their values are kept once they were looked through. */
  readonly kept?: readonly string[];
  /** Where the records with a value of a field stand, where that follows from the value. */
  readonly byValue?: Readonly<Record<string, (value: string) => readonly number[]>>;
  /** What the records hang on. */
  readonly owner?: Owner;
  /** The place in the fleet of the vehicle that a record tells of, where who sees it depends on that. */
  readonly vehicleAt?: (place: number) => number | undefined;
}

/** The vehicle, or another record, that a collection's records hang on, by its place in its own collection. */
export interface Owner {
  /** The field with its id, where the list can be filtered by it. */
  readonly field?: string;
  /** The id of the owner at place 0. */
  readonly firstId: number;
  /** How many owners there can be. */
  readonly length: number;
  /** Where its records stand, in rising order. */
  readonly placesOf: (owner: number) => readonly number[];
}

/** One event of a schedule. */
export interface Turn {
  readonly place: number;
  /** The vehicle's place in the fleet. */
  readonly vehicle: number;
  readonly round: number;
  /** In milliseconds since the epoch. */
  readonly time: number;
}

/** The event at a place of a schedule. */
export function turnAt(schedule: Schedule, place: number): Turn {
  return {
    place,
    vehicle: schedule.vehicleAt(place),
    round: schedule.roundAt(place),
    time: schedule.timeAt(place),
  };
}

/** A short list that is written out. */
export function table(firstId: number, rows: readonly Draft[]): Collection {
  return { firstId, length: rows.length, record: (place) => rows[place] ?? {}, rising: [] };
}

/** A record of former days, by its place before the first one in use: -1 is the last of them. */
type PutAway = (place: number) => Draft;

/** Records that were archived one after the other; their ids end where those in use begin. */
export function archivedBefore(firstIdInUse: number, length: number, record: PutAway): Collection {
  return {
    firstId: firstIdInUse - length,
    length,
    rising: ['created_at', 'updated_at'],
    record: (place) => {
      const archivedAt = new Date(Date.UTC(2023, 0, 10, 16) + place * 3_600_000);
      return { ...record(place - length), updated_at: archivedAt, archived_at: archivedAt };
    },
  };
}

/** Archived records and, behind them, those in use: their ids follow each other. */
export function inOneList(archived: Collection, inUse: Collection): Collection {
  const at = <Value>(
    place: number,
    ofArchived: (place: number) => Value,
    ofInUse: (place: number) => Value,
  ): Value => (place < archived.length ? ofArchived(place) : ofInUse(place - archived.length));
  return {
    firstId: archived.firstId,
    length: archived.length + inUse.length,
    rising: [],
    record: (place) => at(place, archived.record, inUse.record),
    former: (place) => at(place, archived.former ?? nothing, inUse.former ?? nothing),
    fields: Object.fromEntries(
      Object.entries(inUse.fields ?? {}).map(([field, valueAt]) => [
        field,
        (place: number) => at(place, (own) => archived.record(own)[field], valueAt),
      ]),
    ),
    vehicleAt: (place) => at(place, () => undefined, inUse.vehicleAt ?? (() => undefined)),
  };
}

function nothing(): Draft {
  return {};
}

/** Every record was made and last changed at some moment. */
export function stamps(time: number): Draft {
  return { created_at: new Date(time), updated_at: new Date(time) };
}

/** The API writes decimals as texts (fleetio-api.md section 8, 7). */
export function decimal(value: number, digits: number): string {
  return value.toFixed(digits);
}
