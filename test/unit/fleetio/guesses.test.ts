import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { NEWEST_API_VERSION } from '../../../src/fleetio/versions';
import { GUESSES } from '../../../src/sandbox/server';
import { HeldClock } from './heldClock';
import { rejects } from './loopback';
import { ids, pagesOf, Scene } from './scene';

describe('FleetioClient, whatever is guessed of the server', () => {
  /** Both answers of each guess lead to the same for whoever asks the client. */
  const otherwise = Object.entries(GUESSES).flatMap(([name, answers]) =>
    answers.slice(1).map((answer) => ({ name, answer })),
  );

  for (const { name, answer } of otherwise) {
    it(`reads the same with ${name} ${answer}`, async () => {
      const scene = await Scene.open({ guesses: { [name]: answer } });
      try {
        const seen = await everythingGuessed(scene);
        assert.deepEqual(seen, await usual());
      } finally {
        await scene.close();
      }
    });
  }

  let known: Promise<unknown> | undefined;
  function usual(): Promise<unknown> {
    known ??= Scene.open().then(async (scene) => {
      const seen = await everythingGuessed(scene);
      await scene.close();
      return seen;
    });
    return known;
  }

  /** What a person would see where the server's answers are guessed. */
  async function everythingGuessed(scene: Scene): Promise<unknown> {
    const client = scene.client();
    const { records: vehicles } = await client.page({ resource: 'vehicles', perPage: 100 });
    const kind = (failing: Promise<unknown>): Promise<unknown> =>
      failing.then(
        () => 'answered',
        (error: unknown) => (error as { kind?: string }).kind,
      );
    const [fuel] = (await client.page({ resource: 'fuel_entries' })).records;
    const [form] = (await client.page({ resource: 'submitted_inspection_forms' })).records;
    const [day] = (await client.page({ resource: 'issues' })).records.map((one) =>
      String(one['reported_at']),
    );
    const pages = await pagesOf(client, {
      resource: 'vehicles',
      filters: [{ field: 'name', operator: 'like', value: 'van' }],
      perPage: 3,
    });
    const open = await client.page({
      resource: 'issues',
      filters: [{ field: 'state', operator: 'eq', value: 'open' }],
    });
    return {
      unauthorized: await kind(scene.client(NEWEST_API_VERSION, 'Revoked').me()),
      assignments: await Promise.all(
        vehicles.map(({ id }) => kind(client.get({ resource: 'current_assignment', vehicleId: id }))),
      ),
      fuel: Number((await client.get({ resource: 'fuel_entries', id: fuel!.id }))['us_gallons']),
      form: form!.id,
      day,
      vans: pages.flatMap(ids),
      open: open.records.map((record) => [record.id, record['state'], record['overdue']]),
    };
  }

  it('says so when a server takes only one of two bounds', async () => {
    const scene = await Scene.open({ guesses: { secondFilter: 'ignored' } });
    const filters = [
      { field: 'date', operator: 'gte', value: '2026-06-01' },
      { field: 'date', operator: 'lt', value: '2026-06-15' },
    ] as const;
    await rejects('badResponse', scene.client().page({ resource: 'fuel_entries', filters }));
    await scene.close();
  });

  it('waits after a 429 in plain text, too', async () => {
    const clock = new HeldClock();
    const scene = await Scene.open(
      { rateLimit: 1, now: () => clock.now(), guesses: { tooManyBody: 'text' } },
      { clock },
    );
    const client = scene.client();
    const both = Promise.all([client.page({ resource: 'vehicles' }), client.page({ resource: 'contacts' })]);
    while ((await Promise.race([both, delay(5)])) === undefined) {
      await clock.advance(500);
    }
    assert.ok((await both).every(({ records }) => records.length > 0));
    assert.ok(scene.sandbox.requests.some(({ status }) => status === 429));
    await scene.close();
  });
});
