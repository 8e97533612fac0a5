import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { NOT_FOUND, problem, type Answer } from './answers';
import { answer } from './api';
import { controlAnswer, isControl } from './control';
import { faultyAnswer, Faults, sendBody, type FaultPlan } from './faults';
import type { KeyChange } from './keys';
import type { SandboxOptions } from './options';
import type { SandboxAccount, SandboxKey } from './people';
import type { Question, World } from './visit';
import { createWorld } from './world';

export { FLEET_TODAY, GUESSES, type Guesses, type SandboxOptions } from './options';
export type { FaultKind, FaultPlan } from './faults';

/** A request that the sandbox answered. Headers are not kept, since two of them are secrets. */
export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly status: number;
  /** When it came, in milliseconds since the epoch. */
  readonly time: number;
}

/** A running sandbox: a local server that speaks Fleetio's HTTP API over a generated fleet. */
export interface Sandbox {
  /** Of its API, without a slash at its end: `http://127.0.0.1:PORT/api`. */
  readonly url: string;
  /** As they are now. */
  readonly keys: readonly SandboxKey[];
  readonly accounts: readonly SandboxAccount[];
  /** What was asked so far, the latest last; of a very long run, the latest part. */
  readonly requests: readonly LoggedRequest[];
  /** What goes wrong from now on. */
  readonly faults: Faults;
  /** Revokes or regenerates the key with a label, or ends its account's plan, from the next request on. */
  readonly changeKey: (label: string, change: KeyChange) => SandboxKey | undefined;
  close(): Promise<void>;
}

/** Starts a sandbox, on this machine's loopback address if not told otherwise. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { host = '127.0.0.1', latency = 0 } = options;
  const world = createWorld(options);
  const faults = new Faults(options.faults);
  const requests: LoggedRequest[] = [];
  const server = createServer((request, response) => {
    respond({ world, faults, requests, latency }, request, response).catch((error: unknown) => {
      // A fault of the sandbox itself: told to whoever asked, as nobody else is there.
      const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
      return send(response, problem(500, 'Internal Server Error', detail));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}/api`,
    get keys() {
      return world.keys.all;
    },
    accounts: world.accounts,
    requests,
    faults,
    changeKey: (label, change) => world.keys.change(label, change),
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

interface Running {
  readonly world: World;
  readonly faults: Faults;
  readonly requests: LoggedRequest[];
  readonly latency: number;
}

/** So that a sandbox that runs for weeks does not grow. */
const LONGEST_LOG = 100_000;

/** Larger bodies are no meter entries. */
const LONGEST_BODY = 1_000_000;

async function respond(running: Running, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { world, faults, requests, latency } = running;
  const time = world.now();
  const [pathname = '/', search = ''] = (request.url ?? '/').split(/\?(.*)/s);
  const searchParams = new URLSearchParams(search);
  const text = await readBody(request);
  if (text === undefined) {
    await send(response, problem(413, 'Content Too Large', 'The body is too long.'));
    return;
  }
  const body = parsed(text);
  const fault = isControl(pathname) ? undefined : faults.take(pathname);
  const given = isControl(pathname)
    ? controlAnswer({ faults, keys: world.keys }, pathname, request, body)
    : faultyAnswer(fault, apiAnswer(world, request, pathname, searchParams, body));
  if (requests.length >= LONGEST_LOG) {
    requests.splice(0, LONGEST_LOG / 2);
  }
  requests.push({
    method: request.method ?? 'GET',
    path: pathname,
    query: search,
    status: given.status,
    time,
  });
  const wait = latency + (fault?.kind === 'latency' ? (fault.milliseconds ?? 2000) : 0);
  if (wait > 0) {
    await delay(wait);
  }
  // The limit goes by the same clock: clients can tell from it when the next minute begins.
  response.setHeader('Date', new Date(world.now()).toUTCString());
  await send(response, given, fault);
}

/** There is nothing but the API, below `/api`; of pages of the web application it is said what they would be. */
function apiAnswer(
  world: World,
  request: IncomingMessage,
  pathname: string,
  query: URLSearchParams,
  body: unknown,
): Answer {
  const [, number = '', path] = /^\/api(?:\/(v[12]))?(\/.*)$/.exec(pathname) ?? [];
  if (path === undefined) {
    return webPage(world, pathname);
  }
  if (body === NOT_JSON) {
    return problem(400, 'Bad Request', 'The body is not JSON.');
  }
  const method = request.method === 'HEAD' ? 'GET' : (request.method ?? 'GET');
  const question: Question = { method, path: decoded(path), number, query, headers: request.headers, body };
  return answer(world, question);
}

/** Addresses that hold an account token are those of Fleetio's web application (fleetio-api.md section 1.4). */
function webPage({ accounts }: World, pathname: string): Answer {
  const [, accountToken, page = ''] = pathname.split(/^\/([^/]+)\//);
  const account = accounts.find((one) => one.accountToken === accountToken);
  return account === undefined
    ? NOT_FOUND
    : {
        status: 404,
        body: `The sandbox has no web application. In Fleetio this address shows the page "${page}" of the account "${account.name}".\n`,
      };
}

async function send(
  response: ServerResponse,
  { status, headers, body }: Answer,
  fault?: FaultPlan,
): Promise<void> {
  if (fault?.kind === 'hang') {
    return;
  }
  if (fault?.kind === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  const type = typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8';
  const bytes = Buffer.from(typeof body === 'object' ? JSON.stringify(body) : (body ?? ''));
  response.writeHead(status, {
    ...(body === undefined ? {} : { 'Content-Type': type }),
    'Content-Length': bytes.length,
    ...headers,
  });
  await sendBody(response, bytes, fault);
}

/** Undefined when it is too long; it is read to its end even so, since a client that still sends hears no answer. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    length += piece.length;
    if (length <= LONGEST_BODY) {
      pieces.push(piece);
    }
  }
  return length > LONGEST_BODY ? undefined : Buffer.concat(pieces).toString();
}

const NOT_JSON = Symbol('not JSON');

function parsed(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    // The client is told so.
    return NOT_JSON;
  }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    // What cannot be decoded names nothing that is there.
    return path;
  }
}
