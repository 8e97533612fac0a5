import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import * as vscode from 'vscode';
import type { TestAccess } from '../../src/extension';
import { accountRows, activated, eventually, forgetAllKeys } from './extension';

describe('the demo fleet', () => {
  let access: TestAccess;

  before(async () => {
    access = await activated();
  });
  beforeEach(() => forgetAllKeys(access));
  after(async () => {
    await forgetAllKeys(access);
    await access.demoFleet.stop();
  });

  const start = (): Thenable<unknown> => vscode.commands.executeCommand('fleetio.startDemoFleet');
  /** A key that has just moved has the view load by itself, too, and the later of the two shows the rows. */
  const vehicleCount = (): Promise<number> =>
    eventually('the vehicles', async () => {
      await access.vehicles.refresh(undefined);
      return (await accountRows(access)).filter(({ kind }) => kind === 'vehicle').length || undefined;
    });

  it('is there after one click, with a key that was checked and vehicles', async () => {
    await start();
    const key = await access.ring.active();
    assert.equal(key?.label, 'Demo fleet');
    assert.equal(key.check?.state, 'good');
    assert.match(key.apiUrl, /^http:\/\/127\.0\.0\.1:\d+\/api$/);
    assert.equal(await vehicleCount(), 50);
  });

  it('answers again after its end, at the same address, as a request of its key needs it', async () => {
    await start();
    const before = await access.ring.active();
    await access.demoFleet.stop();
    assert.equal(await vehicleCount(), 50);
    assert.equal((await access.ring.active())?.apiUrl, before?.apiUrl);
  });

  it('moves with its key when another program has taken its port', async () => {
    await start();
    const [before] = await access.ring.keys();
    await access.demoFleet.stop();
    const other = createServer().listen(Number(new URL(before!.apiUrl).port), '127.0.0.1');
    try {
      await start();
      const [after, ...more] = await access.ring.keys();
      assert.notEqual(after!.apiUrl, before!.apiUrl);
      assert.deepEqual([after!.id, more], [before!.id, []]);
      assert.equal(await vehicleCount(), 50);
    } finally {
      other.close();
    }
  });
});
