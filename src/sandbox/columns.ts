import { fieldValue } from '../fleetio/records';
import type { Collection } from './fleet/collection';

/** The value of a field at a place of a collection. */
export type Values = (place: number) => unknown;

/** The values that lists are filtered and sorted by. */
export class Columns {
  private readonly kept = new Map<Collection, Map<string, Values>>();

  values(collection: Collection, field: string): Values {
    if (field === 'id') {
      return (place) => collection.firstId + place;
    }
    return collection.kept?.includes(field) === true
      ? this.keptValues(collection, field)
      : madeValues(collection, field);
  }

  private keptValues(collection: Collection, field: string): Values {
    const columns = this.kept.get(collection) ?? new Map<string, Values>();
    this.kept.set(collection, columns);
    const values = columns.get(field) ?? keptOnceMade(collection, madeValues(collection, field));
    columns.set(field, values);
    return values;
  }
}

function madeValues(collection: Collection, field: string): Values {
  return collection.fields?.[field] ?? ((place) => fieldValue(collection.record(place), field));
}

/** All at once, so that no search has to wait for it later. */
function keptOnceMade({ length }: Collection, values: Values): Values {
  const column = Array.from({ length }, (_, place) => whole(values(place)));
  return (place) => column[place];
}

/** A text that was put together keeps its pieces in memory; one that was read from bytes has none. */
function whole(value: unknown): unknown {
  return typeof value === 'string' ? Buffer.from(value).toString() : value;
}
