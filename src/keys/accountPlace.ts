import { createHash } from 'node:crypto';
import type { StoredKey } from './storedKey';

/** Which account, of which key. Neither the key nor the account's token is in it, so that addresses and states may hold it. */
export interface AccountPlace {
  readonly keyId: string;
  /** See {@link accountMark}. */
  readonly account: string;
}

/** The account that a key's requests are made for. */
export function placeOf(key: Pick<StoredKey, 'id' | 'apiUrl' | 'accountToken'>): AccountPlace {
  return { keyId: key.id, account: accountMark(key) };
}

/** 16 hex digits that tell an account from others without giving its token away. */
export function accountMark({ apiUrl, accountToken }: Pick<StoredKey, 'apiUrl' | 'accountToken'>): string {
  return createHash('sha256').update(`${apiUrl} ${accountToken}`).digest('hex').slice(0, 16);
}
