import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { HeldClock } from './heldClock';
import { Scene } from './scene';

describe('FleetioClient, under the limit of an account', function () {
  this.timeout(60_000);
  let scene: Scene;
  afterEach(() => scene.close());

  it('lets everything come through and has nothing refused', async () => {
    const { answered, refused } = await askMuch({ limit: 5, set: 5, requests: 17 });
    assert.deepEqual(answered, [5, 5, 5, 2]);
    assert.equal(refused, 0);
  });

  it('learns a limit that is lower than it was told, and still loses nothing', async () => {
    const { answered, refused } = await askMuch({ limit: 5, set: 20, requests: 17 });
    assert.ok(answered.every((count) => count <= 5) && answered.length <= 5);
    assert.ok(refused > 0);
  });

  it('sends one request a minute when it was told that none may go', async () => {
    const { answered } = await askMuch({ limit: 5, set: 0, requests: 3 });
    assert.deepEqual(answered, [1, 1, 1]);
  });

  it('makes one request of what many ask at once, and none of what it just learned', async () => {
    scene = await Scene.open();
    const client = scene.client();
    await Promise.all(Array.from({ length: 5 }, () => client.page({ resource: 'vehicles' })));
    const [first] = (await client.page({ resource: 'vehicles' })).records;
    assert.equal(scene.sandbox.requests.length, 1);
    await client.page({ resource: 'vehicles' }, { refresh: true });
    assert.equal(scene.sandbox.requests.length, 2);

    await client.send({
      method: 'POST',
      path: '/meter_entries',
      body: JSON.stringify({ vehicle_id: first!.id, value: 1, date: '2026-06-30', void: true }),
    });
    await client.page({ resource: 'vehicles' });
    assert.equal(scene.sandbox.requests.length, 4, 'what was written may have changed it');
  });

  /** Asks for single vehicles while the minutes go by. @returns the requests that were answered in each minute. */
  async function askMuch(parts: { limit: number; set: number; requests: number }) {
    const clock = new HeldClock();
    scene = await Scene.open(
      { rateLimit: parts.limit, now: () => clock.now() },
      { clock, requestsPerMinute: parts.set },
    );
    const client = scene.client();
    const [first] = (await client.page({ resource: 'vehicles' })).records;
    const all = Promise.all(
      Array.from({ length: parts.requests - 1 }, (_, number) =>
        client.get({ resource: 'vehicles', id: first!.id - number }),
      ),
    );
    // The server answers in real time, a moment of which passes for every half second of the held clock.
    while ((await Promise.race([all, delay(5)])) === undefined) {
      await clock.advance(500);
    }
    const good = scene.sandbox.requests.filter(({ status }) => status === 200);
    const minutes = new Map<number, number>();
    for (const { time } of good) {
      const minute = Math.floor(time / 60_000);
      minutes.set(minute, (minutes.get(minute) ?? 0) + 1);
    }
    assert.equal(good.length, parts.requests);
    return { answered: [...minutes.values()], refused: scene.sandbox.requests.length - good.length };
  }
});
