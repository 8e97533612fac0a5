import { RESOURCES } from '../../fleetio/resources';
import type { ActiveClient } from '../keys/activeClient';
import { readingWords, readPageFor } from './reading';
import type { Tool } from './tool';
import { listQueryOf, type ReadInput } from './toolInput';

/** Lists the vehicles of the account in use. */
export function listVehicles(active: ActiveClient): Tool<ReadInput> {
  return {
    name: 'fleetio_list_vehicles',
    words: () => readingWords(active, RESOURCES.vehicles.title),
    run: (input, signal) => readPageFor(active, listQueryOf(input, 'vehicles'), input, signal),
  };
}
