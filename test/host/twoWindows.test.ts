import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { KeyRing } from '../../src/keys/keyRing';
import type { StoredKey } from '../../src/keys/storedKey';
import { useKeysBench } from './extension';

/** Each window has a key ring of its own; what they share is SecretStorage, which is the real one here. */
describe('two key rings over one SecretStorage', () => {
  const bench = useKeysBench();
  let other: KeyRing;

  beforeEach(() => {
    other = new KeyRing(bench().access.store, { id: randomUUID, now: () => new Date() });
  });

  const add = (ring: KeyRing, at: number): Promise<StoredKey> => {
    const { label, apiKey, apiVersion } = bench().sandbox.keys[at]!;
    const { name, accountToken: token } = bench().sandbox.accounts[0]!;
    const accounts = [{ token, name }];
    return ring.add({
      label,
      apiKey,
      apiVersion,
      apiUrl: bench().sandbox.url,
      accounts,
      accountToken: token,
    });
  };

  /** What both say once each has heard of the other's changes, as SecretStorage's event has it hear. */
  async function settled(): Promise<readonly StoredKey[]> {
    const { ring } = bench().access;
    for (const one of [ring, other, ring, other]) {
      await one.keys();
      await one.follow();
    }
    assert.deepEqual(await other.keys(), await ring.keys());
    return ring.keys();
  }

  it('lose nothing when both add, edit and remove at once', async () => {
    const { ring } = bench().access;
    const [first, second] = [await add(ring, 0), await add(ring, 1)];
    await Promise.all([ring.keys(), other.keys()]);
    await Promise.all([
      ring.edit(first.id, { label: 'Renamed here' }),
      other.edit(first.id, { apiVersion: '2024-06-30' }),
      ring.remove(second.id),
      other.edit(second.id, { label: 'Renamed there' }).catch(() => undefined),
      add(ring, 2),
      add(other, 5),
    ]);
    const keys = await settled();
    assert.deepEqual(
      keys.map(({ label, apiVersion }) => `${label} ${apiVersion}`),
      ['One yard 2025-05-05', 'Renamed here 2024-06-30', 'Two accounts 2025-05-05'],
    );
  });
});
