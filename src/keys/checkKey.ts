import type { Account, Connection, FleetioClient } from '../fleetio/client';
import { FleetioError } from '../fleetio/errors';
import type { KeyPatch } from './ownEdits';
import { activeAccount, type KeyAccount, type KeyCheck, type KeyState, type StoredKey } from './storedKey';

/** What a check asks Fleetio. */
export type KeyClient = Pick<FleetioClient, 'accounts' | 'me'>;

/** Makes the client of a connection. */
export type OpenClient = (connection: Connection) => KeyClient;

export interface CheckOptions {
  readonly now: () => Date;
  readonly signal?: AbortSignal;
}

/** A check's answer, and what was learnt of the accounts on the way. */
export type CheckedParts = Pick<KeyPatch, 'accounts'> & { readonly check: KeyCheck };

/**
 * Asks Fleetio whether a key is good: which accounts it sees, and whether it is accepted for the one in use.
 * @throws FleetioError when that could not be found out: offline, rate limit, a fault of the server.
 */
export async function checkKey(
  key: Pick<StoredKey, 'accounts' | 'accountToken'>,
  client: KeyClient,
  { now, signal }: CheckOptions,
): Promise<CheckedParts> {
  const options = { refresh: true, ...(signal && { signal }) };
  const check = (state: KeyState, user?: string): KeyCheck => ({
    state,
    at: now().toISOString(),
    ...(user !== undefined && { user }),
  });
  const seen = await client.accounts(options).then((list) => list.map(keyAccount), stateOfRefusal);
  if (typeof seen === 'string') {
    return { check: check(seen) };
  }
  const isSeen = seen.some(({ token }) => token === key.accountToken);
  // An account that the list lacks keeps its name.
  const accounts = isSeen ? seen : [...seen, activeAccount(key)];
  // Also for an account that the list lacks: whether Fleetio takes the key for it is what counts.
  const user = await client.me(options).catch(stateOfRefusal);
  if (typeof user === 'string') {
    // The key itself was accepted just before, so a 401 is about the account.
    return { accounts, check: check(isSeen && user === 'noApiPlan' ? user : 'accountLost') };
  }
  return { accounts, check: check('good', user.name) };
}

/** Whether Fleetio accepts a key at all. @throws FleetioError when that could not be found out. */
export async function isAccepted(client: KeyClient, signal?: AbortSignal): Promise<boolean> {
  const answer = await client.accounts({ refresh: true, ...(signal && { signal }) }).catch(stateOfRefusal);
  return answer !== 'refused';
}

/** An account as it is stored with a key. */
export function keyAccount({ token, name, permissions }: Account): KeyAccount {
  return { token, name, permissions };
}

/** What an answer without content says of the key (fleetio-api.md sections 1.8 and 5). */
export function stateOfRefusal(error: unknown): 'refused' | 'noApiPlan' {
  if (error instanceof FleetioError) {
    if (error.kind === 'unauthorized') {
      return 'refused';
    }
    if (error.kind === 'forbidden') {
      return 'noApiPlan';
    }
  }
  throw error;
}
