import assert from 'node:assert/strict';
import { createServer as createHttpServer, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { inspect } from 'node:util';
import { FleetioError, type FleetioErrorKind } from '../../../src/fleetio/errors';

/** A server on this machine that a test makes up. */
export interface Loopback {
  readonly port: number;
  close(): Promise<void>;
}

/** An HTTP server; `asked` fills with its requests. */
export interface HttpLoopback extends Loopback {
  readonly apiUrl: string;
  readonly asked: IncomingMessage[];
}

/** Serves HTTP with a handler that gets the number of the request, from 0. */
export async function serveHttp(
  handler: (...args: [...Parameters<RequestListener>, number]) => void,
): Promise<HttpLoopback> {
  const asked: IncomingMessage[] = [];
  const server = createHttpServer((request, response) => {
    asked.push(request);
    request.resume();
    handler(request, response, asked.length - 1);
  });
  const loopback = await listening(server);
  return { ...loopback, asked, apiUrl: `http://127.0.0.1:${loopback.port}/api` };
}

/** Serves TCP: what HTTP servers never do. */
export function serveTcp(onConnection: (socket: Socket) => void): Promise<Loopback> {
  return listening(createTcpServer(onConnection));
}

/** Lets a server of any kind listen on a free port; closing it ends its connections. */
export async function listening(server: Server): Promise<Loopback> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    // A client that goes away is no failure of the test.
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        sockets.forEach((socket) => socket.destroy());
      }),
  };
}

/** Keys of nobody; long enough to be taken for real ones. */
export const SECRETS = { apiKey: 'k3'.repeat(20), accountToken: 'acc0unt123' };

/** The promise fails with this kind, in words that say what to do and hold no secret, however deep one looks. */
export async function rejects(kind: FleetioErrorKind, promise: Promise<unknown>): Promise<FleetioError> {
  const error: unknown = await promise.then(
    () => assert.fail(`expected ${kind}`),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof FleetioError, inspect(error));
  assert.equal(error.kind, kind, inspect(error));
  assert.ok(error.message !== '' && error.nextStep !== '');
  const everything = inspect(error, { depth: 20, showHidden: true });
  for (const secret of Object.values(SECRETS)) {
    assert.ok(!everything.includes(secret), everything);
  }
  return error;
}
