import type { StoredKey } from './storedKey';

/** New values for some parts of a key; undefined takes a part away. */
export type KeyPatch = {
  readonly [Part in Exclude<keyof StoredKey, 'id'>]?: StoredKey[Part] | undefined;
};

interface Edit {
  readonly id: string;
  readonly part: keyof KeyPatch;
  /** As JSON, as parts can be lists. */
  readonly before: string | undefined;
  readonly after: unknown;
  /** Milliseconds since the epoch. */
  readonly madeAt: number;
}

/** Two windows that write at the same time do so within this. */
const OVERLAP_MS = 10_000;

/**
 * What this window wrote just now. An entry is written as a whole, and no store can compare and swap: another window
 * that had read the entry before and writes it after takes this window's change back without anyone wanting it. When
 * this window sees that, it makes its change again.
 */
export class OwnEdits {
  private edits: readonly Edit[] = [];
  private readonly removed = new Set<string>();

  constructor(private readonly now: () => number) {}

  /** Remembers a change of what was `before`. */
  note(before: StoredKey, patch: KeyPatch): void {
    const parts = Object.keys(patch) as (keyof KeyPatch)[];
    const madeAt = this.now();
    const earlier = this.recent().filter(({ id, part }) => id !== before.id || !parts.includes(part));
    const made = parts.map((part) => ({
      id: before.id,
      part,
      before: JSON.stringify(before[part]),
      after: patch[part],
      madeAt,
    }));
    this.edits = [...earlier, ...made];
  }

  /** Remembers that a key was removed. An id is never used again, so it is to stay away for good. */
  noteRemoval(id: string): void {
    this.removed.add(id);
    this.edits = this.edits.filter((edit) => edit.id !== id);
  }

  isRemoved(id: string): boolean {
    return this.removed.has(id);
  }

  /** Those of the own changes that an entry has lost: it says again what it said before them. Undefined: none. */
  lostIn(entry: StoredKey): KeyPatch | undefined {
    const lost = this.recent().filter(
      ({ id, part, before, after }) =>
        id === entry.id && JSON.stringify(entry[part]) === before && JSON.stringify(after) !== before,
    );
    return lost.length === 0 ? undefined : Object.fromEntries(lost.map(({ part, after }) => [part, after]));
  }

  private recent(): readonly Edit[] {
    return this.edits.filter(({ madeAt }) => this.now() - madeAt < OVERLAP_MS);
  }
}
