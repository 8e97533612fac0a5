import assert from 'node:assert/strict';
import { API_VERSIONS, type ApiVersion } from '../../../src/fleetio/versions';
import { paginationOf } from '../../../src/fleetio/request';
import { RESOURCES } from '../../../src/fleetio/resources';
import { useSandbox, Visitor, withSandbox, type Entry } from './visitor';

describe("the sandbox's versions", () => {
  const sandbox = useSandbox({ vehicles: 30, entries: 8 });
  const owner = (): Visitor => new Visitor(sandbox());

  it('answer in the shape of the header, which wins over the key', async () => {
    const old = new Visitor(sandbox(), 'Old integration');
    assert.ok(Array.isArray(await old.json('/v1/vehicles')));
    assert.ok(Array.isArray(await owner().json('/v1/vehicles', {}, { version: '2023-03-01' })));
    assert.ok((await old.page('/vehicles', {}, { version: '2025-05-05' })).records.length > 0);
  });

  it('lock every key but that of an old integration to the version that is asked for', async () => {
    await withSandbox({ vehicles: 3, versionLock: '2024-03-15' }, async (locked) => {
      const versions = locked.keys.map(({ label, apiVersion }) => [label, apiVersion]);
      assert.ok(
        versions.every(
          ([label, version]) => version === (label === 'Old integration' ? '2023-03-01' : '2024-03-15'),
        ),
      );
      const visitor = new Visitor(locked);
      assert.ok(Array.isArray(await visitor.json('/v1/meter_entries')), 'still an array in that version');
      assert.ok(!Array.isArray(await visitor.json('/v1/fuel_entries')), 'cursors already');
    });
  });

  it('give arrays with page headers where there are no cursors yet', async () => {
    const page = (query: Record<string, number>): Promise<Response> =>
      owner().ask('/v1/vehicles', query, { version: '2023-03-01' });
    const response = await page({ per: 7, page: 5 });
    assert.deepEqual(
      ['limit', 'current-page', 'total-pages', 'total-count'].map((name) =>
        response.headers.get(`x-pagination-${name}`),
      ),
      ['7', '5', '5', '30'],
    );
    assert.equal(((await response.json()) as unknown[]).length, 2);
    assert.deepEqual(await (await page({ page: 99 })).json(), []);
    const [first, below] = await Promise.all([page({ page: 1 }), page({ page: 0 })]);
    assert.equal(await first.text(), await below.text());
    const whole = (await (await page({})).json()) as Entry[];
    assert.equal(whole.length, 30);
    const pieces = await Promise.all(
      [1, 2, 3].map(async (number) => (await page({ per: 10, page: number })).json()),
    );
    assert.deepEqual(pieces.flat(), whole);
  });

  it('take the old filters and orders there', async () => {
    const list = async (query: Record<string, string>): Promise<Entry[]> =>
      (await owner().json('/v1/vehicles', query, { version: '2023-03-01' })) as Entry[];
    const all = await list({});
    const names = (records: readonly Entry[]): string[] => records.map((one) => String(one['name']));
    const vans = names(all).filter((name) => name.startsWith('Van'));
    assert.deepEqual(names(await list({ 'q[name_cont]': 'van' })), vans);
    assert.deepEqual(names(await list({ 'q[name_matches]': 'VAN 1' })), ['Van 1']);
    assert.deepEqual(names(await list({ 'q[name_eq]': 'VAN 1' })), []);
    assert.deepEqual(
      names(await list({ 'q[name_in_s]': 'Van 1,Van 2' })),
      ['Van 2', 'Van 1'].filter((name) => vans.includes(name)),
    );
    assert.equal(
      (await list({ 'q[vin_null]': '1' })).length + (await list({ 'q[vin_present]': '1' })).length,
      30,
    );
    assert.deepEqual(await list({ 'q[s]': 'created_at asc' }), [...all].reverse());
    assert.deepEqual(await list({ 'q[s]': 'created_at desc' }), all);
    assert.deepEqual(
      await list({ 'q[wheels_eq]': '4', unknown: 'x' }),
      all,
      'what is unknown is passed over',
    );
  });

  it('keep the fields of old under their old names', async () => {
    const [now] = (await owner().page('/vehicles')).records;
    const [before] = (await owner().json('/v1/vehicles', {}, { version: '2023-03-01' })) as Entry[];
    assert.equal(before!['meter_unit'], now!['primary_meter_unit']);
    assert.equal(before!['current_meter_value'], Number(now!['primary_meter_value']));
    assert.equal(before!['current_meter_date'], now!['primary_meter_date']);
    assert.ok(!('primary_meter_value' in before!));

    const [fuel] = (await owner().page('/fuel_entries')).records;
    const [oldFuel] = (await owner().json('/v1/fuel_entries', {}, { version: '2024-01-01' })) as Entry[];
    assert.equal(oldFuel!['vehicle_name'], (fuel!['vehicle'] as Entry)['name']);
    assert.equal(oldFuel!['vendor_name'], (fuel!['vendor'] as Entry)['name']);
    assert.equal(oldFuel!['total_amount'], Number(fuel!['total_amount_cents']) / 100);
    assert.ok(!('vehicle' in oldFuel!));

    const [drive] = (await owner().page('/vehicle_assignments')).records;
    const [oldDrive] = (await owner().json(
      '/v1/vehicle_assignments',
      {},
      { version: '2023-03-01' },
    )) as Entry[];
    const { name, default_image_url: image } = drive!['contact'] as Entry;
    assert.deepEqual([oldDrive!['contact_full_name'], oldDrive!['contact_image_url']], [name, image]);

    const shown = await owner().record(`/v1/vehicles/${now!.id}`, { version: '2024-01-01' });
    assert.ok('meter_unit' in shown && !('primary_meter_unit' in shown), 'shown alone until 2024-03-15');
  });

  it('told more in their lists, and less alone unless asked', async () => {
    const version = '2023-03-01';
    const [before] = (await owner().json('/v1/vehicles', {}, { version })) as Entry[];
    for (const field of ['secondary_meter', 'specs', 'driver', 'loan_amount', 'default_image_url_large']) {
      assert.ok(field in before!, field);
    }
    const [now] = (await owner().page('/vehicles')).records;
    assert.ok(!('specs' in now!));
    const alone = (query: Record<string, string>) =>
      owner().json(`/v1/vehicles/${now!.id}`, query, { version: '2024-01-01' }) as Promise<Entry>;
    assert.ok(!('labels' in (await alone({}))));
    assert.ok('labels' in (await alone({ expand: 'labels' })));
    const [drive] = (await owner().json('/v1/vehicle_assignments', {}, { version })) as Entry[];
    assert.ok('active' in drive! && 'deleted_at' in drive);
  });

  it('knew a purchase order by its number', async () => {
    const order = (await owner().page('/purchase_orders')).records.at(-1)!;
    const by = (id: unknown, version: ApiVersion) =>
      owner().status(`/v1/purchase_orders/${String(id)}`, {}, { version });
    assert.deepEqual([await by(order['number'], '2024-01-01'), await by(order.id, '2024-01-01')], [200, 404]);
    assert.deepEqual([await by(order['number'], '2024-03-15'), await by(order.id, '2024-03-15')], [404, 200]);
  });

  it('listed archived records with the others when asked', async () => {
    for (const [path, version] of [
      ['/v1/vehicles', '2023-03-01'],
      ['/v2/contacts', '2024-01-01'],
    ] as const) {
      const list = async (query: Record<string, string>): Promise<number[]> =>
        ((await owner().json(path, query, { version })) as Entry[]).map(({ id }) => id);
      const [some, all] = [await list({}), await list({ include_archived: '1' })];
      assert.ok(all.length > some.length && some.every((id) => all.includes(id)), path);
      const sorted = await list({ include_archived: '1', 'q[s]': 'created_at asc' });
      assert.deepEqual([...sorted].sort(), [...all].sort());
    }
  });

  it('serve a resource under its number, and without one from 2025-05-05 on', async () => {
    await withSandbox({ vehicles: 3, guesses: { otherPaths: 'missing' } }, async (strict) => {
      const visitor = new Visitor(strict);
      const statuses = async (version: ApiVersion): Promise<number[]> =>
        Promise.all(
          ['/issues', '/v1/issues', '/v2/issues', '/v2/vehicles'].map((path) =>
            visitor.status(path, {}, { version }),
          ),
        );
      assert.deepEqual(await statuses('2024-03-15'), [404, 200, 200, 404]);
      assert.deepEqual(await statuses('2024-06-30'), [404, 404, 200, 404]);
      assert.deepEqual(await statuses('2025-05-05'), [200, 404, 404, 404]);

      const { id } = (await visitor.page('/vehicles')).records[0]!;
      const below = await Promise.all(
        ['v1', 'v2'].map((number) =>
          visitor.status(`/${number}/vehicles/${id}/service_entries`, {}, { version: '2024-06-30' }),
        ),
      );
      assert.deepEqual(below, [200, 404], 'below a record, its number counts');
    });
  });

  for (const version of API_VERSIONS) {
    it(`answer every list of the catalogue in the style of ${version}`, async () => {
      for (const resource of Object.values(RESOURCES)) {
        const readable = resource.readable ?? 'listAndRecord';
        const nested = resource.parent !== undefined;
        if (readable === 'record' || readable === 'single') {
          continue;
        }
        const number = version === '2025-05-05' ? '' : `/v${resource.generation}`;
        const above = nested ? await parentPath(owner(), resource.parent) : '';
        const path = `${number}${above}/${resource.path ?? resource.id}`;
        const body = await owner().json(path, {}, { version });
        assert.equal(
          Array.isArray(body),
          paginationOf(resource, version, nested) === 'page',
          `${version} ${path}`,
        );
      }
    });
  }
});

/** The path of a record that others hang on. */
async function parentPath(owner: Visitor, parent: string): Promise<string> {
  const [record] = (await owner.page(`/${parent}`)).records;
  return `/${parent}/${record!.id}`;
}
