import { badResponse, readAnswer, type ApiAnswer } from './answers';
import { isJsonObject } from './json';
import { readRecord, type FleetRecord } from './records';
import type { ApiRequest, ListRequest, Pagination } from './request';

/** One page of a list, whatever the version's pagination. */
export interface Page {
  readonly records: readonly FleetRecord[];
  /** Hand it to `page()` for the next one; undefined on the last page. Opaque. */
  readonly next?: string;
  /** How many records come after this page: exact in the page style, an estimate in the cursor style. */
  readonly remaining: number;
  /** True when the server stopped counting (at 500, this page included), so that `remaining` is the least there is. */
  readonly remainingAtLeast: boolean;
  /** When the server gave it, in milliseconds since the epoch: some time ago where an answer was used again. */
  readonly fetchedAt: number;
}

/** Where the server stops counting (section 3.1). */
const COUNT_LIMIT = 500;

/** The parameter that asks for a page that is not the first. */
const NEXT_PARAMETER: Readonly<Record<Pagination, string>> = { cursor: 'start_cursor', page: 'page' };

/** What `next` begins with: the style of the answer that it came from, which the server chose. */
const NEXT_PREFIX: Readonly<Record<Pagination, string>> = { cursor: 'c:', page: 'p:' };

/**
 * The request for the page that `next` of the page before names; the first one without it. Everything else is asked
 * for again, since a cursor is not known to remember it.
 */
export function pageRequest(request: ApiRequest, next: string | undefined): ApiRequest {
  if (next === undefined) {
    return request;
  }
  const style: Pagination = next.startsWith(NEXT_PREFIX.page) ? 'page' : 'cursor';
  const value = next.slice(NEXT_PREFIX[style].length);
  return { ...request, params: [...request.params, [NEXT_PARAMETER[style], value]] };
}

/**
 * The page in an answer. The shape of the body decides its style, since a key's own version can differ (section 8).
 * @throws FleetioError
 */
export function readPage(request: ListRequest, answer: ApiAnswer): Page {
  const body = readAnswer(answer);
  const isCursorStyle = isJsonObject(body) && Array.isArray(body['records']);
  const found: unknown = isCursorStyle ? body['records'] : body;
  if (!Array.isArray(found)) {
    throw badResponse(answer, 'The answer is no list.');
  }
  if (request.params.some(isFilter) && !wasNarrowed(request, body)) {
    throw badResponse(
      answer,
      'The server did not apply the filters, so the list would hold other records too.',
    );
  }
  const records = found.map((value) => readRecord(request.resource, value, answer));
  const rest = isCursorStyle ? cursorPage(body, records.length) : numberedPage(answer, records.length);
  return { records, ...rest, fetchedAt: answer.receivedAt };
}

/** A filter of either style; `q[s]` is an order. */
const FILTER = /^(?:filter|q)\[(?!s\])/;

function isFilter([name]: readonly [string, string]): boolean {
  return FILTER.test(name);
}

/**
 * A server of the other style ignores filters and gives every record, which would pass for the wanted ones (section
 * 8). The envelope tells which filters it applied.
 */
function wasNarrowed({ pagination, params }: ListRequest, body: unknown): boolean {
  if (!isJsonObject(body)) {
    return pagination === 'page';
  }
  return pagination === 'cursor' && comparisonsIn(body['filtered_by']) >= params.filter(isFilter).length;
}

/** How many comparisons the server says it made: `[{"date":{"gte":"…","lt":"…"}}]` tells two. */
function comparisonsIn(applied: unknown): number {
  if (!Array.isArray(applied)) {
    // Not told, so nothing speaks against it.
    return Infinity;
  }
  return applied
    .flatMap((one: unknown) => (isJsonObject(one) ? Object.values(one) : [one]))
    .reduce<number>((count, one) => count + (isJsonObject(one) ? Object.keys(one).length : 1), 0);
}

type Rest = Pick<Page, 'next' | 'remaining' | 'remainingAtLeast'>;

const LAST: Rest = { remaining: 0, remainingAtLeast: false };

function cursorPage(body: Readonly<Record<string, unknown>>, shown: number): Rest {
  const next = body['next_cursor'];
  if (typeof next !== 'string' || next === '') {
    return LAST;
  }
  const estimate = Number(body['estimated_remaining_count'] ?? 0);
  return {
    next: `${NEXT_PREFIX.cursor}${next}`,
    remaining: Math.max(0, estimate - shown),
    remainingAtLeast: estimate >= COUNT_LIMIT,
  };
}

function numberedPage({ headers }: ApiAnswer, shown: number): Rest {
  const number = (name: string, otherwise: number): number => Number(headers[name] ?? otherwise);
  const current = number('x-pagination-current-page', 1);
  if (current >= number('x-pagination-total-pages', 1) || shown === 0) {
    return LAST;
  }
  // The documentation spells this header in two ways (section 3.2).
  const limit = number('x-pagination-limit', number('x-paginationlimit', shown));
  const total = number('x-pagination-total-count', shown);
  return {
    next: `${NEXT_PREFIX.page}${current + 1}`,
    remaining: Math.max(0, total - (current - 1) * limit - shown),
    remainingAtLeast: false,
  };
}
