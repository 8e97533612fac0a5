import type { ServerResponse } from 'node:http';
import type { FleetioErrorKind } from '../../../src/fleetio/errors';

export const JSON_TYPE = { 'Content-Type': 'application/json' };
const HTML_TYPE = { 'Content-Type': 'text/html; charset=utf-8' };
const SIGN_IN = '<!DOCTYPE html><html><body>Please sign in</body></html>';

/** How an answer goes wrong, and what has to become of it. */
export interface Fault {
  readonly name: string;
  readonly answer: (response: ServerResponse) => void;
  readonly kind: FleetioErrorKind;
  readonly status?: number;
  /** In what the server said. */
  readonly said?: RegExp;
  /** How many requests it takes; 1 where missing. */
  readonly requests?: number;
}

export const FAULTS: readonly Fault[] = [
  {
    name: 'a plain-text 401',
    answer: (response) =>
      response.writeHead(401, { 'Content-Type': 'text/plain' }).end('HTTP Token: Access denied.\n'),
    kind: 'unauthorized',
    status: 401,
    said: /^HTTP Token: Access denied\.$/,
  },
  {
    name: 'a 401 in JSON',
    answer: (response) =>
      response.writeHead(401, JSON_TYPE).end('{"status":401,"title":"Unauthorized","detail":"No such key."}'),
    kind: 'unauthorized',
    said: /^No such key\.$/,
  },
  {
    name: 'an empty 403',
    answer: (response) => response.writeHead(403).end(),
    kind: 'forbidden',
    status: 403,
  },
  {
    name: 'an empty 403 that is said to be HTML',
    answer: (response) => response.writeHead(403, HTML_TYPE).end(),
    kind: 'forbidden',
    status: 403,
  },
  {
    name: 'a 401 in plain words that are said to be HTML',
    answer: (response) => response.writeHead(401, HTML_TYPE).end('HTTP Token: Access denied.\n'),
    kind: 'unauthorized',
    said: /^HTTP Token: Access denied\.$/,
  },
  {
    name: 'a 404 with an empty body',
    answer: (response) => response.writeHead(404).end(),
    kind: 'notFound',
    status: 404,
  },
  {
    name: 'a 400 that names a filter',
    answer: (response) =>
      response.writeHead(400, JSON_TYPE).end('{"errors":{"wheels":["is no filter","is odd"]}}'),
    kind: 'invalidRequest',
    said: /^wheels is no filter, is odd$/,
  },
  {
    name: 'a 400 with a list of errors',
    answer: (response) => response.writeHead(400, JSON_TYPE).end('{"errors":["one","two"],"title":"Bad"}'),
    kind: 'invalidRequest',
    said: /^one, two$/,
  },
  {
    name: 'a 400 with a title alone',
    answer: (response) => response.writeHead(400, JSON_TYPE).end('{"errors":{},"title":"Bad Request"}'),
    kind: 'invalidRequest',
    said: /^Bad Request$/,
  },
  {
    name: 'a 422',
    answer: (response) =>
      response
        .writeHead(422, JSON_TYPE)
        .end('{"errors":{"value":["must be between 180,000 and 182,000 or marked as void"]}}'),
    kind: 'validation',
    said: /^value must be between 180,000 and 182,000/,
  },
  {
    name: 'a storm of plain-text 429',
    answer: (response) =>
      response
        .writeHead(429, { 'Content-Type': 'text/plain', 'Retry-After': '0' })
        .end('Too many requests detected from your IP'),
    kind: 'rateLimited',
    said: /^Too many requests/,
    requests: 3,
  },
  {
    name: 'a storm of 429 in JSON',
    answer: (response) =>
      response.writeHead(429, { ...JSON_TYPE, 'Retry-After': '0' }).end('{"error":"Too many requests"}'),
    kind: 'rateLimited',
    said: /^Too many requests$/,
    requests: 3,
  },
  {
    name: 'a 500',
    answer: (response) => response.writeHead(500, JSON_TYPE).end('{"detail":"Something broke"}'),
    kind: 'server',
    status: 500,
    said: /^Something broke$/,
  },
  ...[502, 503, 504].map((status): Fault => ({
    name: `a ${status} that stays`,
    answer: (response) => response.writeHead(status, HTML_TYPE).end(SIGN_IN),
    kind: 'server',
    status,
    requests: 2,
  })),
  {
    name: "a proxy's sign-in page",
    answer: (response) => response.writeHead(200, HTML_TYPE).end(SIGN_IN),
    kind: 'badResponse',
    status: 200,
  },
  {
    name: "a proxy's page that forbids",
    answer: (response) => response.writeHead(403, HTML_TYPE).end(SIGN_IN),
    kind: 'badResponse',
    status: 403,
  },
  {
    name: 'a web page without a type',
    answer: (response) => response.writeHead(401).end(SIGN_IN),
    kind: 'badResponse',
  },
  {
    name: 'a wrong content type',
    answer: (response) => response.writeHead(200, { 'Content-Type': 'text/plain' }).end('{"records":[]}'),
    kind: 'badResponse',
  },
  {
    name: 'invalid JSON',
    answer: (response) => response.writeHead(200, JSON_TYPE).end('{"records": [nothing]}'),
    kind: 'badResponse',
  },
  {
    name: 'JSON that was cut off',
    answer: (response) => response.writeHead(200, JSON_TYPE).end('{"records": [{"id": 1'),
    kind: 'badResponse',
  },
  {
    name: 'an empty 200',
    answer: (response) => response.writeHead(200, JSON_TYPE).end(),
    kind: 'badResponse',
  },
  {
    name: 'a list of what is no record',
    answer: (response) => response.writeHead(200, JSON_TYPE).end('{"records": ["vehicle"]}'),
    kind: 'badResponse',
  },
  {
    name: 'something that is no list',
    answer: (response) => response.writeHead(200, JSON_TYPE).end('{"vehicles": []}'),
    kind: 'badResponse',
  },
  {
    name: 'a body that is shorter than it said',
    answer: (response) => {
      response.writeHead(200, { ...JSON_TYPE, 'Content-Length': '1000' });
      response.write('{"records": [');
      setImmediate(() => response.destroy());
    },
    kind: 'badResponse',
    status: 200,
    requests: 2,
  },
  {
    name: 'a body that breaks off between its chunks',
    answer: (response) => {
      response.writeHead(200, JSON_TYPE);
      response.write('{"records": [');
      setImmediate(() => response.destroy());
    },
    kind: 'badResponse',
    requests: 2,
  },
  {
    name: 'a reset connection',
    answer: (response) => response.socket?.resetAndDestroy(),
    kind: 'offline',
    requests: 2,
  },
  {
    name: 'a body over the size that it states',
    answer: (response) => response.writeHead(200, JSON_TYPE).end(' '.repeat(200_000)),
    kind: 'tooLarge',
  },
  {
    name: 'a body over the size that it does not state',
    answer: (response) => {
      response.writeHead(200, JSON_TYPE);
      for (let chunk = 0; chunk < 20; chunk++) {
        response.write(' '.repeat(10_000));
      }
      response.end();
    },
    kind: 'tooLarge',
  },
  {
    name: 'an answer that never begins',
    answer: () => undefined,
    kind: 'timeout',
  },
  {
    name: 'a body that stops',
    answer: (response) => {
      response.writeHead(200, JSON_TYPE).write('{');
    },
    kind: 'timeout',
  },
  {
    name: 'a slow trickle',
    answer: (response) => {
      response.writeHead(200, JSON_TYPE);
      const drip = setInterval(() => response.write(' '), 50);
      response.on('close', () => {
        clearInterval(drip);
      });
    },
    kind: 'timeout',
  },
  {
    name: 'a redirect',
    answer: (response) => response.writeHead(302, { Location: '/api/elsewhere' }).end(),
    kind: 'redirected',
    status: 302,
  },
];
