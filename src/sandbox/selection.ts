import { BOUNDS, type Filter } from './filters';
import type { Collection } from './fleet/collection';
import type { Columns } from './columns';
import { firstThat, rises, type Order, type Orders } from './orders';

export interface Sort {
  readonly field: string;
  readonly direction: 'asc' | 'desc';
}

/** Which records of a collection a list has, and in what order. */
export interface Wish {
  readonly filters: readonly Filter[];
  readonly sort: Sort;
  /** Only those that hang on this record, by its place in its collection. */
  readonly owner: number | undefined;
  /** Which vehicles the user may see, by their places in the fleet; all where missing. */
  readonly seesVehicle: ((vehicle: number) => boolean) | undefined;
}

/** What lists are found with. */
export interface SelectionTools {
  readonly orders: Orders;
  readonly columns: Columns;
}

/** A list, found record by record as far as it is looked at. */
export class Selection {
  private constructor(
    private readonly order: Order,
    /** The ranks that come into question. */
    private readonly from: number,
    private readonly to: number,
    private readonly descending: boolean,
    /** Undefined when every one of them belongs to the list. */
    private readonly accepts: ((place: number) => boolean) | undefined,
  ) {}

  static of(collection: Collection, wish: Wish, { orders, columns }: SelectionTools): Selection {
    const { places, rest } = candidates(collection, wish);
    const { field } = wish.sort;
    const order =
      places === undefined ? orders.all(collection, field) : orders.some(collection, places, field);
    const [from, to, unchecked] = narrowed(collection, order, rest, columns);
    const descending = wish.sort.direction === 'desc';
    return new Selection(order, from, to, descending, acceptance(collection, wish, unchecked, columns));
  }

  /** How many there are in all. */
  count(): number {
    return this.accepts === undefined ? this.to - this.from : this.countFrom(0, Infinity);
  }

  /**
   * The records from `start` on, by its place; from the first one without it.
   * @returns their places, the place of the next one, and how many there are from `start` on, counted up to `countLimit`.
   * Undefined when `start` is not in the list's order.
   */
  page(start: number | undefined, limit: number, countLimit: number): SelectedPage | undefined {
    const first = start === undefined ? 0 : this.stepOf(this.order.rankOf(start));
    return first === undefined ? undefined : this.pageAt(first, limit, countLimit);
  }

  /** The records behind the first `offset` ones. */
  slice(offset: number, limit: number): readonly number[] {
    let step = this.accepts === undefined ? offset : 0;
    for (let skipped = 0; this.accepts !== undefined && skipped < offset && step < this.steps; step++) {
      skipped += this.accepts(this.placeAt(step)) ? 1 : 0;
    }
    return this.pageAt(step, limit, 0).places;
  }

  private get steps(): number {
    return Math.max(0, this.to - this.from);
  }

  private pageAt(first: number, limit: number, countLimit: number): SelectedPage {
    const places: number[] = [];
    let step = first;
    for (; step < this.steps && places.length <= limit; step++) {
      const place = this.placeAt(step);
      if (this.accepts === undefined || this.accepts(place)) {
        places.push(place);
      }
    }
    const next = places.length > limit ? places.pop() : undefined;
    const known = places.length + (next === undefined ? 0 : 1);
    return { places, next, count: Math.min(countLimit, known + this.countFrom(step, countLimit - known)) };
  }

  private countFrom(first: number, limit: number): number {
    if (this.accepts === undefined) {
      return this.steps - first;
    }
    let count = 0;
    for (let step = first; step < this.steps && count < limit; step++) {
      count += this.accepts(this.placeAt(step)) ? 1 : 0;
    }
    return count;
  }

  private placeAt(step: number): number {
    return this.order.at(this.descending ? this.to - 1 - step : this.from + step);
  }

  private stepOf(rank: number): number | undefined {
    if (rank < this.from || rank >= this.to) {
      return undefined;
    }
    return this.descending ? this.to - 1 - rank : rank - this.from;
  }
}

export interface SelectedPage {
  readonly places: readonly number[];
  readonly next: number | undefined;
  readonly count: number;
}

/** What tells whether a record belongs to the list; undefined when all do. */
function acceptance(
  collection: Collection,
  { seesVehicle }: Wish,
  filters: readonly Filter[],
  columns: Columns,
): ((place: number) => boolean) | undefined {
  const { vehicleAt } = collection;
  const tests = filters.map(({ field, accepts }) => {
    const values = columns.values(collection, field);
    return (place: number): boolean => accepts(values(place));
  });
  if (seesVehicle !== undefined && vehicleAt !== undefined) {
    tests.unshift((place) => {
      const vehicle = vehicleAt(place);
      return vehicle === undefined || seesVehicle(vehicle);
    });
  }
  return tests.length === 0 ? undefined : (place) => tests.every((passes) => passes(place));
}

/**
 * The places that the path, or a filter whose value tells them, leaves; undefined for all. A filter by the record's owner
 * is as good as the path below that owner.
 */
function candidates(
  { owner, byValue = {} }: Collection,
  wish: Wish,
): { readonly places: readonly number[] | undefined; readonly rest: readonly Filter[] } {
  const below = (place: number): readonly number[] => {
    const exists = Number.isInteger(place) && place >= 0 && place < (owner?.length ?? 0);
    return exists ? (owner?.placesOf(place) ?? []) : [];
  };
  if (wish.owner !== undefined) {
    return { places: below(wish.owner), rest: wish.filters };
  }
  for (const one of wish.filters.filter(({ operator }) => operator === 'eq')) {
    const rest = wish.filters.filter((other) => other !== one);
    const places = byValue[one.field]?.(one.value);
    if (places !== undefined) {
      return { places, rest };
    }
    if (one.field === owner?.field) {
      return { places: below(Number(one.value) - owner.firstId), rest };
    }
  }
  return { places: undefined, rest: wish.filters };
}

/** The ranks that a list's bounds leave, and the filters that have to be looked at record by record. */
function narrowed(
  collection: Collection,
  order: Order,
  filters: readonly Filter[],
  columns: Columns,
): readonly [from: number, to: number, unchecked: readonly Filter[]] {
  let [from, to] = [0, order.length];
  const unchecked: Filter[] = [];
  for (const filter of filters) {
    const bound = BOUNDS[filter.operator];
    if (!order.natural || bound === undefined || !rises(collection, filter.field) || hasTail(collection)) {
      unchecked.push(filter);
      continue;
    }
    const values = columns.values(collection, filter.field);
    const accepts = (place: number): boolean => filter.accepts(values(place));
    if (bound === 'least') {
      from = firstThat(from, to, accepts);
    } else {
      to = firstThat(from, to, (place) => !accepts(place));
    }
  }
  return [from, to, unchecked];
}

function hasTail({ length, risingLength = length }: Collection): boolean {
  return risingLength < length;
}
