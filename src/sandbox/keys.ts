import { keysOf, newApiKey, type SandboxKey } from './people';
import type { ApiVersion } from '../fleetio/versions';

/** What can happen to a key while programs use it (fleetio-api.md section 1.4); `restore` undoes a revocation. */
export const KEY_CHANGES = ['revoke', 'restore', 'regenerate', 'endPlan'] as const;

export type KeyChange = (typeof KEY_CHANGES)[number];

/** The keys of a sandbox. Their labels stay, whatever becomes of them. */
export class SandboxKeys {
  private keys: readonly SandboxKey[];
  private regenerated = 0;

  constructor(
    private readonly seed: number,
    lock?: ApiVersion,
  ) {
    this.keys = keysOf(seed, lock);
  }

  get all(): readonly SandboxKey[] {
    return this.keys;
  }

  find(apiKey: string | undefined): SandboxKey | undefined {
    return this.keys.find((key) => key.apiKey === apiKey);
  }

  /** Changes the key with a label from the next request on. @returns the key as it is now; undefined when there is none. */
  change(label: string, change: KeyChange): SandboxKey | undefined {
    this.keys = this.keys.map((key) => (key.label === label ? this.changed(key, change) : key));
    return this.keys.find((key) => key.label === label);
  }

  private changed(key: SandboxKey, change: KeyChange): SandboxKey {
    switch (change) {
      case 'revoke':
        return { ...key, state: 'revoked' };
      case 'restore':
        return { ...key, state: 'good' };
      case 'endPlan':
        return { ...key, state: 'noApiAccess' };
      case 'regenerate':
        this.regenerated += 1;
        return {
          ...key,
          state: 'good',
          apiKey: newApiKey(this.seed, `${key.label} ${String(this.regenerated)}`),
        };
    }
  }
}
