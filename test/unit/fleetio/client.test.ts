import assert from 'node:assert/strict';
import { FleetioClient } from '../../../src/fleetio/client';
import { createServices, type ClientServices } from '../../../src/fleetio/services';
import { startSandbox, type Sandbox } from '../../../src/sandbox/server';
import { rejects } from './loopback';

describe('FleetioClient, asking the sandbox', () => {
  let sandbox: Sandbox;
  let client: FleetioClient;
  let services: ClientServices;

  before(async () => {
    sandbox = await startSandbox({ vehicles: 120, entries: 10, rateLimit: 'off' });
    services = createServices({ requestsPerMinute: 1000 });
    client = clientFor('Owner');
  });
  after(async () => {
    await services.close();
    await sandbox.close();
  });

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
    assert.equal(shown.id, listed!.id);
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
    return new FleetioClient({ apiUrl: sandbox.url, apiKey, apiVersion, accountToken }, services);
  }
});
