import { FleetioClient } from '../../fleetio/client';
import type { ClientServices } from '../../fleetio/services';
import { checkKey } from '../../keys/checkKey';
import type { KeyRing } from '../../keys/keyRing';
import { connectionOf, type StoredKey } from '../../keys/storedKey';

/**
 * Asks Fleetio whether a stored key is good and keeps the answer with it.
 * @returns the key with the answer.
 * @throws FleetioError when Fleetio could not be asked; what was known before stays.
 */
export async function verifyKey(
  ring: KeyRing,
  services: ClientServices,
  key: StoredKey,
  signal?: AbortSignal,
): Promise<StoredKey> {
  const client = new FleetioClient(connectionOf(key), services);
  const parts = await checkKey(key, client, { now: () => new Date(), ...(signal && { signal }) });
  return ring.edit(key.id, parts);
}
