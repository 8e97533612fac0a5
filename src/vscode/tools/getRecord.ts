import { RESOURCES } from '../../fleetio/resources';
import type { ActiveClient } from '../keys/activeClient';
import { activeOrThrow, readingWords } from './reading';
import type { Tool } from './tool';
import { recordAddressOf, resourceOf, type ReadInput } from './toolInput';

/** Reads one record with all its fields. */
export function getRecord(active: ActiveClient): Tool<ReadInput> {
  return {
    name: 'fleetio_get_record',
    words: (input) =>
      readingWords(active, `${RESOURCES[resourceOf(input)].singular} ${input.id ?? ''}`.trim()),
    run: async (input, signal) => {
      const { client, accountName } = await activeOrThrow(active);
      const address = recordAddressOf(input);
      const record = await client.get(address, { signal });
      return JSON.stringify({ account: accountName, resource: address.resource, record });
    },
  };
}
