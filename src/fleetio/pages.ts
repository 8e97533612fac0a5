import { badResponse, readAnswer, type ApiAnswer } from './answers';
import { isJsonObject, normalize, type FleetRecord } from './records';
import type { ListRequest, Pagination } from './request';
import type { Resource } from './resources';

/** One page of a list, whatever the version's pagination. */
export interface Page {
  readonly records: readonly FleetRecord[];
  /** Hand it to `page()` for the next one; undefined on the last page. Opaque. */
  readonly next?: string;
  /** How many records come after this page: exact in the page style, an estimate in the cursor style. */
  readonly remaining: number;
  /** True when the server stopped counting (at 500, this page included), so that `remaining` is the least there is. */
  readonly remainingAtLeast: boolean;
}

/** Where the server stops counting (section 3.1). */
const COUNT_LIMIT = 500;

/** The parameter that asks for a page that is not the first. */
const NEXT_PARAMETER: Readonly<Record<Pagination, string>> = { cursor: 'start_cursor', page: 'page' };

/** The request for the page that `next` of the page before names; the first one without it. */
export function pageRequest(request: ListRequest, next: string | undefined): ListRequest {
  return next === undefined
    ? request
    : { ...request, params: [...request.params, [NEXT_PARAMETER[request.pagination], next]] };
}

/**
 * The page in an answer. The shape of the body decides its style, since a key's own version can differ (section 8).
 * @throws FleetioError
 */
export function readPage(resource: Resource, answer: ApiAnswer): Page {
  const body = readAnswer(answer);
  if (Array.isArray(body)) {
    return { records: records(resource, body, answer), ...numberedPage(answer, body.length) };
  }
  if (isJsonObject(body) && Array.isArray(body['records'])) {
    const found = records(resource, body['records'], answer);
    return { records: found, ...cursorPage(body, found.length) };
  }
  throw badResponse(answer, 'The answer is no list.');
}

/** The record in an answer. @throws FleetioError */
export function readRecord(resource: Resource, answer: ApiAnswer): FleetRecord {
  const [record] = records(resource, [readAnswer(answer)], answer);
  if (record === undefined) {
    throw badResponse(answer, 'The answer is no record.');
  }
  return record;
}

function records(resource: Resource, values: readonly unknown[], answer: ApiAnswer): FleetRecord[] {
  return values.map((value) => {
    if (!isJsonObject(value) || !isRecord(normalize(resource, value))) {
      throw badResponse(answer, 'The answer holds something that is no record.');
    }
    return value as FleetRecord;
  });
}

function isRecord(value: Readonly<Record<string, unknown>>): value is FleetRecord {
  return typeof value['id'] === 'number';
}

type Rest = Omit<Page, 'records'>;

function cursorPage(body: Readonly<Record<string, unknown>>, shown: number): Rest {
  const next = body['next_cursor'];
  const estimate = Number(body['estimated_remaining_count'] ?? 0);
  const rest = { remaining: Math.max(0, estimate - shown), remainingAtLeast: estimate >= COUNT_LIMIT };
  return typeof next === 'string' && next !== ''
    ? { ...rest, next }
    : { ...rest, remaining: 0, remainingAtLeast: false };
}

function numberedPage({ header }: ApiAnswer, shown: number): Rest {
  const number = (name: string, otherwise: number): number => Number(header(name) ?? otherwise);
  const current = number('x-pagination-current-page', 1);
  const pages = number('x-pagination-total-pages', 1);
  const total = number('x-pagination-total-count', shown);
  const limit = number('x-pagination-limit', number('x-paginationlimit', shown));
  if (current >= pages || shown === 0) {
    return { remaining: 0, remainingAtLeast: false };
  }
  return {
    next: String(current + 1),
    remaining: Math.max(0, total - (current - 1) * limit - shown),
    remainingAtLeast: false,
  };
}
