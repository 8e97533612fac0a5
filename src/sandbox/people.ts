import { createHash } from 'node:crypto';
import { NEWEST_API_VERSION, type ApiVersion } from '../fleetio/versions';
import type { ZoneName } from './timeZone';

/** A Fleetio account of the sandbox. */
export interface SandboxAccount {
  readonly id: number;
  readonly name: string;
  readonly accountToken: string;
  /** Its vehicles count miles and gallons, or kilometres and litres. */
  readonly units: 'imperial' | 'metric';
}

export interface SandboxUser {
  readonly id: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly timeZone: ZoneName;
}

/** What a key's user may read: `all`, which includes writing, or the ids of resources. */
export type Permissions = 'all' | readonly string[];

/** An API key of the sandbox. */
export interface SandboxKey {
  readonly label: string;
  readonly apiKey: string;
  /** The version it is locked to. */
  readonly apiVersion: ApiVersion;
  readonly user: SandboxUser;
  readonly permissions: Permissions;
  /** The user sees the vehicles of this group alone: its place in the account's list of groups. */
  readonly group?: number;
  /** The accounts it reaches, by their tokens. */
  readonly accountTokens: readonly string[];
  /** `revoked` answers 401; `noApiAccess`, the account's plan has no API, 403. */
  readonly state: 'good' | 'revoked' | 'noApiAccess';
}

/** The accounts of a seed. */
export function accountsOf(seed: number): readonly [SandboxAccount, SandboxAccount] {
  return [
    { id: 77, name: 'Riverside Logistics', accountToken: accountToken(seed, 1), units: 'imperial' },
    { id: 78, name: 'Riverside Rentals', accountToken: accountToken(seed, 2), units: 'metric' },
  ];
}

const SAM = user(1, 'Sam', 'Rivera', 'Central Time (US & Canada)');
const KIM = user(2, 'Kim', 'Osei', 'Pacific Time (US & Canada)');
const INES = user(3, 'Inés', 'Prado', 'Madrid');
const ARJUN = user(4, 'Arjun', 'Mehta', 'Kolkata');
const BOT = user(5, 'Nightly', 'Sync', 'UTC');

/** What a technician of one yard may read. */
const TECHNICIAN = [
  'vehicles',
  'meter_entries',
  'fuel_entries',
  'issues',
  'service_reminders',
  'work_orders',
];

/**
 * The keys of a seed: one of every kind that a client has to deal with. The first one may do everything.
 * @param lock the version that all of them are locked to, save the one of an old integration.
 */
export function keysOf(seed: number, lock: ApiVersion = NEWEST_API_VERSION): readonly SandboxKey[] {
  const [{ accountToken: logistics }, { accountToken: rentals }] = accountsOf(seed);
  const key = (label: string, parts: Partial<SandboxKey> = {}): SandboxKey => ({
    label,
    apiKey: newApiKey(seed, label),
    apiVersion: lock,
    user: SAM,
    permissions: 'all',
    accountTokens: [logistics],
    state: 'good',
    ...parts,
  });
  return [
    key('Owner'),
    key('Vehicles only', { user: KIM, permissions: ['vehicles'] }),
    key('Two accounts', { user: INES, accountTokens: [logistics, rentals] }),
    key('Revoked', { state: 'revoked' }),
    key('No API plan', { state: 'noApiAccess' }),
    key('One yard', { user: ARJUN, permissions: TECHNICIAN, group: 0 }),
    key('Old integration', { user: BOT, apiVersion: '2023-03-01' }),
  ];
}

function user(id: number, firstName: string, lastName: string, timeZone: ZoneName): SandboxUser {
  const mailbox = firstName.normalize('NFD').replace(/[^a-zA-Z]/g, '');
  return { id, firstName, lastName, email: `${mailbox.toLowerCase()}@example.test`, timeZone };
}

/** The shape of section 1.3. */
export function newApiKey(seed: number, name: string): string {
  return sha1(`sandbox ${seed} ${name}`);
}

/** Ten hex digits with at least one letter, as real ones have. */
function accountToken(seed: number, number: number): string {
  return `${sha1(`sandbox ${seed} account ${number}`).slice(0, 9)}f`;
}

function sha1(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}
