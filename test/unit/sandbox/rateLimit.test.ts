import assert from 'node:assert/strict';
import { Visitor, withSandbox } from './visitor';

describe("the sandbox's rate limit", () => {
  it('lets so many requests pass in each clock minute, and says when the next one begins', async () => {
    let now = Date.UTC(2026, 0, 1, 12, 0, 18);
    await withSandbox({ vehicles: 3, rateLimit: 20, now: () => now }, async (sandbox) => {
      const owner = new Visitor(sandbox);
      const statuses: number[] = [];
      for (let request = 0; request < 21; request++) {
        statuses.push(await owner.status('/vehicles'));
      }
      assert.deepEqual(statuses, [...Array<number>(20).fill(200), 429]);

      now += 12_000;
      const refused = await owner.ask('/vehicles');
      assert.equal(refused.headers.get('retry-after'), '30');
      assert.match(await refused.text(), /"error":"Too many requests detected from your account token/);

      now += 30_000;
      assert.equal(await owner.status('/vehicles'), 200);
    });
  });

  it('counts each account for itself, whatever the key, and refused keys not at all', async () => {
    await withSandbox({ vehicles: 20, rateLimit: 2, now: () => 0 }, async (sandbox) => {
      const [owner, first, second] = [
        new Visitor(sandbox),
        new Visitor(sandbox, 'Two accounts', 0),
        new Visitor(sandbox, 'Two accounts', 1),
      ];
      assert.equal(await owner.status('/vehicles', {}, { authorization: '' }), 401);
      assert.equal(await owner.status('/vehicles'), 200);
      assert.equal(await first.status('/vehicles'), 200);
      assert.equal(await owner.status('/vehicles'), 429);
      assert.equal(await second.status('/vehicles'), 200);
      assert.equal(await owner.status('/accounts'), 200);
    });
  });
});
