import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { inspect } from 'node:util';
import { ClipboardGuard } from '../../../src/keys/clipboardGuard';

const secret = createHash('sha1').update('example-1').digest('hex');
const other = createHash('sha1').update('example-2').digest('hex');

describe('ClipboardGuard', () => {
  let held: string;
  let timers: { readonly run: () => void; readonly milliseconds: number }[];
  let guard: ClipboardGuard;
  const failures: unknown[] = [];

  beforeEach(() => {
    held = 'before';
    timers = [];
    const clipboard = {
      readText: () => Promise.resolve(held),
      writeText: (text: string) => Promise.resolve(void (held = text)),
    };
    const schedule = (run: () => void, milliseconds: number): (() => void) => {
      const timer = { run, milliseconds };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    };
    guard = new ClipboardGuard(clipboard, schedule, (error) => failures.push(error));
  });
  afterEach(() => {
    assert.deepEqual(failures, []);
  });

  /** Lets the time of the only timer come. */
  const elapse = async (): Promise<void> => {
    assert.equal(timers.length, 1);
    timers.pop()!.run();
    await new Promise(setImmediate);
  };

  it('clears what it copied, after the time it was told', async () => {
    await guard.copy(secret, 30);
    assert.equal(held, secret);
    assert.equal(timers[0]!.milliseconds, 30_000);
    await elapse();
    assert.equal(held, '');
  });

  it('leaves alone what was copied since', async () => {
    await guard.copy(secret, 30);
    held = 'a shopping list';
    await elapse();
    assert.equal(held, 'a shopping list');
  });

  it('has one timer, which goes by the latest copy', async () => {
    await guard.copy(secret, 30);
    await guard.copy(other, 10);
    assert.deepEqual(
      timers.map(({ milliseconds }) => milliseconds),
      [10_000],
    );
    await elapse();
    assert.equal(held, '');
  });

  it('never clears when the time is 0, nor by the timer of an earlier copy', async () => {
    await guard.copy(secret, 30);
    await guard.copy(secret, 0);
    assert.deepEqual(timers, []);
    await guard.clear();
    assert.equal(held, secret);
  });

  it('clears at once when asked to, and once', async () => {
    await guard.copy(secret, 30);
    await guard.clear();
    assert.equal(held, '');
    assert.deepEqual(timers, []);
    held = secret;
    await guard.clear();
    assert.equal(held, secret, 'copied again by hand');
  });

  it('keeps nothing of the secret while it waits', async () => {
    await guard.copy(secret, 30);
    assert.ok(!inspect(guard, { depth: 10 }).includes(secret));
  });
});
