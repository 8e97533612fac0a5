/** What keeps the store from doing its work. */
export type KeyStoreProblem =
  /** It refuses to read or write: the keyring is locked or missing. */
  | 'locked'
  /** It took an entry and did not give it back. */
  | 'notKept'
  /** The key was removed, here or in another window. */
  | 'gone';

/** A failure of the store of the keys. Neither message nor cause holds anything of a key. */
export class KeyStoreError extends Error {
  override readonly name = 'KeyStoreError';

  constructor(
    readonly problem: KeyStoreProblem,
    /** What the store said. */
    detail = '',
  ) {
    super(`The store of the keys failed (${problem})${detail === '' ? '' : `: ${detail}`}`);
  }
}
