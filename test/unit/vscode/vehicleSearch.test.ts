import assert from 'node:assert/strict';
import { FleetioClient, type FleetRecord } from '../../../src/fleetio/client';
import { createServices } from '../../../src/fleetio/services';
import { startSandbox, type Sandbox } from '../../../src/sandbox/server';
import { VehicleSearch } from '../../../src/vscode/explorer/vehicleSearch';

describe('VehicleSearch', () => {
  let sandbox: Sandbox;
  let search: VehicleSearch;
  let asked: () => string[];
  const services = createServices({ requestsPerMinute: 1000 });

  before(async () => {
    sandbox = await startSandbox({ vehicles: 300, rateLimit: 'off' });
  });
  beforeEach(() => {
    const { apiKey } = sandbox.keys[0]!;
    const { accountToken } = sandbox.accounts[0]!;
    const connection = { apiUrl: sandbox.url, apiKey, accountToken, apiVersion: '2025-05-05' } as const;
    search = new VehicleSearch(new FleetioClient(connection, services), () => [
      { id: 1, name: 'Van 7 of old', vin: null },
    ]);
    const before = sandbox.requests.length;
    asked = () =>
      sandbox.requests
        .slice(before)
        .map(({ query }) => /\[(\w+)\]/.exec(decodeURIComponent(query))?.[1] ?? '');
  });
  after(async () => {
    await services.close();
    await sandbox.close();
  });

  it('finds what is known without asking, those first whose name begins so', () => {
    assert.deepEqual(names(search.known('of old')), ['Van 7 of old']);
    assert.deepEqual(asked(), []);
  });

  it('asks for a name, and for a plate only where the text could be one', async () => {
    assert.ok((await all('o\'neil "')).includes('O\'Neil "Unit 7\\'));
    assert.deepEqual(asked(), ['name']);
    assert.ok((await all('van 12')).includes('Van 12'));
    assert.deepEqual(asked(), ['name', 'name', 'license_plate']);
  });

  it('finds a vehicle by a part of its VIN or plate', async () => {
    const [vehicle] = await found('van 12');
    const [vin, plate] = [String(vehicle?.['vin']), String(vehicle?.['license_plate'])];
    for (const text of [vin.slice(3, 15), plate.slice(1).toLowerCase()]) {
      assert.ok((await all(text)).includes(String(vehicle?.['name'])), text);
    }
  });

  it('asks nothing more when every match of the letters before has come', async () => {
    await all('tractor 1');
    const before = asked().length;
    assert.ok((await all('tractor 11')).every((name) => /tractor 11/i.test(name)));
    assert.equal(asked().length, before);
  });

  it('looks among the archived ones when it is asked to, a few pages, and knows them from then on', async () => {
    assert.deepEqual(await all('retired'), []);
    const before = sandbox.requests.length;
    const archived = search.findArchived('retired', new AbortController().signal);
    for await (const records of archived) {
      assert.match(String(records[0]?.['name']), /^Retired/);
    }
    assert.equal(search.hasMoreArchived, false);
    const paths = sandbox.requests.slice(before).map(({ path }) => path);
    assert.deepEqual(paths, ['/api/vehicles/archived']);
    assert.ok(names(search.known('retired')).length > 0);
  });

  it('asks nothing for a single letter, and stops when it is told to', async () => {
    await all('v');
    assert.deepEqual(asked(), []);
    await assert.rejects(async () => {
      await search.find('van', AbortSignal.abort()).next();
    }, /cancelled/);
  });

  async function found(text: string): Promise<readonly FleetRecord[]> {
    const answers = search.find(text, new AbortController().signal);
    while ((await answers.next()).done !== true);
    return search.known(text).filter(({ id }) => id !== 1);
  }

  async function all(text: string): Promise<string[]> {
    return names(await found(text));
  }
});

function names(records: readonly FleetRecord[]): string[] {
  return records.map(({ name }) => String(name));
}
