import { badResponse, readAnswer } from './answers';
import type { Connection } from './connection';
import { pageRequest, readPage, readRecord, type Page } from './pages';
import { fieldValue, isJsonObject, type FleetRecord } from './records';
import { listRequest, recordRequest, type ListQuery, type RecordAddress } from './request';
import { RESOURCES } from './resources';
import { httpTransport, type Transport } from './transport';
import { isAtLeast, type ApiVersion } from './versions';

export type { Connection } from './connection';
export type { Page } from './pages';
export type { FleetRecord } from './records';
export type { Filter, ListQuery, RecordAddress } from './request';

export interface RequestOptions {
  readonly signal?: AbortSignal;
}

/** An account that a key can reach (section 1.7). */
export interface Account {
  readonly id: number;
  readonly name: string;
  readonly token: string;
}

/** The user a key acts as (section 1.6). */
export interface User {
  readonly id: number;
  readonly name: string;
  readonly email: string;
}

/** Asks Fleetio's API. Every method rejects with a FleetioError and with nothing else. */
export class FleetioClient {
  constructor(
    private readonly connection: Connection,
    private readonly send: Transport = httpTransport(),
  ) {}

  /** One page of a list: the first one, or the one that `next` of the page before names. */
  async page(query: ListQuery, options: RequestOptions & { readonly cursor?: string } = {}): Promise<Page> {
    const request = pageRequest(listRequest(query, this.connection.apiVersion), options.cursor);
    return readPage(RESOURCES[query.resource], await this.send(this.connection, request, signalOf(options)));
  }

  /** All pages of a list, one after the other, each when it is asked for. */
  async *list(query: ListQuery, options: RequestOptions = {}): AsyncGenerator<Page, void> {
    let page = await this.page(query, options);
    yield page;
    while (page.next !== undefined) {
      page = await this.page(query, { ...options, cursor: page.next });
      yield page;
    }
  }

  /** One record by its id. */
  async get(address: RecordAddress, options: RequestOptions = {}): Promise<FleetRecord> {
    const request = recordRequest(address, this.connection.apiVersion);
    return readRecord(
      RESOURCES[address.resource],
      await this.send(this.connection, request, signalOf(options)),
    );
  }

  /** The accounts that the key reaches; the only request that needs no account token. */
  async accounts(options: RequestOptions = {}): Promise<readonly Account[]> {
    const { apiUrl, apiKey, apiVersion } = this.connection;
    const path = `${rootOf(apiVersion)}/accounts`;
    const answer = await this.send({ apiUrl, apiKey, apiVersion }, { path, params: [] }, signalOf(options));
    const body = readAnswer(answer);
    const list = isJsonObject(body) ? body['records'] : body;
    if (!Array.isArray(list)) {
      throw badResponse(answer, 'The answer is no list of accounts.');
    }
    return list.map((account: unknown) => ({
      id: Number(fieldValue(account, 'id')),
      name: textAt(account, 'name'),
      token: textAt(account, 'token'),
    }));
  }

  /** The user that the key acts as. */
  async me(options: RequestOptions = {}): Promise<User> {
    const path = `${rootOf(this.connection.apiVersion)}/users/me`;
    const answer = await this.send(this.connection, { path, params: [] }, signalOf(options));
    const user = readAnswer(answer);
    if (!isJsonObject(user)) {
      throw badResponse(answer, 'The answer is no user.');
    }
    const name = `${textAt(user, 'first_name')} ${textAt(user, 'last_name')}`.trim();
    return { id: Number(user['id']), name: name || textAt(user, 'username'), email: textAt(user, 'email') };
  }
}

function rootOf(version: ApiVersion): string {
  return isAtLeast(version, '2025-05-05') ? '' : '/v1';
}

function textAt(record: unknown, field: string): string {
  const value = fieldValue(record, field);
  return typeof value === 'string' ? value : '';
}

/** A signal that nobody gives never comes. */
function signalOf({ signal }: RequestOptions): AbortSignal {
  return signal ?? new AbortController().signal;
}
