import type { Columns } from './columns';
import { compareKeys, sortKey, type SortKey } from './filters';
import type { Collection } from './fleet/collection';

/** The places of a list one after the other, the least value of what it is sorted by first. */
export interface Order {
  readonly length: number;
  readonly at: (rank: number) => number;
  /** -1 for a place that is not in the list. */
  readonly rankOf: (place: number) => number;
  /** True where all places stand in their own order. */
  readonly natural: boolean;
}

/** True when the values of a field rise with the places, at least as far as `risingLength`. */
export function rises({ rising }: Collection, field: string): boolean {
  return field === 'id' || rising.includes(field);
}

/** Orders of whole collections. What had to be sorted is kept, four bytes a record, until it is forgotten. */
export class Orders {
  private readonly sorted = new Map<Collection, Map<string, Order>>();

  constructor(private readonly columns: Columns) {}

  all(collection: Collection, field: string): Order {
    const { length, risingLength = length } = collection;
    if (rises(collection, field) && (field === 'id' || length === risingLength)) {
      return { length, at: (rank) => rank, rankOf: (place) => place, natural: true };
    }
    const known = this.sorted.get(collection) ?? new Map<string, Order>();
    this.sorted.set(collection, known);
    const order = known.get(field) ?? this.sort(collection, field);
    known.set(field, order);
    return order;
  }

  /** The order of some places of a collection, which are given in rising order. */
  some(collection: Collection, places: readonly number[], field: string): Order {
    const { risingLength = collection.length } = collection;
    const inOrder = field === 'id' || (rises(collection, field) && (places.at(-1) ?? 0) < risingLength);
    return listed(inOrder ? places : this.sortPlaces(collection, places, field));
  }

  /** Values of the field have changed. */
  forget(collection: Collection, field: string): void {
    this.sorted.get(collection)?.delete(field);
  }

  private sort(collection: Collection, field: string): Order {
    const { length, risingLength = length } = collection;
    const places = Uint32Array.from({ length }, (_, place) => place);
    if (!rises(collection, field)) {
      return listed(this.sortPlaces(collection, places, field));
    }
    // All but the last few are in order: those go where they belong.
    const last = this.sortPlaces(collection, places.subarray(risingLength), field);
    const merged = new Uint32Array(length);
    let from = 0;
    const keyAt = this.keys(collection, field);
    for (const [at, place] of last.entries()) {
      const key = keyAt(place);
      const to = firstThat(from, risingLength, (other) => compareKeys(keyAt(other), key) > 0);
      merged.set(places.subarray(from, to), from + at);
      merged[to + at] = place;
      from = to;
    }
    merged.set(places.subarray(from, risingLength), from + last.length);
    return listed(merged);
  }

  /** Equal values stay in the order of their places. */
  private sortPlaces(collection: Collection, places: ArrayLike<number>, field: string): Uint32Array {
    const keyAt = this.keys(collection, field);
    const keys = Array.from(places, keyAt);
    const ranks = Uint32Array.from(keys.keys()).sort((a, b) => compareKeys(keys[a], keys[b]) || a - b);
    return ranks.map((at) => places[at] ?? 0);
  }

  private keys(collection: Collection, field: string): (place: number) => SortKey {
    const values = this.columns.values(collection, field);
    return (place) => sortKey(values(place));
  }
}

/** The first whole number from `from` up to, but not including, `to` that passes; `to` when none does. */
export function firstThat(from: number, to: number, passes: (number: number) => boolean): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (passes(middle)) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

function listed(places: readonly number[] | Uint32Array): Order {
  return {
    length: places.length,
    at: (rank) => places[rank] ?? -1,
    rankOf: (place) => places.indexOf(place),
    natural: false,
  };
}
