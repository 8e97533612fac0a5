import { EventEmitter } from 'node:events';
import { KeyStoreError } from './keyStoreError';
import { OwnEdits, type KeyPatch } from './ownEdits';
import { secretsOf, type OwnSecret } from './ownSecrets';
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

/**
 * All keys that this extension holds, and which of them is in use. Every method rejects with a KeyStoreError when the
 * store fails. Changes of other windows are followed, and changes made in two windows at once are both kept.
 */
export class KeyRing {
  private readonly events = new EventEmitter();
  private readonly ownEdits: OwnEdits;
  private loaded: Promise<Loaded> | undefined;
  /** The latest of the changes, which are made one after the other. */
  private latestChange: Promise<unknown> = Promise.resolve();
  private changesUnderWay = 0;
  private readonly seen = new Set<string>();
  private readonly dead = new Map<string, string>();

  constructor(
    private readonly store: SecretStore,
    private readonly make: { readonly id: () => string; readonly now: () => Date },
  ) {
    this.ownEdits = new OwnEdits(() => make.now().getTime());
  }

  /** The keys by label. Read once, until something changes. */
  async keys(): Promise<readonly StoredKey[]> {
    return (await this.load()).keys;
  }

  async key(id: string): Promise<StoredKey | undefined> {
    return (await this.keys()).find((key) => key.id === id);
  }

  /** The names of entries that could not be read as keys; they are kept as they are. */
  async damaged(): Promise<readonly string[]> {
    return (await this.load()).damaged;
  }

  /** The key that requests are made with where nothing else is said: the chosen one, else the first. */
  async active(): Promise<StoredKey | undefined> {
    const { keys, chosen } = await this.load();
    return keys.find(({ id }) => id === chosen) ?? keys[0];
  }

  /** Every secret that the ring holds, with the key it belongs to. For comparing in memory only. */
  async secrets(): Promise<readonly OwnSecret[]> {
    return secretsOf(await this.keys());
  }

  /** All secrets that this ring has had in memory so far, also those of keys that are gone. */
  get secretsSeen(): ReadonlySet<string> {
    return this.seen;
  }

  /** API keys that were held here until Fleetio refused them, since the start, with the API URL that was asked. */
  get deadKeys(): ReadonlyMap<string, string> {
    return this.dead;
  }

  /** Remembers that Fleetio refuses a key that is about to be forgotten. */
  noteDead({ apiKey, apiUrl }: Pick<StoredKey, 'apiKey' | 'apiUrl'>): void {
    this.dead.set(apiKey, apiUrl);
  }

  /** Stores a key and makes it the active one. A key that is held already is brought up to date, not doubled. */
  async add(key: NewKey): Promise<StoredKey> {
    this.seen.add(key.apiKey).add(key.accountToken);
    return this.change(async () => {
      const held = (await this.readAll()).keys.find(({ apiKey }) => apiKey === key.apiKey);
      const stored: StoredKey = {
        ...held,
        ...key,
        id: held?.id ?? this.make.id(),
        addedAt: held?.addedAt ?? this.make.now().toISOString(),
      };
      await this.keep(PREFIX + stored.id, writeStoredKey(stored));
      await this.keep(CHOICE, stored.id);
      if (held !== undefined) {
        this.ownEdits.note(held, key);
      }
      return stored;
    });
  }

  /** Changes some parts of a key. @throws KeyStoreError `gone` where there is no such key. */
  async edit(id: string, patch: KeyPatch): Promise<StoredKey> {
    return this.change(() => this.applyPatch(id, patch));
  }

  /** Makes a key the active one. */
  async use(id: string): Promise<void> {
    await this.change(() => this.keep(CHOICE, id));
  }

  /** Forgets a key completely. It does not revoke it: only Fleetio can. */
  async remove(id: string): Promise<void> {
    await this.change(async () => {
      this.ownEdits.noteRemoval(id);
      await this.store.delete(PREFIX + id).catch(refused);
      if ((await this.read(CHOICE)) === id) {
        await this.store.delete(CHOICE).catch(refused);
      }
    });
  }

  /** Forgets the entries that could not be read as keys. */
  async removeDamaged(): Promise<void> {
    await this.change(async () => {
      const { damaged } = await this.readAll();
      await Promise.all(damaged.map((name) => this.store.delete(name).catch(refused)));
    });
  }

  /**
   * Follows a change that another window may have made. The store's event can come twice, late or for nothing, so the
   * store is read again and the listeners hear of it only when something is different.
   */
  async follow(): Promise<void> {
    const before = this.loaded;
    if (before === undefined || this.changesUnderWay > 0) {
      // Nobody has read the store since the latest change, or the change is this window's own and told when it is done.
      return;
    }
    this.loaded = undefined;
    const after = this.load();
    const repaired = await this.repair((await after).keys);
    if (!repaired && JSON.stringify(await before) !== JSON.stringify(await after)) {
      this.events.emit('change');
    }
  }

  /** Calls `listener` after every change; the answer ends it. */
  onDidChange(listener: () => void): { dispose(): void } {
    this.events.on('change', listener);
    return { dispose: () => this.events.off('change', listener) };
  }

  /** Makes a change when those before it are done, and tells the listeners once. */
  private change<T>(make: () => Promise<T>): Promise<T> {
    this.changesUnderWay++;
    const done = this.latestChange.then(make).finally(() => {
      this.changesUnderWay--;
      this.loaded = undefined;
      this.events.emit('change');
    });
    this.latestChange = done.catch(() => undefined);
    return done;
  }

  private async applyPatch(id: string, patch: KeyPatch): Promise<StoredKey> {
    // What the store says now counts, not what was read before: another window may have changed other parts.
    const entry = await this.read(PREFIX + id);
    const before = entry === undefined ? undefined : readStoredKey(entry);
    if (before === undefined) {
      throw new KeyStoreError('gone');
    }
    const after: StoredKey = JSON.parse(JSON.stringify({ ...before, ...patch })) as StoredKey;
    await this.keep(PREFIX + id, writeStoredKey(after));
    this.ownEdits.note(before, patch);
    return after;
  }

  /** Makes own changes again that another window has undone by chance. Tells whether there were any. */
  private async repair(keys: readonly StoredKey[]): Promise<boolean> {
    const back = keys.filter(({ id }) => this.ownEdits.isRemoved(id));
    const lost = keys.flatMap((key) => {
      const patch = this.ownEdits.lostIn(key);
      return patch === undefined ? [] : [{ id: key.id, patch }];
    });
    await Promise.all([
      ...back.map(({ id }) => this.remove(id)),
      ...lost.map(({ id, patch }) => this.edit(id, patch)),
    ]);
    return back.length + lost.length > 0;
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
    const all = await this.store.names().catch(refused);
    const names = all.filter((name) => name.startsWith(PREFIX));
    const entries = await Promise.all(names.map((name) => this.read(name)));
    const keys: StoredKey[] = [];
    const damaged: string[] = [];
    for (const [at, name] of names.entries()) {
      const entry = entries[at];
      const key = entry === undefined ? undefined : readStoredKey(entry);
      if (key !== undefined) {
        keys.push(key);
      } else if (entry !== undefined) {
        damaged.push(name);
      }
    }
    keys.sort((a, b) => a.label.localeCompare(b.label) || a.id.localeCompare(b.id));
    for (const { value } of secretsOf(keys)) {
      this.seen.add(value);
    }
    return { keys, damaged, chosen: await this.read(CHOICE) };
  }

  private async read(name: string): Promise<string | undefined> {
    return this.store.read(name).catch(refused);
  }

  /** Writes an entry and reads it back: a store without a keyring may take it and lose it. */
  private async keep(name: string, value: string): Promise<void> {
    await this.store.write(name, value).catch(refused);
    // Another value than this one is another window's, which wrote just after.
    if ((await this.read(name)) === undefined) {
      throw new KeyStoreError('notKept');
    }
  }
}

interface Loaded {
  readonly keys: readonly StoredKey[];
  readonly damaged: readonly string[];
  readonly chosen: string | undefined;
}

function refused(error: unknown): never {
  throw new KeyStoreError('locked', error instanceof Error ? error.message : String(error));
}
