import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { KeyRing, type NewKey } from '../../../src/keys/keyRing';
import { ownerOf } from '../../../src/keys/ownSecrets';
import { memoryStore } from './memoryStore';

function newKey(label: string): NewKey {
  return {
    label,
    apiKey: createHash('sha1').update(label).digest('hex'),
    apiVersion: '2025-05-05',
    apiUrl: 'https://secure.fleetio.com/api',
    accounts: [{ token: 'abc123', name: 'Acme' }],
    accountToken: 'abc123',
  };
}

describe('KeyRing', () => {
  let store: ReturnType<typeof memoryStore>;
  let made = 0;
  const open = (): KeyRing =>
    new KeyRing(store, { id: () => `id-${++made}`, now: () => new Date('2026-01-02T03:04:05Z') });

  beforeEach(() => {
    store = memoryStore();
    made = 0;
  });

  it('starts empty, with no active key', async () => {
    const ring = open();
    assert.deepEqual(await ring.keys(), []);
    assert.equal(await ring.active(), undefined);
  });

  it('keeps a key for the next window, and makes it the active one', async () => {
    const added = await open().add(newKey('B'));
    await open().add(newKey('A'));
    const next = open();
    assert.deepEqual(
      (await next.keys()).map(({ label }) => label),
      ['A', 'B'],
    );
    assert.equal((await next.active())?.label, 'A');
    await next.use(added.id);
    assert.deepEqual(await open().active(), added);
  });

  it('brings a key that it holds already up to date and does not double it', async () => {
    const first = await open().add(newKey('A'));
    const again = await open().add({ ...newKey('A'), label: 'A, renamed' });
    assert.equal(again.id, first.id);
    assert.deepEqual(
      (await open().keys()).map(({ label }) => label),
      ['A, renamed'],
    );
  });

  it('forgets a removed key completely and falls back to another', async () => {
    const ring = open();
    await ring.add(newKey('A'));
    const removed = await ring.add(newKey('B'));
    await ring.remove(removed.id);
    assert.equal((await ring.active())?.label, 'A');
    assert.ok(![...store.entries.values()].some((entry) => entry.includes(removed.apiKey)));
  });

  it('reports a damaged entry, keeps it, and still gives the others', async () => {
    await open().add(newKey('A'));
    const good = [...store.entries.values()][0]!;
    const newer = good.replace('}', ',"fromANewerVersion":true}');
    store.entries.set('fleetio.key.newer', newer.replace('id-1', 'newer'));
    assert.equal((await open().keys()).length, 2, 'parts that a newer version wrote');
    store.entries.delete('fleetio.key.newer');
    const wrong = {
      apiKey: 'no key',
      apiVersion: '1999-01-01',
      apiUrl: 'fleetio',
      accounts: [{ token: 5 }],
      addedAt: 'soon',
      check: { state: 'fine', at: '2026-01-02T03:04:05Z' },
      retired: {},
    };
    const entries = Object.entries(wrong).map(([part, value]) => {
      const key = JSON.parse(good) as Record<string, unknown>;
      return JSON.stringify({ ...key, [part]: value });
    });
    for (const entry of ['{', '[]', 'null', '{"id":"x"}', ...entries]) {
      store.entries.set('fleetio.key.broken', entry);
      const ring = open();
      assert.equal((await ring.keys()).length, 1, entry);
      assert.deepEqual(await ring.damaged(), ['fleetio.key.broken'], entry);
      assert.equal(store.entries.get('fleetio.key.broken'), entry);
    }
  });

  it('tells its listeners of every change, until they leave', async () => {
    const ring = open();
    let changes = 0;
    const listening = ring.onDidChange(() => changes++);
    const { id } = await ring.add(newKey('A'));
    await ring.use(id);
    await ring.remove(id);
    assert.equal(changes, 3);
    listening.dispose();
    await ring.add(newKey('B'));
    assert.equal(changes, 3);
  });

  it('follows another window: tells of what is different there, and of nothing else', async () => {
    const [here, there] = [open(), open()];
    const first = await here.add(newKey('A'));
    await here.add(newKey('B'));
    await here.keys();
    let changes = 0;
    here.onDidChange(() => changes++);
    await here.follow();
    assert.equal(changes, 0, 'an event without a change');
    await there.use(first.id);
    await here.follow();
    assert.equal(changes, 1);
    assert.equal((await here.active())?.label, 'A');
  });

  it('says that a store refuses, and asks it again', async () => {
    const names = store.names.bind(store);
    store.names = () => Promise.reject(new Error('keyring locked'));
    const ring = open();
    await assert.rejects(ring.keys(), {
      name: 'KeyStoreError',
      problem: 'locked',
      message: /keyring locked/,
    });
    store.names = names;
    assert.deepEqual(await ring.keys(), []);
  });

  it('notices a store that takes an entry and does not keep it', async () => {
    store.write = () => Promise.resolve();
    await assert.rejects(open().add(newKey('A')), { name: 'KeyStoreError', problem: 'notKept' });
  });

  it('forgets damaged entries when asked to, and nothing else', async () => {
    await open().add(newKey('A'));
    store.entries.set('fleetio.key.broken', '{');
    await open().removeDamaged();
    assert.deepEqual(await open().damaged(), []);
    assert.equal((await open().keys()).length, 1);
  });

  it('knows its own secrets and whose they are, also the keys that were replaced', async () => {
    const ring = open();
    const retired = { apiKey: newKey('older').apiKey, retiredAt: '2026-01-01T00:00:00Z' };
    const { id } = await ring.add({ ...newKey('A'), retired: [retired] });
    await ring.add(newKey('B'));
    const secrets = await ring.secrets();
    const summary = (text: string): unknown => {
      const { keyId, label, kind, isRetired } = ownerOf(secrets, text)!;
      return { keyId, label, kind, isRetired };
    };
    assert.deepEqual(summary(newKey('A').apiKey.toUpperCase()), {
      keyId: id,
      label: 'A',
      kind: 'apiKey',
      isRetired: false,
    });
    assert.deepEqual(summary(retired.apiKey), { keyId: id, label: 'A', kind: 'apiKey', isRetired: true });
    assert.deepEqual(summary('abc123'), { keyId: id, label: 'A', kind: 'accountToken', isRetired: false });
    assert.equal(ownerOf(secrets, newKey('other').apiKey), undefined);
    await ring.remove(id);
    assert.ok(
      ring.secretsSeen.has(newKey('A').apiKey),
      'what was in memory is still to be kept out of the log',
    );
  });

  describe('in two windows at once', () => {
    const both = async (): Promise<{ here: KeyRing; there: KeyRing; id: string }> => {
      const [here, there] = [open(), open()];
      const { id } = await here.add(newKey('A'));
      await Promise.all([here.keys(), there.keys()]);
      return { here, there, id };
    };
    /** Every event reaches every window, until nothing changes any more. */
    const settle = async (...rings: KeyRing[]): Promise<void> => {
      for (let round = 0; round < 3; round++) {
        await Promise.all(rings.map((ring) => ring.keys()));
        await Promise.all(rings.map((ring) => ring.follow()));
      }
    };

    it('keeps edits of different parts, whichever window writes last', async () => {
      const { here, there, id } = await both();
      // Both read the entry before either writes it.
      await Promise.all([
        here.edit(id, { label: 'Renamed here' }),
        there.edit(id, { apiVersion: '2024-01-01' }),
      ]);
      await settle(here, there);
      const { label, apiVersion } = (await open().key(id))!;
      assert.deepEqual({ label, apiVersion }, { label: 'Renamed here', apiVersion: '2024-01-01' });
    });

    it('lets the later of two edits of the same part stand', async () => {
      const { here, there, id } = await both();
      await here.edit(id, { label: 'first' });
      await there.edit(id, { label: 'second' });
      await settle(here, there);
      assert.equal((await open().key(id))?.label, 'second');
    });

    it('keeps both of two added keys', async () => {
      const { here, there } = await both();
      await Promise.all([here.add(newKey('B')), there.add(newKey('C'))]);
      await settle(here, there);
      assert.deepEqual(
        (await here.keys()).map(({ label }) => label),
        ['A', 'B', 'C'],
      );
    });

    it('lets a removed key stay away that the other window was editing', async () => {
      const { here, there, id } = await both();
      const entry = store.entries.get(`fleetio.key.${id}`)!;
      await here.remove(id);
      // The other window had read the entry before that, and writes it now.
      store.entries.set(`fleetio.key.${id}`, entry.replace('"A"', '"Renamed"'));
      await settle(here, there);
      assert.deepEqual(await open().keys(), []);
      await assert.rejects(there.edit(id, { label: 'Renamed' }), { problem: 'gone' });
    });
  });
});
