import type { Dispatcher } from 'undici';
import type { ApiAnswer, Subject } from './answers';
import { checkedApiUrl, type Connection } from './connection';
import { openDispatcher } from './dispatcher';
import { proxyFor, type NetworkSettings } from './network';
import { redactor } from './redact';
import { requestUrl } from './request';
import { BrokenOff, failureOf } from './transportErrors';

/** One request as it goes over the wire. */
export interface Call extends Subject {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** The query, in order and not encoded. */
  readonly params: readonly (readonly [name: string, value: string])[];
  /** JSON; not for GET. */
  readonly body?: string;
}

/** Sends one request and reads its answer to the end. Rejects with a FleetioError when there is no whole answer. */
export type Transport = (connection: Connection, call: Call, signal: AbortSignal) => Promise<ApiAnswer>;

/** How long each part of an exchange may take, in milliseconds. */
export interface Timeouts {
  readonly connect: number;
  /** Until the answer begins. */
  readonly headers: number;
  /** Between two pieces of its body. */
  readonly body: number;
  /** The whole, so that a trickle ends too. */
  readonly total: number;
}

/** Read anew for each request: an object with getters follows what a user sets. */
export interface TransportSettings {
  readonly network?: NetworkSettings;
  readonly timeouts?: Partial<Timeouts>;
  readonly largestBodyBytes?: number;
}

/** A transport that keeps connections until it is closed. */
export interface HttpTransport {
  readonly send: Transport;
  readonly close: () => Promise<void>;
}

const TIMEOUTS: Timeouts = { connect: 10_000, headers: 30_000, body: 20_000, total: 60_000 };

/** A page of 100 records is well under one megabyte. */
const LARGEST_BODY_BYTES = 20_000_000;

/**
 * Sends over HTTP, with connections that are kept for the next request. Redirects are not followed, so that the key
 * reaches one host only; where a key may not be sent at all, no connection is made.
 * @param now milliseconds since the epoch.
 */
export function httpTransport(settings: TransportSettings = {}, now: () => number = Date.now): HttpTransport {
  const { largestBodyBytes = LARGEST_BODY_BYTES } = settings;
  const timeouts = { ...TIMEOUTS, ...settings.timeouts };
  /** By the settings they were opened with. Where these change, the idle connections of the former ones end by themselves. */
  const dispatchers = new Map<string, Promise<Dispatcher>>();

  function dispatcherFor(proxy: string | undefined, network: NetworkSettings): Promise<Dispatcher> {
    const key = JSON.stringify([proxy, { ...network, environment: undefined }]);
    const known = dispatchers.get(key);
    if (known !== undefined) {
      return known;
    }
    const opened = openDispatcher(proxy, network, { timeouts, largestBodyBytes }).catch((error: unknown) => {
      // The next request may find what this one did not, such as a certificate's file.
      dispatchers.delete(key);
      throw error;
    });
    dispatchers.set(key, opened);
    return opened;
  }

  return {
    send: async (connection, call, signal) => {
      const { network = {} } = settings;
      const url = new URL(requestUrl(checkedApiUrl(connection.apiUrl), call));
      const proxy = proxyFor(url, network);
      const total = AbortSignal.timeout(timeouts.total);
      try {
        const dispatcher = await dispatcherFor(proxy, network);
        const answer = await exchange(dispatcher, url, connection, call, AbortSignal.any([signal, total]));
        return { ...answer, receivedAt: now() };
      } catch (error) {
        throw failureOf(error, { call, signal, total, proxied: proxy !== undefined });
      }
    },
    close: async () => {
      const opened = await Promise.allSettled(dispatchers.values());
      dispatchers.clear();
      const dispatchersOpen = opened.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
      await Promise.all(dispatchersOpen.map((dispatcher) => dispatcher.destroy()));
    },
  };
}

async function exchange(
  dispatcher: Dispatcher,
  url: URL,
  connection: Connection,
  call: Call,
  signal: AbortSignal,
): Promise<Omit<ApiAnswer, 'receivedAt'>> {
  const { path, resource, method, body } = call;
  const started = performance.now();
  const answer = await dispatcher.request({
    origin: url.origin,
    path: `${url.pathname}${url.search}`,
    method,
    headers: headersOf(connection, call),
    signal,
    ...(body === undefined ? {} : { body }),
  });
  return {
    status: answer.statusCode,
    headers: joined(answer.headers),
    body: await answer.body.text().catch((error: unknown) => {
      throw new BrokenOff(answer.statusCode, error);
    }),
    subject: resource === undefined ? { path } : { path, resource },
    milliseconds: Math.round(performance.now() - started),
    redact: redactor([connection.apiKey, connection.accountToken]),
  };
}

/** Section 1.1. */
function headersOf({ apiKey, accountToken, apiVersion }: Connection, { body }: Call): Record<string, string> {
  return {
    Accept: 'application/json',
    'User-Agent': 'fleetio-api-toolkit',
    Authorization: `Token ${apiKey}`,
    'X-Api-Version': apiVersion,
    ...(accountToken === undefined ? {} : { 'Account-Token': accountToken }),
    ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
  };
}

function joined(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, [value ?? []].flat().join(', ')]),
  );
}
