import { serverName } from '../../fleetio/connection';
import { fingerprintOf, type KnownSecret } from '../../leaks/finding';
import type { KeyRing } from '../../keys/keyRing';
import { type OwnSecret, secretsOf } from '../../keys/ownSecrets';
import type { Life, SecretFacts } from './words';

/** What is known of secrets by their fingerprints: the key ring's labels, and what Fleetio said of a leaked key. */
export class SecretBook {
  private owners = new Map<string, OwnSecret>();
  private readonly lives = new Map<string, Life>();
  /** Keys that the ring has told of as dead; what somebody found out later counts. */
  private readonly toldDead = new Set<string>();

  /** Reads the key ring. @returns its secrets, for the detector. */
  async read(ring: KeyRing): Promise<readonly KnownSecret[]> {
    const own = secretsOf(await ring.keys()).filter(({ kind }) => kind === 'apiKey');
    this.owners = new Map(own.map((secret) => [fingerprintOf(secret.value), secret]));
    for (const [apiKey, apiUrl] of ring.deadKeys) {
      const fingerprint = fingerprintOf(apiKey);
      if (!this.toldDead.has(fingerprint)) {
        this.toldDead.add(fingerprint);
        this.setLife(fingerprint, { isLive: false, by: serverName(apiUrl) });
      }
    }
    return own.map(({ value }) => ({ rule: 'fleetio-api-key', value }));
  }

  facts(fingerprint: string): SecretFacts {
    const owner = this.owners.get(fingerprint);
    return {
      label: owner?.label,
      isReplaced: owner?.isRetired === true,
      life: this.lives.get(fingerprint),
    };
  }

  /** The id of the key in the key ring that is this secret, or that took its place. */
  keyId(fingerprint: string): string | undefined {
    return this.owners.get(fingerprint)?.keyId;
  }

  setLife(fingerprint: string, life: Life): void {
    this.lives.set(fingerprint, life);
  }
}
