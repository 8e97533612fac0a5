import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { pipeline, type Duplex } from 'node:stream';

export interface ProxyOptions {
  /** The Unix socket that VS Code's server listens on. */
  readonly socketPath: string;
  /** What `POST /mint-key` answers. */
  readonly secretKey: Buffer;
  /** The port to listen on; 0: any free one. */
  readonly port: number;
}

export interface Proxy {
  /** Such as `http://127.0.0.1:8123`. */
  readonly origin: string;
  close(): Promise<void>;
}

/**
 * Serves VS Code's server on a loopback port, together with the one thing that the bare server lacks: `POST /mint-key`,
 * without which the page keeps secrets in memory only and loses them on a reload.
 *
 * Whoever reaches VS Code's server can run programs, so requests that a foreign web page makes the browser send are
 * refused: by `Host` (a foreign name that resolves to this machine) and by `Origin` (a foreign page).
 */
export async function startProxy(options: ProxyOptions): Promise<Proxy> {
  const server = createServer();
  server.listen(options.port, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  server.on('request', (incoming: IncomingMessage, response: ServerResponse) => {
    if (!isOwn(incoming, hosts)) {
      response.writeHead(403).end();
    } else if (incoming.method === 'POST' && incoming.url === '/mint-key') {
      response.end(options.secretKey);
    } else {
      forwardRequest(incoming, response, options.socketPath);
    }
  });
  server.on('upgrade', (incoming: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (isOwn(incoming, hosts)) {
      forwardUpgrade(incoming, socket, head, options.socketPath);
    } else {
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    }
  });
  return { origin: `http://127.0.0.1:${port}`, close: () => close(server, sockets) };
}

/** Whether this asks for a page of ours, or comes from one. */
function isOwn(incoming: IncomingMessage, hosts: readonly string[]): boolean {
  const { host = '', origin } = incoming.headers;
  const readOnly = incoming.method === 'GET' && incoming.headers.upgrade === undefined;
  return hosts.includes(host) && (readOnly || origin === undefined || origin === `http://${host}`);
}

function forwardRequest(incoming: IncomingMessage, response: ServerResponse, socketPath: string): void {
  const { method, url, headers } = incoming;
  const outgoing = request({ socketPath, method, path: url, headers });
  outgoing.on('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
    answer.on('error', () => response.destroy());
  });
  outgoing.on('error', () => {
    if (response.headersSent) {
      response.destroy();
    } else {
      response.writeHead(502).end();
    }
  });
  response.on('close', () => outgoing.destroy());
  incoming.pipe(outgoing);
}

/** Passes a WebSocket through: the server's answer to the handshake, then bytes both ways until either side ends. */
function forwardUpgrade(incoming: IncomingMessage, client: Duplex, head: Buffer, socketPath: string): void {
  const { method, url, headers } = incoming;
  const outgoing = request({ socketPath, method, path: url, headers });
  outgoing.on('upgrade', (answer, server, serverHead) => {
    client.write(handshake(answer));
    client.write(serverHead);
    server.write(head);
    // Without a callback that handles it, an end that comes as an error would end this process.
    pipeline(client, server, () => client.destroy());
    pipeline(server, client, () => server.destroy());
  });
  outgoing.on('response', () => client.destroy());
  outgoing.on('error', () => client.destroy());
  client.on('error', () => outgoing.destroy());
  outgoing.end();
}

function handshake(answer: IncomingMessage): string {
  const lines = [`HTTP/1.1 ${answer.statusCode ?? 101} ${answer.statusMessage ?? ''}`];
  for (let index = 0; index < answer.rawHeaders.length; index += 2) {
    lines.push(`${answer.rawHeaders[index] ?? ''}: ${answer.rawHeaders[index + 1] ?? ''}`);
  }
  return `${lines.join('\r\n')}\r\n\r\n`;
}

/** Stops listening and ends all connections, WebSockets too, which the server itself does not count among its own. */
async function close(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  for (const socket of sockets) {
    socket.destroy();
  }
  await closed;
}
