import type { Connection } from '../fleetio/client';
import { isApiVersion, type ApiVersion } from '../fleetio/versions';
import { apiKeyProblem } from './input';
import { isOneOf, isTime, listOf, optional, shape, text, type Check } from './schema';

/** An account that a key can reach. */
export interface KeyAccount {
  readonly token: string;
  readonly name: string;
  /** What the key's user may do there, in the API's words such as `read_vehicles`; missing: not asked yet. */
  readonly permissions?: readonly string[];
}

/** What Fleetio says of a key. */
export const KEY_STATES = [
  /** It is accepted. */
  'good',
  /** 401: revoked, or never a key. */
  'refused',
  /** It is accepted, but no longer for the account that requests are made for. */
  'accountLost',
  /** 403 for all: the account's plan has no API (fleetio-api.md section 1.8). */
  'noApiPlan',
] as const;
export type KeyState = (typeof KEY_STATES)[number];

/** The answer to the latest question whether a key is good. */
export interface KeyCheck {
  readonly state: KeyState;
  /** When it was asked; ISO 8601. */
  readonly at: string;
  /** Name of the user that the key acts as, where Fleetio told it. */
  readonly user?: string;
}

/** A key that another took the place of. It is held until Fleetio refuses it, so that this can be checked. */
export interface RetiredKey {
  readonly apiKey: string;
  /** When it was replaced; ISO 8601. */
  readonly retiredAt: string;
}

/** An API key with what is needed to use it and to tell it from others. */
export interface StoredKey {
  /** Made here; it never leaves this machine. */
  readonly id: string;
  /** What its owner calls it, as in Fleetio's own list of keys. */
  readonly label: string;
  readonly apiKey: string;
  readonly apiVersion: ApiVersion;
  /** The API that the key belongs to; it is sent nowhere else, whatever the settings say later. */
  readonly apiUrl: string;
  /** The accounts that the key could see when it was last checked. */
  readonly accounts: readonly KeyAccount[];
  /** The account that requests are made for; one of `accounts`. */
  readonly accountToken: string;
  /** When this key (not an earlier one with its label) was added; ISO 8601. */
  readonly addedAt: string;
  /** Missing: it was not checked since its latest change. */
  readonly check?: KeyCheck;
  /** The keys before it that may still be accepted, the latest last. */
  readonly retired?: readonly RetiredKey[];
}

/** What an entry must be like; unknown parts, which a newer version may have written, are kept. */
const isStoredKey: Check<StoredKey> = shape<StoredKey>({
  id: text,
  label: text,
  apiKey: (value) => text(value) && apiKeyProblem(value) === undefined,
  apiVersion: (value) => text(value) && isApiVersion(value),
  apiUrl: (value) => text(value) && URL.canParse(value),
  accounts: listOf(shape<KeyAccount>({ token: text, name: isString, permissions: optional(listOf(text)) })),
  accountToken: text,
  addedAt: isTime,
  check: optional(shape<KeyCheck>({ state: isOneOf(KEY_STATES), at: isTime, user: optional(isString) })),
  retired: optional(listOf(shape<RetiredKey>({ apiKey: text, retiredAt: isTime }))),
});

function isString(value: unknown): value is string {
  return typeof value === 'string';
}

/** The entry that SecretStorage holds for a key. */
export function writeStoredKey(key: StoredKey): string {
  return JSON.stringify(key);
}

/** The key in an entry of SecretStorage; undefined when the entry is damaged. */
export function readStoredKey(entry: string): StoredKey | undefined {
  let value: unknown;
  try {
    value = JSON.parse(entry);
  } catch {
    // A damaged entry is an answer, not a fault: the key ring reports it and keeps it.
    return undefined;
  }
  return isStoredKey(value) ? value : undefined;
}

/** How requests with a key are made. */
export function connectionOf({ apiUrl, apiKey, apiVersion, accountToken }: StoredKey): Connection {
  return { apiUrl, apiKey, apiVersion, accountToken };
}

/** The account that a key's requests are made for. */
export function activeAccount({
  accounts,
  accountToken,
}: Pick<StoredKey, 'accounts' | 'accountToken'>): KeyAccount {
  return accounts.find(({ token }) => token === accountToken) ?? unnamedAccount(accountToken);
}

const SHOWN_CHARACTERS = 3;

/** An account whose name Fleetio does not tell. Its name may be shown, so it holds a part of the token only. */
export function unnamedAccount(token: string): KeyAccount {
  return { token, name: `${token.slice(0, SHOWN_CHARACTERS)}…` };
}
