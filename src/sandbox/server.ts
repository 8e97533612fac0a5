import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { answer, type Answer } from './api';
import { Fleet } from './fleet';
import { accountsOf, keysOf, type SandboxAccount, type SandboxKey } from './people';
import { ClockMinuteLimit } from './rateLimit';

export interface SandboxOptions {
  /** 0, the default: any free one. */
  readonly port?: number;
  /** Vehicles of the first account; 120 by default. */
  readonly vehicles?: number;
  /** Fuel entries of each vehicle, and as many meter entries; 60 by default. */
  readonly entries?: number;
  /** The same seed gives the same fleet, keys and tokens. */
  readonly seed?: number;
  /** Requests a clock minute for each account token; 20 by default, as in Fleetio's documentation. */
  readonly rateLimit?: number | 'off';
  /** Milliseconds before every answer. */
  readonly latency?: number;
  readonly now?: () => number;
}

/** A request that the sandbox answered. Headers are not kept, since two of them are secrets. */
export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly status: number;
}

/** A running sandbox: a local server that speaks Fleetio's HTTP API over a generated fleet. */
export interface Sandbox {
  /** Of its API, without a slash at its end: `http://127.0.0.1:PORT/api`. */
  readonly url: string;
  readonly keys: readonly SandboxKey[];
  readonly accounts: readonly SandboxAccount[];
  /** Everything that was asked so far, the latest last. */
  readonly requests: readonly LoggedRequest[];
  close(): Promise<void>;
}

/** Starts a sandbox on this machine's loopback address. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { seed = 1, vehicles = 120, entries = 60, rateLimit = 20, latency = 0, now = Date.now } = options;
  const accounts = accountsOf(seed);
  const keys = keysOf(seed);
  const world = {
    keys,
    accounts,
    limit: new ClockMinuteLimit(rateLimit, now),
    fleets: new Map(
      accounts.map(({ id, accountToken }, at) => [
        accountToken,
        new Fleet(
          { seed, vehicles: at === 0 ? vehicles : Math.ceil(vehicles / 10), entries },
          id,
          at * 1_000_000 + 1001,
        ),
      ]),
    ),
  };
  const requests: LoggedRequest[] = [];
  const server = createServer((request, response) => {
    const { method = 'GET' } = request;
    const { pathname, search, searchParams } = new URL(request.url ?? '/', 'http://sandbox');
    const given = answer(world, { method, path: pathname, query: searchParams, headers: request.headers });
    requests.push({ method, path: pathname, query: search.slice(1), status: given.status });
    void send(request, response, given, latency);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/api`,
    keys,
    accounts,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

async function send(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers = {}, body }: Answer,
  latency: number,
): Promise<void> {
  request.resume();
  if (latency > 0) {
    await delay(latency);
  }
  const type = typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8';
  const text = typeof body === 'object' ? JSON.stringify(body) : (body ?? '');
  response.writeHead(status, { ...(text === '' ? {} : { 'Content-Type': type }), ...headers });
  response.end(text);
}
