import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { KeyRing, type NewKey, type SecretStore } from '../../../src/keys/keyRing';

/** A secret store in memory: the same contract as VS Code's, which the host suite puts in its place. */
function memory(): SecretStore & { readonly entries: Map<string, string> } {
  const entries = new Map<string, string>();
  return {
    entries,
    names: () => Promise.resolve([...entries.keys()]),
    read: (name) => Promise.resolve(entries.get(name)),
    write: (name, value) => Promise.resolve(void entries.set(name, value)),
    delete: (name) => Promise.resolve(void entries.delete(name)),
  };
}

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
  let store: ReturnType<typeof memory>;
  let made = 0;
  const open = (): KeyRing =>
    new KeyRing(store, { id: () => `id-${++made}`, now: () => new Date('2026-01-02T03:04:05Z') });

  beforeEach(() => {
    store = memory();
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
    for (const entry of ['{', '[]', 'null', '{"id":"x"}']) {
      store.entries.set('fleetio.key.broken', entry);
      const ring = open();
      assert.equal((await ring.keys()).length, 1, entry);
      assert.equal(await ring.damagedCount(), 1, entry);
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

  it('asks a store that failed again', async () => {
    const names = store.names.bind(store);
    store.names = () => Promise.reject(new Error('keyring locked'));
    const ring = open();
    await assert.rejects(ring.keys(), /keyring locked/);
    store.names = names;
    assert.deepEqual(await ring.keys(), []);
  });
});
