import type { Connection } from '../fleetio/client';
import { isApiVersion, type ApiVersion } from '../fleetio/versions';

/** An account that a key can reach. */
export interface KeyAccount {
  readonly token: string;
  readonly name: string;
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
  /** ISO 8601. */
  readonly addedAt: string;
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
export function activeAccount(key: StoredKey): KeyAccount {
  return (
    key.accounts.find(({ token }) => token === key.accountToken) ?? {
      token: key.accountToken,
      name: key.accountToken,
    }
  );
}

const TEXTS = ['id', 'label', 'apiKey', 'apiVersion', 'apiUrl', 'accountToken', 'addedAt'];

function isStoredKey(value: unknown): value is StoredKey {
  return (
    isObject(value) &&
    TEXTS.every((name) => typeof value[name] === 'string' && value[name] !== '') &&
    isApiVersion(String(value['apiVersion'])) &&
    Array.isArray(value['accounts']) &&
    value['accounts'].every(isKeyAccount)
  );
}

function isKeyAccount(value: unknown): value is KeyAccount {
  return isObject(value) && typeof value['token'] === 'string' && typeof value['name'] === 'string';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
