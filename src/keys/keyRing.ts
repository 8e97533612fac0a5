import { EventEmitter } from 'node:events';
import { readStoredKey, writeStoredKey, type StoredKey } from './storedKey';

/** Where secrets lie: VS Code's SecretStorage, seen from the core. */
export interface SecretStore {
  /** The names of all entries of this extension. */
  names(): Promise<readonly string[]>;
  read(name: string): Promise<string | undefined>;
  write(name: string, value: string): Promise<void>;
  delete(name: string): Promise<void>;
}

/** What is known of a new key before the ring gives it an id. */
export type NewKey = Omit<StoredKey, 'id' | 'addedAt'>;

const PREFIX = 'fleetio.key.';

/**
 * Holds the id of the chosen key. It lies beside the keys so that both are written for good together: VS Code writes
 * its other state with a delay, and a window that is reloaded at once would come back with another key in use.
 */
const CHOICE = 'fleetio.activeKey';

/** All keys that this extension holds, and which of them is in use. */
export class KeyRing {
  private readonly events = new EventEmitter();
  private loaded: Promise<Loaded> | undefined;
  private ownChanges = 0;

  constructor(
    private readonly store: SecretStore,
    private readonly make: { readonly id: () => string; readonly now: () => Date },
  ) {}

  /** The keys by label. Read once, until something changes. */
  async keys(): Promise<readonly StoredKey[]> {
    return (await this.load()).keys;
  }

  /** How many entries could not be read; they are kept as they are. */
  async damagedCount(): Promise<number> {
    return (await this.load()).damaged;
  }

  /** The key that requests are made with: the chosen one, else the first. */
  async active(): Promise<StoredKey | undefined> {
    const { keys, chosen } = await this.load();
    return keys.find(({ id }) => id === chosen) ?? keys[0];
  }

  /** Stores a key and makes it the active one. A key that is held already is brought up to date, not doubled. */
  async add(key: NewKey): Promise<StoredKey> {
    const held = (await this.keys()).find(({ apiKey }) => apiKey === key.apiKey);
    const stored: StoredKey = {
      ...key,
      id: held?.id ?? this.make.id(),
      addedAt: held?.addedAt ?? this.make.now().toISOString(),
    };
    await this.change(async () => {
      await this.store.write(PREFIX + stored.id, writeStoredKey(stored));
      await this.store.write(CHOICE, stored.id);
    });
    return stored;
  }

  /** Makes a key the active one. */
  async use(id: string): Promise<void> {
    await this.change(() => this.store.write(CHOICE, id));
  }

  /** Forgets a key completely. It does not revoke it: only Fleetio can. */
  async remove(id: string): Promise<void> {
    const { chosen } = await this.load();
    await this.change(async () => {
      await this.store.delete(PREFIX + id);
      if (chosen === id) {
        await this.store.delete(CHOICE);
      }
    });
  }

  /**
   * Follows a change that another window may have made. The store's event can come twice, late or for nothing, so the
   * store is read again and the listeners hear of it only when something is different.
   */
  async follow(): Promise<void> {
    const before = this.loaded;
    if (before === undefined || this.ownChanges > 0) {
      // Nobody has read the store since the latest change, or the change is this window's own and told when it is done.
      return;
    }
    const after = this.readAll();
    this.loaded = after;
    if (JSON.stringify(await before) !== JSON.stringify(await after)) {
      this.events.emit('change');
    }
  }

  /** Calls `listener` after every change; the answer ends it. */
  onDidChange(listener: () => void): { dispose(): void } {
    this.events.on('change', listener);
    return { dispose: () => this.events.off('change', listener) };
  }

  /** Writes, and tells the listeners once. */
  private async change(write: () => Promise<void>): Promise<void> {
    this.ownChanges++;
    try {
      await write();
    } finally {
      this.ownChanges--;
      this.loaded = undefined;
    }
    this.events.emit('change');
  }

  private load(): Promise<Loaded> {
    this.loaded ??= this.readAll().catch((error: unknown) => {
      // A locked keyring may open later: the next question asks the store again.
      this.loaded = undefined;
      throw error;
    });
    return this.loaded;
  }

  private async readAll(): Promise<Loaded> {
    const names = (await this.store.names()).filter((name) => name.startsWith(PREFIX));
    const entries = await Promise.all(names.map((name) => this.store.read(name)));
    const present = entries.filter((entry) => entry !== undefined);
    const keys = present.map(readStoredKey).filter((key) => key !== undefined);
    keys.sort((a, b) => a.label.localeCompare(b.label) || a.id.localeCompare(b.id));
    return { keys, damaged: present.length - keys.length, chosen: await this.store.read(CHOICE) };
  }
}

interface Loaded {
  readonly keys: readonly StoredKey[];
  readonly damaged: number;
  readonly chosen: string | undefined;
}
