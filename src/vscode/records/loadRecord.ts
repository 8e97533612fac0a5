import type { FleetioClient, FleetRecord } from '../../fleetio/client';
import { FleetioError } from '../../fleetio/errors';
import { RESOURCES } from '../../fleetio/resources';
import type { ShownRecord } from './recordAddress';

/** How many pages of a list are looked through for a record that has no address of its own. */
const MOST_PAGES = 5;

/**
 * Asks for a record: by its address, or, where the API shows it in a list alone, by looking through that list.
 * @param refresh asks the server even where a kept answer is fresh.
 * @throws FleetioError
 */
export async function loadRecord(
  client: FleetioClient,
  { resource, id, vehicleId }: Pick<ShownRecord, 'resource' | 'id' | 'vehicleId'>,
  refresh: boolean,
): Promise<FleetRecord> {
  const { parent, readable } = RESOURCES[resource];
  const owner = vehicleId === undefined ? {} : { vehicleId };
  if (readable !== 'list') {
    return client.get({ resource, id, ...(parent === 'vehicles' ? owner : {}) }, { refresh });
  }
  let pages = 0;
  for await (const { records } of client.list({ resource, ...owner, perPage: 100 }, { refresh })) {
    const record = records.find((listed) => listed.id === id);
    if (record !== undefined) {
      return record;
    }
    if (++pages === MOST_PAGES) {
      break;
    }
  }
  throw new FleetioError('notFound', 'The record is not in its list.', { resource });
}
