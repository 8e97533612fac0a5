import { fingerprintOf, type KnownSecret } from '../../leaks/finding';
import type { KeyRing } from '../../keys/keyRing';
import type { StoredKey } from '../../keys/storedKey';
import type { Life, SecretFacts } from './words';

/** What is known of secrets by their fingerprints: the key ring's labels, and what Fleetio said of a leaked key. */
export class SecretBook {
  private labels = new Map<string, StoredKey>();
  private readonly lives = new Map<string, Life>();

  /** Reads the key ring. @returns its secrets, for the detector. */
  async read(ring: KeyRing): Promise<readonly KnownSecret[]> {
    const keys = await ring.keys();
    this.labels = new Map(keys.map((key) => [fingerprintOf(key.apiKey), key]));
    return keys.map(({ apiKey }) => ({ rule: 'fleetio-api-key', value: apiKey }));
  }

  facts(fingerprint: string): SecretFacts {
    return { label: this.labels.get(fingerprint)?.label, life: this.lives.get(fingerprint) };
  }

  /** The id of the key in the key ring that is this secret. */
  keyId(fingerprint: string): string | undefined {
    return this.labels.get(fingerprint)?.id;
  }

  setLife(fingerprint: string, life: Life): void {
    this.lives.set(fingerprint, life);
  }
}
