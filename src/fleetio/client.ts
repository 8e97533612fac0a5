import { accountsIn, userIn, type Account, type User } from './accounts';
import { badResponse, readAnswer, type ApiAnswer } from './answers';
import { AnswerShare, type Question } from './answerShare';
import type { Connection } from './connection';
import { FleetioError } from './errors';
import { pageRequest, readPage, type Page } from './pages';
import type { Priority, RateLimitView, RequestQueue } from './rateLimit';
import { readRecord, type FleetRecord } from './records';
import { redactHeaders } from './redact';
import {
  idInPath,
  listRequest,
  recordRequest,
  requestUrl,
  type ApiRequest,
  type ListQuery,
  type ListRequest,
  type RecordAddress,
} from './request';
import { sendInTurn, type RequesterParts } from './requester';
import { RESOURCES } from './resources';
import { createServices, type ClientServices } from './services';
import type { Call } from './transport';

export type { Account, User } from './accounts';
export type { Connection } from './connection';
export type { Page } from './pages';
export type { Priority, RateLimitState, RateLimitView } from './rateLimit';
export type { FleetRecord } from './records';
export type { Filter, ListQuery, RecordAddress } from './request';

export interface RequestOptions {
  /** Ends the request in whatever state it is; it then rejects with `cancelled`. */
  readonly signal?: AbortSignal;
  /** `visible` by default. */
  readonly priority?: Priority;
  /** Asks the server even where a kept answer is still fresh. */
  readonly refresh?: boolean;
}

/** Which page, and how. */
export interface PageOptions extends RequestOptions {
  /** `next` of the page before; the first page without it. */
  readonly cursor?: string;
}

/** A request that was written by hand. */
export interface HandRequest {
  readonly method: Call['method'];
  /** Below the API's URL, with the number that the version puts in it, and encoded: `/v1/vehicles`. */
  readonly path: string;
  /** In order and not encoded. */
  readonly params?: Call['params'];
  /** JSON. */
  readonly body?: string;
}

/** The answer to a request that was written by hand, as it may be shown. */
export interface ShownAnswer {
  readonly status: number;
  /** By their names in lower case, without secrets. */
  readonly headers: Readonly<Record<string, string>>;
  /** Without secrets. */
  readonly body: string;
  /** From sending the request to the end of its answer; waiting for its turn does not count. */
  readonly milliseconds: number;
}

/**
 * Asks Fleetio's API. Every method rejects with a FleetioError and with nothing else.
 *
 * Requests wait for their turn under the account's limit. Equal ones under way are one request, and good answers are
 * used again for as long as the catalogue says (`freshSeconds`), in memory only.
 */
export class FleetioClient {
  private readonly queue: RequestQueue;
  private readonly answers: AnswerShare;

  /** @param services shared by all clients of a program; a client without them keeps the limit for itself alone. */
  constructor(
    private readonly connection: Connection,
    private readonly services: ClientServices = createServices(),
  ) {
    this.queue = services.queueOf(connection);
    this.answers = new AnswerShare(this.queue, () => services.clock.now());
  }

  /** Where the account stands in its minute. */
  get rateLimit(): RateLimitView {
    return this.queue;
  }

  /** One page of a list: the first one, or the one that `next` of the page before names. */
  async page(query: ListQuery, options: PageOptions = {}): Promise<Page> {
    const first = listRequest(query, this.connection.apiVersion);
    return readPage(first, await this.ask(first, options, options.cursor));
  }

  /** All pages of a list, one after the other, each when it is asked for. */
  async *list(query: ListQuery, options: RequestOptions = {}): AsyncGenerator<Page, void> {
    for await (const { page } of this.pages(listRequest(query, this.connection.apiVersion), options)) {
      yield page;
    }
  }

  /** One record. What may be missing altogether, such as a current assignment, rejects with `notFound` then. */
  async get(address: RecordAddress, options: RequestOptions = {}): Promise<FleetRecord> {
    const answer = await this.ask(recordRequest(address, this.connection.apiVersion), options);
    if (isNothing(answer)) {
      throw new FleetioError('notFound', 'There is none now.', { ...answer.subject, status: answer.status });
    }
    const record = readRecord(address.resource, readAnswer(answer), answer);
    const named = idInPath(address.resource, record, this.connection.apiVersion);
    if (/^\d+$/.test(String(address.id)) && named !== Number(address.id)) {
      throw badResponse(answer, 'The server gave another record than the one that was asked for.');
    }
    return record;
  }

  /** The accounts that the key reaches; the only request that needs no account token. */
  async accounts(options: RequestOptions = {}): Promise<readonly Account[]> {
    const { apiUrl, apiKey, apiVersion } = this.connection;
    const request = listRequest({ resource: 'accounts' }, apiVersion);
    const accounts: Account[] = [];
    for await (const { answer } of this.pages(request, options, { apiUrl, apiKey, apiVersion })) {
      accounts.push(...accountsIn(answer));
    }
    return accounts;
  }

  /** The user that the key acts as. */
  async me(options: RequestOptions = {}): Promise<User> {
    return userIn(await this.ask(recordRequest({ resource: 'users' }, this.connection.apiVersion), options));
  }

  /**
   * Sends a request that was written by hand, also one that changes something, and gives the answer whatever its
   * status. It takes its turn under the limit; only a GET is ever sent again.
   */
  async send(request: HandRequest, options: Omit<RequestOptions, 'refresh'> = {}): Promise<ShownAnswer> {
    if (!/^\/[^?#]*$/.test(request.path)) {
      throw new FleetioError('invalidRequest', 'The path begins with a slash and holds no query.');
    }
    const place = this.queue.claim(options.priority ?? 'visible');
    const call = { params: [], ...request };
    try {
      const answer = await sendInTurn(this.parts(), this.connection, call, place, signalOf(options));
      const { status, headers, body, milliseconds, redact } = answer;
      return { status, headers: redactHeaders(headers, redact), body: redact(body), milliseconds };
    } finally {
      // Also a request without an answer may have changed something.
      if (request.method !== 'GET') {
        this.answers.forget();
      }
    }
  }

  /** Lets go of all kept answers. */
  forget(): void {
    this.answers.forget();
  }

  private async *pages(
    first: ListRequest,
    options: RequestOptions,
    connection = this.connection,
  ): AsyncGenerator<{ readonly page: Page; readonly answer: ApiAnswer }, void> {
    const seen = new Set<string | undefined>();
    let cursor: string | undefined;
    do {
      seen.add(cursor);
      const answer = await this.ask(first, options, cursor, connection);
      const page = readPage(first, answer);
      if (page.next !== undefined && seen.has(page.next)) {
        throw badResponse(answer, 'The list goes round in a circle.');
      }
      yield { page, answer };
      cursor = page.next;
    } while (cursor !== undefined);
  }

  private ask(
    request: ApiRequest,
    options: RequestOptions,
    cursor?: string,
    connection = this.connection,
  ): Promise<ApiAnswer> {
    const { priority = 'visible', refresh = false } = options;
    const question: Question = {
      list: requestUrl('', request),
      page: cursor ?? '',
      freshFor: RESOURCES[request.resource].freshSeconds * 1000,
    };
    // The pages after the first one are let go of with it, not each by itself.
    const asker = { priority, signal: signalOf(options), refresh: refresh && cursor === undefined };
    const call: Call = { method: 'GET', ...pageRequest(request, cursor) };
    return this.answers.ask(question, asker, (place, signal) =>
      sendInTurn(this.parts(), connection, call, place, signal),
    );
  }

  private parts(): RequesterParts {
    return { ...this.services, queue: this.queue };
  }
}

/** A signal that nobody gives never comes. */
function signalOf({ signal }: RequestOptions): AbortSignal {
  return signal ?? new AbortController().signal;
}

/** How the absence of a record is written is not known: no content, or an empty value. */
function isNothing({ status, body }: ApiAnswer): boolean {
  return status === 204 || (status === 200 && ['null', '{}'].includes(body.trim()));
}
