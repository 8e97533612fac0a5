import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { startSandbox } from '../../../src/sandbox/server';
import { useSandbox, Visitor, withSandbox } from './visitor';

describe("the sandbox's faults", () => {
  const sandbox = useSandbox({ vehicles: 30, entries: 4 });
  const owner = (): Visitor => new Visitor(sandbox());
  afterEach(() => {
    sandbox().faults.clear();
  });

  it('answer otherwise for as many requests as they are told, on the paths they are told', async () => {
    sandbox().faults.add({ kind: 'serverError', times: 2, path: '/vehicles' });
    sandbox().faults.add({ kind: 'serverError', times: 1, status: 503 });
    assert.deepEqual(
      [
        await owner().status('/vehicles'),
        await owner().status('/contacts'),
        await owner().status('/contacts'),
        await owner().status('/vehicles'),
        await owner().status('/vehicles'),
      ],
      [500, 503, 200, 500, 200],
    );
  });

  it('give a 429 storm, a page of a proxy and a redirect', async () => {
    sandbox().faults.add({ kind: 'rateLimit', times: 1 });
    const limited = await owner().ask('/vehicles');
    assert.deepEqual([limited.status, limited.headers.get('retry-after')], [429, '1']);
    sandbox().faults.add({ kind: 'html', times: 1 });
    const html = await owner().ask('/vehicles');
    assert.equal(html.status, 502);
    assert.match(html.headers.get('content-type') ?? '', /^text\/html/);
    assert.match(await html.text(), /^<!DOCTYPE html>/);
    sandbox().faults.add({ kind: 'redirect', times: 1 });
    const redirect = await owner().ask('/vehicles', {}, {}, { redirect: 'manual' });
    assert.equal(redirect.status, 302);
  });

  it('reset a connection, and end a body in its middle', async () => {
    sandbox().faults.add({ kind: 'reset', times: 1 });
    await assert.rejects(owner().ask('/vehicles'), /fetch failed/);
    sandbox().faults.add({ kind: 'truncated', times: 1 });
    const response = await owner().ask('/vehicles');
    assert.equal(response.status, 200);
    await assert.rejects(response.text(), /terminated/);
    assert.equal(await owner().status('/vehicles'), 200);
  });

  it('send a body in small pieces that are whole in the end', async () => {
    const whole = await (await owner().ask('/vehicles')).text();
    sandbox().faults.add({ kind: 'trickle', milliseconds: 1, times: 1 });
    const response = await owner().ask('/vehicles');
    let pieces = 0;
    let text = '';
    for await (const piece of response.body!) {
      pieces++;
      text += Buffer.from(piece as Uint8Array).toString();
    }
    assert.equal(text, whole);
    assert.ok(pieces > 1);
  });

  it('come late, or not at all', async () => {
    sandbox().faults.add({ kind: 'latency', milliseconds: 60, times: 1 });
    const began = performance.now();
    assert.equal(await owner().status('/vehicles'), 200);
    assert.ok(performance.now() - began >= 55);
    sandbox().faults.add({ kind: 'hang', times: 1 });
    const signal = AbortSignal.timeout(50);
    await assert.rejects(owner().ask('/vehicles', {}, {}, { signal }), /timeout/i);
  });

  it('are switched over HTTP, and told of', async () => {
    const control = new URL('/sandbox/faults', sandbox().url);
    const plan = { kind: 'serverError', times: 1, path: '/vehicles' };
    const added = await fetch(control, { method: 'POST', body: JSON.stringify(plan) });
    assert.equal(added.status, 201);
    assert.deepEqual(await (await fetch(control)).json(), [plan]);
    assert.equal(await owner().status('/vehicles'), 500);
    assert.deepEqual(await (await fetch(control)).json(), []);
    await fetch(control, { method: 'POST', body: JSON.stringify({ kind: 'html' }) });
    assert.equal((await fetch(control, { method: 'DELETE' })).status, 204);
    assert.equal(await owner().status('/vehicles'), 200);
    for (const wrong of [
      { kind: 'earthquake' },
      { kind: 'reset', times: 0 },
      { kind: 'html', status: 'bad' },
    ]) {
      const refused = await fetch(control, { method: 'POST', body: JSON.stringify(wrong) });
      assert.equal(refused.status, 400, JSON.stringify(wrong));
    }
  });

  it('may hold from the start', async () => {
    await withSandbox({ vehicles: 3, faults: [{ kind: 'serverError', times: 1 }] }, async (faulty) => {
      assert.equal(await new Visitor(faulty).status('/vehicles'), 500);
      assert.equal(await new Visitor(faulty).status('/vehicles'), 200);
    });
  });

  it('leave nothing open when the sandbox ends', async () => {
    const faulty = await startSandbox({ vehicles: 3, faults: [{ kind: 'hang' }] });
    const asked = new Visitor(faulty).ask('/vehicles').then(
      () => 'answered',
      () => 'ended',
    );
    while (faulty.requests.length === 0) {
      await delay(5);
    }
    await faulty.close();
    assert.equal(await asked, 'ended');
  });
});

describe('the latency of the sandbox', () => {
  it('holds before every answer', async () => {
    await withSandbox({ vehicles: 3, latency: 40 }, async (slow) => {
      const began = performance.now();
      assert.equal(await new Visitor(slow).status('/vehicles'), 200);
      assert.ok(performance.now() - began >= 38);
    });
  });
});
