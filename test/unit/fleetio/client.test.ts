import assert from 'node:assert/strict';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FleetioClient } from '../../../src/fleetio/client';
import { FleetioError, type FleetioErrorKind } from '../../../src/fleetio/errors';
import { startSandbox, type Sandbox } from '../../../src/sandbox/server';

describe('FleetioClient, asking the sandbox', () => {
  let sandbox: Sandbox;
  let client: FleetioClient;

  before(async () => {
    sandbox = await startSandbox({ vehicles: 120, entries: 10, rateLimit: 'off' });
    client = clientFor('Owner');
  });
  after(() => sandbox.close());

  it('finds the accounts of a key, and its user', async () => {
    const accounts = await client.accounts();
    assert.deepEqual(
      accounts.map(({ token }) => token),
      [sandbox.accounts[0]!.accountToken],
    );
    assert.deepEqual(await client.me(), { id: 1, name: 'Sam Rivera', email: 'sam@example.test' });
  });

  it('gives a list page by page, each record once', async () => {
    const sizes: number[] = [];
    const ids = new Set<number>();
    for await (const page of client.list({ resource: 'vehicles', perPage: 50 })) {
      sizes.push(page.records.length);
      for (const { id } of page.records) {
        ids.add(id);
      }
      assert.equal(page.remaining, 120 - ids.size);
    }
    assert.deepEqual(sizes, [50, 50, 20]);
    assert.equal(ids.size, 120);
  });

  it('gives one record, with decimals as texts', async () => {
    const [listed] = (await client.page({ resource: 'vehicles' })).records;
    const shown = await client.get({ resource: 'vehicles', id: listed!.id });
    assert.deepEqual(shown, listed);
    assert.equal(typeof shown['primary_meter_value'], 'string');
  });

  it('tells what is wrong by the kind of its error', async () => {
    const [{ id } = assert.fail()] = (await client.page({ resource: 'vehicles' })).records;
    await rejects('unauthorized', clientFor('Revoked').me());
    await rejects('forbidden', clientFor('Vehicles only').page({ resource: 'fuel_entries', vehicleId: id }));
    await rejects('forbidden', clientFor('No API plan').accounts());
    await rejects('notFound', client.get({ resource: 'vehicles', id: 1 }));
    const unknown = { field: 'wheels', operator: 'eq', value: '4' } as const;
    const asked = sandbox.requests.length;
    await rejects('invalidRequest', client.page({ resource: 'vehicles', filters: [unknown] }));
    assert.equal(sandbox.requests.length, asked, 'refused before a request is made');
  });

  function clientFor(label: string): FleetioClient {
    const { apiKey, apiVersion } = sandbox.keys.find((key) => key.label === label)!;
    const { accountToken } = sandbox.accounts[0]!;
    return new FleetioClient({ apiUrl: sandbox.url, apiKey, apiVersion, accountToken });
  }
});

describe('FleetioClient, when things go wrong', () => {
  const secrets = { apiKey: 'k'.repeat(40), accountToken: 'account123' };
  let server: Server;
  let handler: RequestListener;

  before(async () => {
    server = createServer((request, response) => {
      handler(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  it('says when a rate limited account may ask again', async () => {
    handler = (_, response) => response.writeHead(429, { 'Retry-After': '17' }).end('Too many requests');
    const before = Date.now();
    const { retryAt = 0 } = (await rejects('rateLimited', client().me())).details;
    assert.ok(retryAt >= before + 17_000 && retryAt <= Date.now() + 17_000);
  });

  it('does not follow a redirect', async () => {
    let asked = 0;
    handler = (_, response) => {
      asked++;
      response.writeHead(302, { Location: '/elsewhere' }).end();
    };
    await rejects('redirected', client().me());
    assert.equal(asked, 1);
  });

  it('takes no page of a proxy and no broken JSON for an answer', async () => {
    for (const body of ['<html>Please sign in</html>', '{"records": [', '"text"', '']) {
      handler = (_, response) => response.end(body);
      await rejects('badResponse', client().page({ resource: 'vehicles' }));
    }
  });

  it('tells a fault of the server and a lost connection', async () => {
    handler = (_, response) => response.writeHead(503).end();
    await rejects('server', client().me());
    handler = (request) => request.socket.destroy();
    await rejects('offline', client().me());
  });

  it('is cancelled by its signal', async () => {
    const abort = new AbortController();
    handler = () => {
      abort.abort();
    };
    await rejects('cancelled', client().me({ signal: abort.signal }));
  });

  it('sends a key to no address that is not safe', async () => {
    for (const apiUrl of ['http://fleetio.example.test/api', 'ftp://127.0.0.1/', 'nonsense']) {
      await rejects(
        'invalidRequest',
        new FleetioClient({ ...secrets, apiUrl, apiVersion: '2025-05-05' }).me(),
      );
    }
  });

  function client(): FleetioClient {
    const { port } = server.address() as AddressInfo;
    return new FleetioClient({
      ...secrets,
      apiUrl: `http://127.0.0.1:${port}/api`,
      apiVersion: '2025-05-05',
    });
  }
});

/** The promise fails with this kind, and its words hold no secret. */
async function rejects(kind: FleetioErrorKind, promise: Promise<unknown>): Promise<FleetioError> {
  const error: unknown = await promise.then(
    () => assert.fail(`expected ${kind}`),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof FleetioError, String(error));
  assert.equal(error.kind, kind, error.message);
  const words = `${error.message} ${error.nextStep} ${JSON.stringify(error.details)} ${error.stack}`;
  assert.ok(!words.includes('kkkkkkkk') && !words.includes('account123'), words);
  return error;
}
