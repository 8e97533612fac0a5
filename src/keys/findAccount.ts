import type { Account } from '../fleetio/client';

/** Which of a key's accounts is meant. */
export type AccountAnswer =
  | { readonly answer: 'found'; readonly account: Account }
  /** No account was named and the key sees several. */
  | { readonly answer: 'choose' }
  /** The key does not see the account that was named. */
  | { readonly answer: 'notSeen' }
  /** The key sees no account at all. */
  | { readonly answer: 'none' };

/**
 * Finds the account that is meant among those that a key sees.
 * @param accounts what `GET /accounts` says of the key (fleetio-api.md section 1.7).
 * @param token the account token that was given; empty when none was.
 */
export function findAccount(accounts: readonly Account[], token: string): AccountAnswer {
  const [first, ...others] = accounts;
  if (first === undefined) {
    return { answer: 'none' };
  }
  if (token === '') {
    return others.length === 0 ? { answer: 'found', account: first } : { answer: 'choose' };
  }
  const account = accounts.find((candidate) => candidate.token === token);
  return account === undefined ? { answer: 'notSeen' } : { answer: 'found', account };
}
