import assert from 'node:assert/strict';
import { FleetioClient, type FleetRecord, type ListQuery, type Page } from '../../../src/fleetio/client';
import { recordDescription, recordLabel, recordTooltip } from '../../../src/fleetio/format';
import { fieldValue } from '../../../src/fleetio/records';
import { idInPath } from '../../../src/fleetio/request';
import {
  RESOURCES,
  type FilterOperator,
  type Resource,
  type ResourceId,
} from '../../../src/fleetio/resources';
import { API_VERSIONS } from '../../../src/fleetio/versions';
import { rejects } from './loopback';
import { ids, pagesOf, Scene } from './scene';

const ALL = Object.entries(RESOURCES) as [ResourceId, Resource][];
const LISTED = ALL.filter(([, { readable = 'list' }]) => !['record', 'single'].includes(readable));
const AT_TOP = LISTED.filter(([, { parent }]) => parent === undefined);
const SECTIONS = ALL.filter(([, { vehicle }]) => vehicle !== undefined).map(([id]) => id);

for (const version of API_VERSIONS) {
  describe(`FleetioClient in version ${version}`, function () {
    this.timeout(60_000);
    let scene: Scene;
    let client: FleetioClient;
    /** What has to come out in every version. */
    let newest: FleetioClient;

    before(async () => {
      scene = await Scene.open();
      client = scene.client(version);
      newest = scene.client();
    });
    after(() => scene.close());

    it('finds the accounts of a key without an account token, and its user', async () => {
      const { apiKey } = scene.sandbox.keys.find(({ label }) => label === 'Two accounts')!;
      const bare = new FleetioClient(
        { apiUrl: scene.sandbox.url, apiKey, apiVersion: version },
        scene.services,
      );
      assert.deepEqual(
        (await bare.accounts()).map(({ name, token }) => [name, token]).sort(),
        scene.sandbox.accounts.map(({ name, accountToken }) => [name, accountToken]).sort(),
      );
      assert.deepEqual(await client.me(), { id: 1, name: 'Sam Rivera', email: 'sam@example.test' });
    });

    it('gives every record of a list once and in order, page by page', async () => {
      for (const resource of ['vehicles', 'meter_entries', 'issues'] as const) {
        const pages = await pagesOf(client, { resource, perPage: 15 });
        const whole = (await pagesOf(newest, { resource, perPage: 100 })).flatMap(ids);
        assert.ok(pages.length > 2, resource);
        assert.deepEqual(pages.flatMap(ids), whole);
        assert.equal(new Set(whole).size, whole.length);
        const left = pages.map((_, at) => whole.length - pages.slice(0, at + 1).flatMap(ids).length);
        assert.deepEqual(
          pages.map(({ remaining, remainingAtLeast }, at) => (remainingAtLeast ? left[at] : remaining)),
          left,
          resource,
        );
      }
    });

    it('gives every list of the catalogue, its records in one shape', async () => {
      for (const [resource] of AT_TOP) {
        const [here, there] = await Promise.all([client.page({ resource }), newest.page({ resource })]);
        const count = Math.min(here.records.length, there.records.length);
        assert.ok(count > 0, resource);
        sameRows(resource, here.records.slice(0, count), there.records.slice(0, count));
      }
    });

    it('tells in lists all that the newest version tells there, and no less', async () => {
      const [here, there] = await Promise.all([
        client.page({ resource: 'vehicles' }),
        newest.page({ resource: 'vehicles' }),
      ]);
      const [old, now] = [here.records[0]!, there.records[0]!];
      assert.deepEqual(
        Object.keys(now).filter((field) => !(field in old)),
        [],
      );
      assert.equal(old['primary_meter_value'], now['primary_meter_value']);
    });

    it('gives every record that stands alone, in the same shape', async () => {
      for (const [resource, { readable = 'listAndRecord' }] of AT_TOP) {
        if (readable === 'listAndRecord') {
          const listed = (await newest.page({ resource })).records.at(-1)!;
          const old = await client.get({ resource, id: idInPath(resource, listed, version) });
          const now = await newest.get({ resource, id: listed.id });
          sameRows(resource, [old], [now]);
          assert.deepEqual(namesOf(old['labels']), namesOf(now['labels']), resource);
        }
      }
    });

    it('gives the sections of a vehicle, and nothing of another one', async () => {
      const { records } = await newest.page({ resource: 'vehicles', perPage: 100 });
      for (const resource of SECTIONS) {
        let vehicleId = 0;
        let there: Page | undefined;
        for (const { id } of records) {
          vehicleId = id;
          there = await newest.page({ resource, vehicleId, perPage: 100 });
          if (there.records.length > 0) {
            break;
          }
        }
        assert.ok(there !== undefined && there.records.length > 0, `some vehicle has ${resource}`);
        const here = await client.page({ resource, vehicleId, perPage: 100 });
        sameRows(resource, here.records, there.records);
        for (const record of here.records) {
          const owner =
            record['vehicle_id'] ?? fieldValue(record, 'vehicle.id') ?? fieldValue(record, 'asset.id');
          assert.ok([vehicleId, undefined].includes((owner ?? record['commentable_id']) as number), resource);
        }
      }
    });

    it('narrows a list by each of its filters', async () => {
      let tried = 0;
      for (const [resource, { filters }] of AT_TOP) {
        const { records } = await newest.page({ resource });
        for (const { field, operators, since = version } of filters) {
          const value = records.map((record) => valueAt(record, field)).find((found) => found !== undefined);
          if (value === undefined || since > version) {
            continue;
          }
          tried += 1;
          for (const operator of operators) {
            const query: ListQuery = { resource, filters: [{ field, operator, value }], perPage: 100 };
            const [here, there] = await Promise.all([client.page(query), newest.page(query)]);
            const asked = [resource, field, operator, value].join(' ');
            assert.deepEqual(ids(here), ids(there), asked);
            assert.ok(operator === 'lt' || operator === 'gt' || here.records.length > 0, asked);
            assert.ok(
              here.records.every((record) => holds(operator, valueAt(record, field), value)),
              asked,
            );
          }
        }
      }
      assert.ok(tried > 100, `${tried} filters found a value to look for`);
    });

    it('puts a list in each of its orders', async () => {
      for (const [resource, { sorts }] of AT_TOP) {
        for (const field of sorts) {
          for (const direction of ['asc', 'desc'] as const) {
            const query: ListQuery = { resource, sort: { field, direction }, perPage: 100 };
            const [here, there] = await Promise.all([client.page(query), newest.page(query)]);
            assert.deepEqual(ids(here), ids(there), `${resource} by ${field} ${direction}`);
            const values = here.records
              .map((record) => comparable(record[field]))
              .filter((value) => !Number.isNaN(value));
            const rising = direction === 'asc' ? values : values.reverse();
            assert.ok(
              rising.every((value, place) => place === 0 || value >= rising[place - 1]!),
              `${resource} by ${field} ${direction}`,
            );
          }
        }
      }
    });

    it('gives archived records apart from the others', async () => {
      for (const [resource] of AT_TOP.filter(([, one]) => one.archived)) {
        const [archived, others] = await Promise.all([
          client.page({ resource, archived: true }),
          client.page({ resource, perPage: 100 }),
        ]);
        assert.ok(archived.records.length > 0, resource);
        assert.ok(
          ids(archived).every((id) => !ids(others).includes(id)),
          resource,
        );
      }
    });

    it('gives what hangs on a record, and says when there is nothing', async () => {
      const lines = await newest.page({ resource: 'service_entries' });
      const parentId = lines.records[0]!.id;
      const items = await client.page({ resource: 'service_entry_line_items', parentId });
      assert.ok(items.records.length > 0);

      const vehicles = (await newest.page({ resource: 'vehicles', perPage: 100 })).records;
      const outcomes = await Promise.all(
        vehicles.map(({ id }) =>
          client.get({ resource: 'current_assignment', vehicleId: id }).then(
            (record) => typeof record.id,
            (error: unknown) => (error as { kind?: string }).kind,
          ),
        ),
      );
      assert.deepEqual([...new Set(outcomes)].sort(), ['notFound', 'number']);

      const vehicleId = vehicles[0]!.id;
      const [place] = (await client.page({ resource: 'location_entries', vehicleId })).records;
      const shown = await client.get({ resource: 'location_entries', vehicleId, id: place!.id });
      assert.equal(shown['address'], place!['address']);
    });

    it('finds a vehicle by an external id', async () => {
      const { records } = await newest.page({ resource: 'vehicles', perPage: 100 });
      const known = records.find(({ external_ids: ids }) => Object.keys(ids ?? {}).length > 0)!;
      const [[key, value] = assert.fail()] = Object.entries(known['external_ids'] as Record<string, string>);
      const id = `${key}:${value}`;
      assert.equal((await client.get({ resource: 'vehicles', id })).id, known.id);
      const entries = await client.page({ resource: 'meter_entries', vehicleId: id });
      assert.ok(entries.records.every((entry) => entry['vehicle_id'] === known.id));
    });

    it('tells what is wrong by the kind of its error', async () => {
      const as = (label: string, account = 0): FleetioClient => scene.client(version, label, account);
      await rejects('unauthorized', as('Revoked').me());
      await rejects('unauthorized', as('Owner', 1).me());
      await rejects('forbidden', as('Vehicles only').page({ resource: 'fuel_entries' }));
      await rejects('forbidden', as('No API plan').accounts());
      await rejects('notFound', client.get({ resource: 'vehicles', id: 1 }));
      const asked = scene.sandbox.requests.length;
      const filters = [{ field: 'wheels', operator: 'eq', value: '4' }] as const;
      await rejects('invalidRequest', client.page({ resource: 'vehicles', filters }));
      assert.equal(scene.sandbox.requests.length, asked, 'refused before a request is made');
    });
  });
}

/** The names in a list of small objects. */
function namesOf(found: unknown): unknown {
  return Array.isArray(found) ? found.map((one) => fieldValue(one, 'name')) : found;
}

/** What older lists hold besides: since then it stands in the record alone. */
const ONLY_IN_OLD_LISTS: readonly string[] = ['Driver'];

/** The rows that people see of these records are the same. */
function sameRows(resource: ResourceId, here: readonly FleetRecord[], there: readonly FleetRecord[]): void {
  const row = (record: FleetRecord) => ({
    id: record.id,
    label: recordLabel(resource, record),
    description: recordDescription(resource, record),
    tooltip: recordTooltip(resource, record).filter(([title]) => !ONLY_IN_OLD_LISTS.includes(title)),
  });
  assert.deepEqual(here.map(row), there.map(row), resource);
}

/** A value that a filter can look for. */
function valueAt(record: FleetRecord, field: string): string | undefined {
  const value =
    field === 'labels' ? fieldValue((record['labels'] as unknown[] | undefined)?.[0], 'name') : record[field];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

/** Whether a record is rightly in a list; what it does not tell is not held against it. */
function holds(operator: FilterOperator, actual: string | undefined, wanted: string): boolean {
  if (actual === undefined) {
    return true;
  }
  const [a, b] = [comparable(actual), comparable(wanted)];
  const rules: Readonly<Record<FilterOperator, boolean>> = {
    eq: actual === wanted,
    like: actual.toLowerCase().includes(wanted.toLowerCase()),
    include: actual !== '',
    lt: a < b,
    lte: a <= b,
    gt: a > b,
    gte: a >= b,
  };
  return rules[operator];
}

/** Ids and moments as numbers; anything else as none. */
function comparable(value: unknown): number {
  if (typeof value === 'string') {
    return /^\d{4}-\d\d-\d\d/.test(value) ? Date.parse(value) : NaN;
  }
  return typeof value === 'number' ? value : NaN;
}
