import type { Answer } from './answers';
import type { Cursors } from './cursors';
import type { Collection } from './fleet/collection';
import {
  BadQuery,
  cursorQuery,
  DEFAULT_SORT,
  pageNumber,
  pageQuery,
  perPage,
  type ListRules,
  type Reader,
} from './listQuery';
import type { SandboxRecord } from './records';
import { Selection, type SelectionTools, type Wish } from './selection';

/** A list that a request asks for. */
export interface List {
  readonly rules: ListRules;
  /** Of all lists of the sandbox: a cursor belongs to one. */
  readonly name: string;
  readonly collection: Collection;
  readonly owner: number | undefined;
  readonly seesVehicle: Wish['seesVehicle'];
  readonly write: (place: number) => SandboxRecord;
}

/** What lists are made with. */
export interface ListTools extends SelectionTools {
  readonly cursors: Cursors;
}

/** The server stops counting here. */
const COUNT_LIMIT = 500;

/** A page in the cursor envelope (fleetio-api.md section 3.1). @throws BadQuery */
export function cursorAnswer(list: List, query: URLSearchParams, reader: Reader, tools: ListTools): Answer {
  const { position, asked } = goOn(list, query, reader, tools.cursors);
  const size = perPage(query, reader, position?.size);
  const { filters, sort = DEFAULT_SORT } = cursorQuery(list.rules, asked, reader);
  const selection = Selection.of(list.collection, { ...list, filters, sort }, tools);
  const { firstId } = list.collection;
  const start = position?.start;
  const page = selection.page(start === undefined ? undefined : start - firstId, size, COUNT_LIMIT);
  if (page === undefined) {
    throw new BadQuery('start_cursor', 'is not a cursor of this list');
  }
  const cursor = (place: number | undefined): string =>
    tools.cursors.write({
      list: list.name,
      start: place === undefined ? undefined : firstId + place,
      query: asked.toString(),
      size,
    });
  return {
    status: 200,
    body: {
      start_cursor: query.get('start_cursor') ?? cursor(page.places[0]),
      next_cursor: page.next === undefined ? null : cursor(page.next),
      per_page: size,
      estimated_remaining_count: page.count,
      filtered_by: filters.map(({ field, operator, value }) => ({ [field]: { [operator]: value } })),
      sorted_by: [{ [sort.field]: sort.direction }],
      records: page.places.map(list.write),
    },
  };
}

/** A page as a bare array, with what there is more in headers (section 3.2). */
export function pageAnswer(list: List, query: URLSearchParams, reader: Reader, tools: ListTools): Answer {
  const { page, size } = pageNumber(query);
  const { filters, sort = DEFAULT_SORT } = pageQuery(list.rules, query, reader);
  const selection = Selection.of(list.collection, { ...list, filters, sort }, tools);
  const total = selection.count();
  return {
    status: 200,
    headers: {
      'X-Pagination-Limit': String(size),
      'X-Pagination-Current-Page': String(page),
      'X-Pagination-Total-Pages': String(Math.ceil(total / size)),
      'X-Pagination-Total-Count': String(total),
    },
    body: selection.slice((page - 1) * size, size).map(list.write),
  };
}

/** Where a request wants to go on, and the filters and the order that hold there. */
function goOn(
  { name }: List,
  query: URLSearchParams,
  { guesses }: Reader,
  cursors: Cursors,
): {
  readonly position: { readonly start: number | undefined; readonly size?: number } | undefined;
  readonly asked: URLSearchParams;
} {
  const own = new URLSearchParams([...query].filter(([parameter]) => /^(?:filter|sort|q)\[/.test(parameter)));
  const cursor = query.get('start_cursor');
  if (cursor === null) {
    return { position: undefined, asked: own };
  }
  const position = cursors.read(cursor);
  if (position?.list !== name) {
    throw new BadQuery('start_cursor', 'is not a cursor of this list');
  }
  if (guesses.cursor === 'positionOnly') {
    return { position: { start: position.start }, asked: own };
  }
  const asked = new URLSearchParams(position.query);
  if (own.size > 0 && inOneOrder(own) !== inOneOrder(asked)) {
    throw new BadQuery('start_cursor', 'belongs to other filters or another order');
  }
  return { position, asked };
}

/** Clients may repeat their filters and their order in any sequence. */
function inOneOrder(query: URLSearchParams): string {
  const copy = new URLSearchParams(query);
  copy.sort();
  return copy.toString();
}
