import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { FleetioClient, type HandRequest } from '../../../src/fleetio/client';
import { createServices, type ClientServices } from '../../../src/fleetio/services';
import type { TransportSettings } from '../../../src/fleetio/transport';
import { FAULTS, JSON_TYPE } from './faultyAnswers';
import { rejects, SECRETS, serveHttp, serveTcp, type HttpLoopback, type Loopback } from './loopback';

describe('FleetioClient, when things go wrong', function () {
  this.timeout(20_000);
  const open: (Loopback | ClientServices)[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((one) => one.close()));
  });

  for (const { name, answer, kind, status, said, requests = 1 } of FAULTS) {
    it(`makes ${name} an error of kind ${kind}`, async () => {
      const server = await opened(
        serveHttp((_, response) => {
          answer(response);
        }),
      );
      const error = await rejects(kind, clientOf(server.apiUrl).page({ resource: 'vehicles' }));
      assert.equal(server.asked.length, requests);
      assert.equal(error.details.resource, 'vehicles');
      assert.equal(error.details.path, '/vehicles');
      if (status !== undefined) {
        assert.equal(error.details.status, status);
      }
      assert.match(error.details.serverMessage ?? '', said ?? /^$/);
    });
  }

  it('gets over one reset, and over one passing fault of a gateway', async () => {
    for (const fault of FAULTS.filter(({ requests }) => requests === 2)) {
      const server = await opened(
        serveHttp((_, response, number) => {
          if (number === 0) {
            fault.answer(response);
          } else {
            response.writeHead(200, JSON_TYPE).end('{"records": [{"id": 7}]}');
          }
        }),
      );
      const { records } = await clientOf(server.apiUrl).page({ resource: 'vehicles' });
      assert.deepEqual(records, [{ id: 7 }], fault.name);
    }
  });

  it('never sends again what is not a GET', async () => {
    const faults = FAULTS.filter(({ requests = 1 }) => requests > 1);
    assert.ok(faults.length > 6);
    for (const { answer, name } of faults) {
      const server = await opened(
        serveHttp((_, response) => {
          answer(response);
        }),
      );
      const post: HandRequest = { method: 'POST', path: '/meter_entries', body: '{"value": 1}' };
      await clientOf(server.apiUrl)
        .send(post)
        .catch(() => undefined);
      assert.equal(server.asked.length, 1, name);
    }
  });

  it('uses no kept answer after a write, also after one whose outcome is not known', async () => {
    const server = await opened(
      serveHttp((request, response) => {
        if (request.method === 'POST') {
          response.socket?.resetAndDestroy();
        } else {
          response.writeHead(200, JSON_TYPE).end('{"records": [{"id": 7}]}');
        }
      }),
    );
    const client = clientOf(server.apiUrl);
    await client.page({ resource: 'vehicles' });
    await rejects('offline', client.send({ method: 'POST', path: '/meter_entries', body: '{}' }));
    await client.page({ resource: 'vehicles' });
    assert.deepEqual(
      server.asked.map(({ method }) => method),
      ['GET', 'POST', 'GET'],
    );
  });

  it('follows no redirect, so that the key reaches one host only', async () => {
    const elsewhere = await opened(serveHttp((_, response) => response.end()));
    const server = await opened(
      serveHttp((_, response) => response.writeHead(307, { Location: elsewhere.apiUrl }).end()),
    );
    await rejects('redirected', clientOf(server.apiUrl).me());
    assert.equal(elsewhere.asked.length, 0);
  });

  it('tells no secret that the server repeats', async () => {
    const echo = `No key ${SECRETS.apiKey} for ${SECRETS.accountToken.toUpperCase()}, Token ${'s4'.repeat(12)}`;
    const server = await opened(
      serveHttp((_, response) => response.writeHead(400, JSON_TYPE).end(JSON.stringify({ error: echo }))),
    );
    const { message, details } = await rejects('invalidRequest', clientOf(server.apiUrl).me());
    assert.equal(details.serverMessage, 'No key [redacted] for [redacted], Token [redacted]');
    assert.ok(message.includes('[redacted]'));
  });

  it('shows the answer to a request written by hand without its secrets', async () => {
    const body = JSON.stringify({ token: 'x9y8z7', echo: SECRETS.apiKey, records: [{ id: 1 }] });
    const server = await opened(
      serveHttp((_, response) =>
        response.writeHead(418, { ...JSON_TYPE, 'Set-Cookie': 'session=1' }).end(body),
      ),
    );
    const shown = await clientOf(server.apiUrl).send({ method: 'GET', path: '/accounts' });
    assert.equal(shown.status, 418);
    assert.equal(shown.headers['set-cookie'], '[redacted]');
    assert.deepEqual(JSON.parse(shown.body), {
      token: '[redacted]',
      echo: '[redacted]',
      records: [{ id: 1 }],
    });
  });

  it('says so when there is no server, no HTTP and no TLS', async () => {
    const gone = await serveTcp(() => undefined);
    await gone.close();
    const refused = await rejects('offline', clientOf(`http://127.0.0.1:${gone.port}/api`).me());
    assert.equal(refused.details.code, 'ECONNREFUSED');

    const babble = await opened(serveTcp((socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n')));
    await rejects('badResponse', clientOf(`http://127.0.0.1:${babble.port}/api`).me());

    const plain = await opened(serveHttp((_, response) => response.end()));
    const unsafe = await rejects('offline', clientOf(`https://127.0.0.1:${plain.port}/api`).me());
    assert.match(unsafe.message, /No secure connection/);
    assert.doesNotMatch(unsafe.nextStep, /certificate|proxyStrictSSL/);

    const silent = await opened(serveTcp(() => undefined));
    await rejects('timeout', clientOf(`https://127.0.0.1:${silent.port}/api`).me());
  });

  it('makes no connection to an address that a key may not be sent to', async () => {
    const server = await opened(serveHttp((_, response) => response.end()));
    const host = `127.0.0.1:${server.port}`;
    for (const apiUrl of [
      'http://fleetio.example.test/api',
      'http://127.0.0.1.example.test/api',
      `http://sam:secret@${host}/api`,
      `http://${host}/api?x=1`,
      'ftp://127.0.0.1/',
      'nonsense',
    ]) {
      const { nextStep } = await rejects('invalidRequest', clientOf(apiUrl).me());
      assert.match(nextStep, /https/);
    }
    await rejects('invalidRequest', clientOf(server.apiUrl).send({ method: 'GET', path: '@evil.test/' }));
    await rejects(
      'invalidRequest',
      new FleetioClient({ apiUrl: server.apiUrl, apiVersion: '2025-05-05', apiKey: 'two\nlines' }).me(),
    );
    assert.equal(server.asked.length, 0);
  });

  it('is cancelled in every state: before, waiting, under way, reading, between two tries', async () => {
    const before = AbortSignal.abort();
    const idle = await opened(serveHttp(() => undefined));
    await rejects('cancelled', clientOf(idle.apiUrl).me({ signal: before }));
    assert.equal(idle.asked.length, 0);

    const cancelling = (answer: (response: ServerResponse) => void): Promise<unknown> => {
      const abort = new AbortController();
      return opened(
        serveHttp((_, response) => {
          answer(response);
          setTimeout(() => {
            abort.abort();
          }, 50);
        }),
      ).then((server) => rejects('cancelled', clientOf(server.apiUrl).me({ signal: abort.signal })));
    };
    await cancelling(() => undefined);
    await cancelling((response) => response.writeHead(200, JSON_TYPE).write('{'));
    await cancelling((response) => response.writeHead(503).end());
    await cancelling((response) => response.writeHead(429, { 'Retry-After': '30' }).end());
  });

  function clientOf(apiUrl: string, settings: TransportSettings = {}): FleetioClient {
    const services = createServices({
      largestBodyBytes: 100_000,
      timeouts: { connect: 300, headers: 300, body: 300, total: 1500 },
      requestsPerMinute: 1000,
      random: () => 0.1,
      ...settings,
    });
    open.push(services);
    return new FleetioClient({ ...SECRETS, apiUrl, apiVersion: '2025-05-05' }, services);
  }

  async function opened<T extends Loopback | HttpLoopback>(starting: Promise<T>): Promise<T> {
    const loopback = await starting;
    open.push(loopback);
    return loopback;
  }
});
