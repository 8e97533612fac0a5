import assert from 'node:assert/strict';
import { RESOURCES, type Resource } from '../../../src/fleetio/resources';
import { useSandbox, Visitor, type Entry } from './visitor';

/** What the sandbox has none of. */
const EMPTY = ['bulk_api_jobs'];

describe("the sandbox's resources", () => {
  const sandbox = useSandbox({ vehicles: 40, entries: 24 });
  const owner = (): Visitor => new Visitor(sandbox());

  for (const resource of Object.values(RESOURCES).filter(({ id }) => !EMPTY.includes(id))) {
    it(`has ${resource.title}, in all the ways that the catalogue names`, async () => {
      const records = await recordsOf(owner(), resource);
      assert.ok(records.length > 0, 'there are some');
      assert.equal(new Set(records.map(({ id }) => id)).size, records.length, 'each id once');
      for (const field of resource.decimals ?? []) {
        const values = records.map((record) => valueAt(record, field)).filter((value) => value !== undefined);
        assert.ok(
          values.every((value) => value === null || !Number.isNaN(Number(value))),
          field,
        );
      }
      const named = resource.label.some(({ field }) => valueAt(records[0]!, field) !== undefined);
      assert.ok(named || resource.id === 'users', 'a field that names it');
    });
  }

  it('shows each listed record alone, with the same values and more', async () => {
    for (const resource of Object.values(RESOURCES)) {
      if ((resource.readable ?? 'listAndRecord') !== 'listAndRecord' || resource.parent !== undefined) {
        continue;
      }
      const [listed] = (await owner().page(`/${resource.id}`)).records;
      const alone = await owner().record(`/${resource.id}/${listed!.id}`);
      // Labels come with their colour there, and some decimals as numbers.
      const different = ['labels', ...(resource.decimals ?? []).map((field) => field.split('.', 1)[0])];
      for (const field of Object.keys(listed!).filter((name) => !different.includes(name))) {
        assert.deepEqual(alone[field], listed![field], `${resource.id} ${field}`);
      }
      assert.equal(await owner().status(`/${resource.id}/999999999999`), 404, resource.id);
    }
  });

  it('lists retired vehicles apart, and shows them by their id', async () => {
    const archived = await owner().all('/vehicles/archived');
    const all = await owner().all('/vehicles');
    assert.equal(archived.length, 2);
    assert.ok(archived.every((one) => one['archived_at'] !== null && all.every(({ id }) => id !== one.id)));
    assert.equal((await owner().record(`/vehicles/${archived[0]!.id}`)).id, archived[0]!.id);
  });

  it('hangs records on vehicles as the counts of the vehicle say', async () => {
    for (const vehicle of (await owner().page('/vehicles', { per_page: 5 })).records) {
      const counts: Readonly<Record<string, number>> = {
        fuel_entries_count: (await owner().all(`/vehicles/${vehicle.id}/fuel_entries`)).length,
        service_entries_count: (await owner().all(`/vehicles/${vehicle.id}/service_entries`)).length,
        issues_count: (await owner().all(`/vehicles/${vehicle.id}/issues`)).length,
        work_orders_count: (await owner().all('/work_orders', { 'filter[vehicle_id][eq]': vehicle.id }))
          .length,
        service_reminders_count: (
          await owner().all('/service_reminders', { 'filter[vehicle_id][eq]': vehicle.id })
        ).length,
        comments_count: (
          await owner().all('/comments', {
            'filter[commentable_type][eq]': 'Vehicle',
            'filter[commentable_id][eq]': vehicle.id,
          })
        ).length,
      };
      for (const [field, count] of Object.entries(counts)) {
        assert.equal(vehicle[field], count, `${vehicle.id} ${field}`);
      }
    }
  });

  it('gives the account-wide list of what hangs on vehicles, each once', async () => {
    for (const name of ['service_entries', 'issues', 'vehicle_assignments']) {
      const whole = await owner().all(`/${name}`);
      const below = await Promise.all(
        (await owner().all('/vehicles')).map(({ id }) => owner().all(`/vehicles/${id}/${name}`)),
      );
      assert.deepEqual(
        below.flat().sort((a, b) => b.id - a.id),
        whole,
        name,
      );
    }
  });

  it('adds the lines of a service entry up to its subtotal', async () => {
    for (const entry of (await owner().page('/service_entries', { per_page: 10 })).records) {
      const lines = await owner().all(`/service_entries/${entry.id}/service_entry_line_items`);
      const sum = lines.reduce((total, line) => total + Math.round(Number(line['subtotal']) * 100), 0);
      assert.equal(sum, entry['subtotal_cents']);
    }
  });

  it('says who drives a vehicle, in its assignments as on the vehicle', async () => {
    const drivers = await Promise.all(
      (await owner().page('/vehicles', { per_page: 20 })).records.map(async ({ id }) => {
        const vehicle = await owner().record(`/vehicles/${id}`);
        const response = await owner().ask(`/vehicles/${id}/current_assignment`);
        const assignment = response.status === 200 ? ((await response.json()) as Entry) : undefined;
        assert.equal((vehicle['driver'] as Partial<Entry>).id, assignment?.['contact_id']);
        return assignment;
      }),
    );
    assert.ok(drivers.includes(undefined) && drivers.some((assignment) => assignment !== undefined));
  });
});

/** All records of a resource, or the one that there is. */
async function recordsOf(owner: Visitor, resource: Resource): Promise<Entry[]> {
  const { id, path = id, parent, readable = 'listAndRecord' } = resource;
  if (parent === undefined) {
    return readable === 'single' ? [await owner.record(`/${path}`)] : owner.all(`/${path}`);
  }
  const found: Entry[] = [];
  for (const { id: parentId } of (await owner.page(`/${parent}`, { per_page: 30 })).records) {
    const address = `/${parent}/${parentId}/${path}`;
    if (readable !== 'single') {
      found.push(...(await owner.all(address)));
    } else if ((await owner.status(address)) === 200) {
      found.push(await owner.record(address));
    }
  }
  return found;
}

function valueAt(record: unknown, field: string): unknown {
  return field
    .split('.')
    .reduce<unknown>((value, step) => (value as Record<string, unknown> | null | undefined)?.[step], record);
}
