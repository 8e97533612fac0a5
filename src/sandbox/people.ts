import { createHash } from 'node:crypto';
import { NEWEST_API_VERSION, type ApiVersion } from '../fleetio/versions';

/** A Fleetio account of the sandbox. */
export interface SandboxAccount {
  readonly id: number;
  readonly name: string;
  readonly accountToken: string;
}

export interface SandboxUser {
  readonly id: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
}

/** What a key's user may read: `all`, or the ids of resources. */
export type Permissions = 'all' | readonly string[];

/** An API key of the sandbox. */
export interface SandboxKey {
  readonly label: string;
  readonly apiKey: string;
  readonly apiVersion: ApiVersion;
  readonly user: SandboxUser;
  readonly permissions: Permissions;
  /** The accounts it reaches, by their tokens. */
  readonly accountTokens: readonly string[];
  /** `revoked` answers 401; `noApiAccess`, the account's plan has no API, 403. */
  readonly state: 'good' | 'revoked' | 'noApiAccess';
}

/** The accounts of a seed. */
export function accountsOf(seed: number): readonly SandboxAccount[] {
  return [
    { id: 77, name: 'Riverside Logistics', accountToken: accountToken(seed, 1) },
    { id: 78, name: 'Riverside Rentals', accountToken: accountToken(seed, 2) },
  ];
}

const SAM: SandboxUser = { id: 1, firstName: 'Sam', lastName: 'Rivera', email: 'sam@example.test' };
const KIM: SandboxUser = { id: 2, firstName: 'Kim', lastName: 'Osei', email: 'kim@example.test' };

/** The keys of a seed: one of every kind that a client has to deal with. The first one may do everything. */
export function keysOf(seed: number): readonly SandboxKey[] {
  const [logistics, rentals] = accountsOf(seed).map(({ accountToken: token }) => token);
  const one = logistics === undefined ? [] : [logistics];
  const both = rentals === undefined ? one : [...one, rentals];
  const key = (label: string, parts: Partial<SandboxKey> = {}): SandboxKey => ({
    label,
    apiKey: sha1(`sandbox ${seed} ${label}`),
    apiVersion: NEWEST_API_VERSION,
    user: SAM,
    permissions: 'all',
    accountTokens: one,
    state: 'good',
    ...parts,
  });
  return [
    key('Owner'),
    key('Vehicles only', { user: KIM, permissions: ['vehicles'] }),
    key('Two accounts', { accountTokens: both }),
    key('Revoked', { state: 'revoked' }),
    key('No API plan', { state: 'noApiAccess' }),
  ];
}

/** Ten hex digits with at least one letter, as real ones have. */
function accountToken(seed: number, number: number): string {
  return `${sha1(`sandbox ${seed} account ${number}`).slice(0, 9)}f`;
}

function sha1(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}
