import assert from 'node:assert/strict';
import { useSandbox, Visitor, type Entry, type Json } from './visitor';

describe('writing to the sandbox', () => {
  const NOW = Date.parse('2026-07-04T15:00:00Z');
  const sandbox = useSandbox({ vehicles: 12, entries: 20, now: () => NOW });
  const owner = (): Visitor => new Visitor(sandbox());

  it('creates a meter entry, which the lists and the vehicle then know of', async () => {
    const vehicle = await owner().record('/vehicles/1002');
    const value = Number(vehicle['primary_meter_value']) + 100;
    const response = await owner().post('/meter_entries', { vehicle_id: 1002, value, date: '2026-07-03' });
    assert.equal(response.status, 201);
    const created = (await response.json()) as Entry;
    assert.ok(response.headers.get('location')?.endsWith(`/meter_entries/${created.id}`));
    assert.deepEqual(
      [created['vehicle_id'], created['value'], created['date'], created['category'], created['void']],
      [1002, value.toFixed(1), '2026-07-03', 'manual', false],
    );
    assert.deepEqual(await owner().record(`/meter_entries/${created.id}`), created);
    for (const path of ['/meter_entries', '/vehicles/1002/meter_entries']) {
      for (const field of ['id', 'date', 'created_at']) {
        assert.deepEqual(
          (await owner().page(path, { [`sort[${field}]`]: 'desc' })).records[0],
          created,
          `${path} ${field}`,
        );
      }
    }
    const changed = await owner().record('/vehicles/1002');
    assert.deepEqual(
      [changed['primary_meter_value'], changed['primary_meter_date']],
      [value.toFixed(1), '2026-07-03'],
    );
    const [latest] = (await owner().page('/vehicles', { 'sort[updated_at]': 'desc' })).records;
    assert.equal(latest!.id, 1002);
  });

  it('keeps the order of dates when an entry is added in the middle', async () => {
    const [before, after] = await neighbours(owner(), 1003);
    const value = (Number(before['value']) + Number(after['value'])) / 2;
    const response = await owner().post('/meter_entries', { vehicle_id: 1003, value, date: before['date'] });
    const created = (await response.json()) as Entry;
    assert.equal(response.status, 201, JSON.stringify(created));
    for (const path of ['/meter_entries', '/vehicles/1003/meter_entries']) {
      const entries = await owner().all(path, { 'sort[date]': 'asc', per_page: 7 });
      const dates = entries.map(({ date }) => String(date));
      assert.deepEqual(dates, [...dates].sort(), path);
      assert.ok(
        entries.some(({ id }) => id === created.id),
        path,
      );
      assert.equal(new Set(entries.map(({ id }) => id)).size, entries.length, path);
    }
    const found = await owner().all('/meter_entries', {
      'filter[date][eq]': String(before['date']),
      'filter[vehicle_id][eq]': 1003,
    });
    assert.ok(found.some(({ id }) => id === created.id));
  });

  it('refuses a value that breaks the order, and names both bounds', async () => {
    const [before, after] = await neighbours(owner(), 1004);
    const reading = { vehicle_id: 1004, date: before['date'], value: Number(after['value']) + 1 };
    const response = await owner().post('/meter_entries', reading);
    assert.equal(response.status, 422);
    const { errors } = (await response.json()) as { errors: Record<string, string[]> };
    const words = (value: unknown): string => Number(value).toLocaleString('en-US');
    assert.deepEqual(errors, {
      value: [`must be between ${words(before['value'])} and ${words(after['value'])} or marked as void`],
    });
    assert.equal((await owner().post('/meter_entries', { ...reading, void: true })).status, 201);
    const vehicle = await owner().record('/vehicles/1004');
    assert.ok(Number(vehicle['primary_meter_value']) > 0, 'a void entry does not count');
    const low = await owner().post('/meter_entries', { vehicle_id: 1004, date: '2026-07-04', value: 1 });
    assert.match(await low.text(), /must be greater than or equal to [\d,.]+ or marked as void/);
  });

  it('keeps what is written to a second meter that is not in use, but hides it', async () => {
    const vehicles = await owner().all('/vehicles');
    const { id } = vehicles.find((vehicle) => vehicle['secondary_meter_unit'] === null)!;
    const reading = { vehicle_id: id, value: 55, date: '2026-07-04', meter_type: 'secondary' };
    const created = (await (await owner().post('/meter_entries', reading)).json()) as Entry;
    assert.equal((await owner().record(`/meter_entries/${created.id}`))['value'], '55.0');
    const { secondary_meter_value: value, secondary_meter_date: date } = await owner().record(
      `/vehicles/${id}`,
    );
    assert.deepEqual([value, date], ['0.0', null]);
  });

  it('names the new record by the number of the path that it was written to', async () => {
    const reading = { vehicle_id: 1006, value: 1, date: '2026-07-01', void: true };
    const response = await owner().post('/v1/meter_entries', reading);
    assert.match(response.headers.get('location') ?? '', /^\/api\/v1\/meter_entries\/\d+$/);
  });

  it('says field by field what is missing or wrong', async () => {
    const cases: readonly (readonly [Json, string[]])[] = [
      [{}, ['vehicle', 'value', 'date']],
      [{ vehicle_id: 1, value: 5, date: '2026-07-04' }, ['vehicle']],
      [{ vehicle_id: 1005, value: 'many', date: '2026-07-04' }, ['value']],
      [{ vehicle_id: 1005, value: 5e6, date: 'today' }, ['date']],
      [{ vehicle_id: 1005, value: 5e6, date: '2026-07-04', meter_type: 'third' }, ['meter_type']],
    ];
    for (const [body, fields] of cases) {
      const response = await owner().post('/meter_entries', body);
      assert.equal(response.status, 422, JSON.stringify(body));
      const { errors } = (await response.json()) as { errors: Json };
      assert.deepEqual(Object.keys(errors), fields);
    }
  });

  it('answers 400 to what is no JSON, and 501 to other writes', async () => {
    const broken = await owner().ask('/meter_entries', {}, {}, { method: 'POST', body: '{' });
    assert.equal(broken.status, 400);
    assert.equal((await owner().post('/vehicles', { name: 'New' })).status, 501);
    assert.equal((await owner().ask('/vehicles/1001', {}, {}, { method: 'DELETE' })).status, 501);
  });
});

/** Two entries of the vehicle, one after the other, on different days. */
async function neighbours(owner: Visitor, vehicle: number): Promise<readonly [Entry, Entry]> {
  const all = await owner.all(`/vehicles/${vehicle}/meter_entries`, { 'sort[date]': 'asc' });
  const counting = all.filter((entry) => entry['meter_type'] === null && !entry['void']);
  const at = counting.findIndex(
    (entry, index) => index > 2 && entry['date'] !== counting[index + 1]?.['date'],
  );
  return [counting[at]!, counting[at + 1]!];
}
