import type { SecretStore } from './keyRing';

/** State that outlives a window and is kept in another place than secrets. */
export interface LastingFlag {
  get(): boolean;
  set(value: boolean): Promise<void>;
}

const MARK = 'fleetio.mark';

/**
 * Finds out that a store has forgotten everything, as one does that keeps secrets in memory only: it takes entries, gives
 * them back, and has none of them in the next session. A mark is left in it, and remembered elsewhere.
 */
export class StoreMark {
  constructor(
    private readonly store: SecretStore,
    private readonly flag: LastingFlag,
  ) {}

  /** Leaves the mark, once there is something that can be forgotten. */
  async leave(): Promise<void> {
    if (!this.flag.get()) {
      await this.store.write(MARK, '1');
      await this.flag.set(true);
    }
  }

  /** Whether the store has forgotten the mark and all else. Says so once; a mark that is left anew can be missed again. */
  async isForgotten(): Promise<boolean> {
    if (!this.flag.get() || (await this.store.read(MARK)) !== undefined) {
      return false;
    }
    await this.flag.set(false);
    return true;
  }
}
