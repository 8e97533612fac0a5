import { RESOURCES } from '../../fleetio/resources';
import type { ActiveClient } from '../keys/activeClient';
import { readingWords, readPageFor } from './reading';
import type { Tool } from './tool';
import { listQueryOf, resourceOf, type ReadInput } from './toolInput';

/** Lists entries of any kind, of a vehicle or of the whole account. */
export function listEntries(active: ActiveClient): Tool<ReadInput> {
  return {
    name: 'fleetio_list_entries',
    words: (input) => readingWords(active, RESOURCES[resourceOf(input)].title),
    run: (input, signal) => readPageFor(active, listQueryOf(input), input, signal),
  };
}
