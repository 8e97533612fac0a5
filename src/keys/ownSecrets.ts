import type { StoredKey } from './storedKey';

/** A secret that the key ring holds. For comparing with what lies elsewhere, in memory; it is written nowhere. */
export interface OwnSecret {
  readonly kind: 'apiKey' | 'accountToken';
  readonly value: string;
  /** The key it belongs to; for an account token, the first of the keys that see the account. */
  readonly keyId: string;
  readonly label: string;
  /** Another key took its place, and Fleetio may still accept it. */
  readonly isRetired: boolean;
}

/** The secrets of keys, each value once. */
export function secretsOf(keys: readonly StoredKey[]): readonly OwnSecret[] {
  const all = keys.flatMap(({ id: keyId, label, apiKey, accounts, accountToken, retired = [] }) => {
    const secret = (kind: OwnSecret['kind'], value: string, isRetired = false): OwnSecret => ({
      kind,
      value,
      keyId,
      label,
      isRetired,
    });
    return [
      secret('apiKey', apiKey),
      ...retired.map((key) => secret('apiKey', key.apiKey, true)),
      ...[accountToken, ...accounts.map(({ token }) => token)].map((token) => secret('accountToken', token)),
    ];
  });
  const byValue = new Map<string, OwnSecret>();
  for (const secret of all) {
    if (!byValue.has(secret.value)) {
      byValue.set(secret.value, secret);
    }
  }
  return [...byValue.values()];
}

/** Whose secret this text is; undefined when it is none of them. The case of letters does not count. */
export function ownerOf(secrets: readonly OwnSecret[], text: string): OwnSecret | undefined {
  const sought = text.toLowerCase();
  return secrets.find(({ value }) => value.toLowerCase() === sought);
}
