import assert from 'node:assert/strict';
import fc from 'fast-check';
import { useSandbox, Visitor, type Entry, type Query } from './visitor';

describe("the sandbox's lists", () => {
  const sandbox = useSandbox({ vehicles: 60, entries: 12 });
  const owner = (): Visitor => new Visitor(sandbox());

  it('give every record once and in order, whatever the size of a page and the order', async () => {
    const paths = [
      '/vehicles',
      '/meter_entries',
      '/vehicles/1003/meter_entries',
      '/issues',
      '/service_reminders',
    ];
    const expected = new Map<string, Entry[]>();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...paths),
        fc.integer({ min: 2, max: 100 }),
        fc.constantFrom('id', 'created_at', 'updated_at'),
        fc.constantFrom('asc', 'desc'),
        async (path, size, field, direction) => {
          const whole = expected.get(path) ?? (await owner().all(path));
          expected.set(path, whole);
          const found = await owner().all(path, { per_page: size, [`sort[${field}]`]: direction });
          assert.deepEqual(found, sorted(whole, field, direction));
        },
      ),
      { numRuns: 25 },
    );
  });

  it('leave records with equal values in the order of their ids', async () => {
    const order = { 'sort[out_of_service_date]': 'asc' } as const;
    const found = await owner().all('/equipment', { per_page: 2, ...order });
    assert.deepEqual(new Set(found.map((one) => one['out_of_service_date'])), new Set([null]));
    assert.ok(found.length > 2);
    assert.deepEqual(found, sorted(found, 'id', 'asc'));
  });

  it('say how many are left, this page included, and count no further than 500', async () => {
    const first = await owner().page('/vehicles', { per_page: 25 });
    assert.equal(first.estimated_remaining_count, 60);
    assert.equal(first.per_page, 25);
    assert.ok(first.start_cursor);
    const second = await owner().page('/vehicles', { per_page: 25, start_cursor: first.next_cursor! });
    assert.equal(second.estimated_remaining_count, 35);
    assert.equal(second.start_cursor, first.next_cursor);
    assert.equal((await owner().page('/meter_entries')).estimated_remaining_count, 500);
    const none = await owner().page('/vehicles', { 'filter[vin][eq]': 'none' });
    assert.deepEqual([none.records, none.next_cursor, none.estimated_remaining_count], [[], null, 0]);
  });

  it('hold 50 by default, the newest first', async () => {
    const page = await owner().page('/vehicles');
    assert.equal(page.records.length, 50);
    assert.deepEqual(page.sorted_by, [{ id: 'desc' }]);
    assert.deepEqual(page.filtered_by, []);
    assert.deepEqual(page.records, sorted(page.records, 'id', 'desc'));
  });

  it('filter vehicles as a plain look at each of them would', async () => {
    const all = await owner().all('/vehicles');
    const some = all[17]!;
    const labels = (vehicle: Entry): unknown[] =>
      (vehicle['labels'] as { name: string }[]).map(({ name }) => name);
    const after = Date.parse('2020-01-01T06:00:00Z');
    const cases: readonly (readonly [Query, (vehicle: Entry) => boolean])[] = [
      [{ 'filter[name][like]': 'VAN' }, ({ name }) => String(name).toLowerCase().includes('van')],
      [{ 'filter[name][eq]': 'van 1' }, () => false],
      [{ 'filter[vin][eq]': String(some['vin']) }, ({ vin }) => vin === some['vin']],
      [{ 'filter[license_plate][like]': 'a' }, (one) => /a/i.test(String(one['license_plate']))],
      [
        { 'filter[external_id][like]': 'A-102' },
        (one) => JSON.stringify(one['external_ids']).includes('A-102'),
      ],
      [
        { 'filter[labels][include]': 'cdl, spare' },
        (one) => labels(one).some((name) => name === 'cdl' || name === 'spare'),
      ],
      [{ 'filter[group_id][eq]': Number(some['group_id']) }, (one) => one['group_id'] === some['group_id']],
      [{ 'filter[vehicle_status_id][eq]': 401 }, (one) => one['vehicle_status_id'] === 401],
      [{ 'filter[vehicle_type_id][eq]': 32 }, (one) => one['vehicle_type_id'] === 32],
      [{ 'filter[created_at][gte]': '2020-01-01' }, (one) => time(one, 'created_at') >= after],
      [
        {
          'filter[created_at][gt]': '2018-01-01',
          'filter[created_at][lt]': '2020-01-01',
          'filter[name][like]': 'car',
        },
        (one) =>
          time(one, 'created_at') > Date.parse('2018-01-01T06:00:00Z') &&
          time(one, 'created_at') < after &&
          String(one['name']).startsWith('Car'),
      ],
    ];
    for (const [query, belongs] of cases) {
      const expected = all.filter(belongs).map(({ id }) => id);
      for (const order of [{}, { 'sort[name]': 'asc' }]) {
        const found = (await owner().all('/vehicles', { ...query, ...order })).map(({ id }) => id);
        assert.deepEqual(
          found.sort((a, b) => b - a),
          expected,
          JSON.stringify(query),
        );
      }
    }
  });

  it('filter entries by day, kind and source, by the account-wide list as below the vehicle', async () => {
    const all = await owner().all('/meter_entries');
    const [fuel] = await owner().all('/fuel_entries');
    const cases: readonly (readonly [Query, (entry: Entry) => boolean])[] = [
      [{ 'filter[vehicle_id][eq]': 1007 }, (one) => one['vehicle_id'] === 1007],
      [{ 'filter[vehicle_id][eq]': 1 }, () => false],
      [{ 'filter[date][eq]': String(all[99]!['date']) }, (one) => one['date'] === all[99]!['date']],
      [
        { 'filter[date][gt]': '2026-06-01', 'filter[date][lte]': '2026-06-10' },
        (one) => one['date']! > '2026-06-01' && one['date']! <= '2026-06-10',
      ],
      [
        { 'filter[category][include]': 'nightly,starting' },
        (one) => one['category'] === 'nightly' || one['category'] === 'starting',
      ],
      [{ 'filter[meterable_type][include]': 'FuelEntry' }, (one) => one['meterable_type'] === 'FuelEntry'],
      [{ 'filter[meterable_id][eq]': fuel!.id }, (one) => one['meterable_id'] === fuel!.id],
    ];
    for (const [query, belongs] of cases) {
      assert.deepEqual(
        await owner().all('/meter_entries', query),
        all.filter(belongs),
        JSON.stringify(query),
      );
    }
    assert.deepEqual(
      await owner().all('/vehicles/1007/meter_entries'),
      all.filter((one) => one['vehicle_id'] === 1007),
    );
  });

  it('put names in the order of the numbers in them', async () => {
    const names = (await owner().all('/vehicles', { 'filter[name][like]': 'van', 'sort[name]': 'asc' })).map(
      (one) => String(one['name']),
    );
    const numbers = names.map((name) => Number(name.slice(4)));
    assert.ok(numbers.length > 10);
    assert.deepEqual(
      numbers,
      [...numbers].sort((a, b) => a - b),
    );
  });

  it('answer 400 to a page size out of bounds, an unknown filter or sort, and a date that is none', async () => {
    const refused = [
      'per_page=0',
      'per_page=1',
      'per_page=101',
      'per_page=ten',
      'filter[wheels][eq]=4',
      'filter[name][gt]=a',
      'filter[created_at][eq]=2020-01-01',
      'filter[created_at][gt]=yesterday',
      'filter[name]=x',
      'sort[wheels]=asc',
      'sort[name]=up',
    ];
    for (const query of refused) {
      const response = await owner().ask(`/vehicles?${query}`);
      assert.equal(response.status, 400, query);
      const { errors } = (await response.json()) as { errors: Record<string, string[]> };
      assert.equal(Object.keys(errors).length, 1, query);
    }
  });

  it('take no filter by a vehicle below another one', async () => {
    for (const name of ['meter_entries', 'fuel_entries', 'vehicle_assignments', 'issues']) {
      const path = `/vehicles/1003/${name}`;
      assert.equal(await owner().status(path, { 'filter[vehicle_id][eq]': 1003 }), 400, path);
    }
  });

  it('go on with filters and an order that are repeated in another sequence', async () => {
    const [filter, sort] = [{ 'filter[name][like]': 'van' }, { 'sort[name]': 'asc' }];
    const first = await owner().page('/vehicles', { ...filter, ...sort, per_page: 2 });
    const again = { ...sort, ...filter, start_cursor: first.next_cursor! };
    assert.equal(await owner().status('/vehicles', again), 200);
  });

  it('refuse a cursor that was changed, or that another list gave', async () => {
    const { next_cursor: cursor } = await owner().page('/vehicles', { per_page: 2 });
    const others = ['nonsense', '', `${cursor}x`, cursor!.slice(1), cursor!.slice(0, -1), flipped(cursor!)];
    for (const changed of others) {
      assert.equal(await owner().status('/vehicles', { start_cursor: changed }), 400, changed);
    }
    assert.equal(await owner().status('/meter_entries', { start_cursor: cursor! }), 400);
    assert.equal(await owner().status('/vehicles', { start_cursor: cursor!, 'sort[name]': 'asc' }), 400);
    const second = new Visitor(sandbox(), 'Two accounts', 1);
    assert.equal(await second.status('/vehicles', { start_cursor: cursor! }), 400);
    assert.equal(await owner().status('/vehicles', { start_cursor: cursor! }), 200);
  });
});

/** The same records in the order that a list is asked for; equal values in the order of the ids. */
function sorted(records: readonly Entry[], field: string, direction: string): Entry[] {
  const value = (one: Entry): number => (field === 'id' ? one.id : time(one, field));
  const ascending = [...records].sort((a, b) => value(a) - value(b) || a.id - b.id);
  return direction === 'asc' ? ascending : ascending.reverse();
}

function time(record: Entry, field: string): number {
  return Date.parse(String(record[field]));
}

/** One letter in the middle is another. */
function flipped(text: string): string {
  const at = Math.floor(text.length / 2);
  return `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;
}
