import type { CommandsOf } from '../platform/commands';
import { asNode } from './nodes';
import type { VehiclesTree } from './vehiclesTree';

/** The commands of the view *Vehicles*. Their argument is the row they were called on. */
export function explorerCommands(
  tree: VehiclesTree,
): CommandsOf<'fleetio.loadMore' | 'fleetio.retry' | 'fleetio.refreshVehicles'> {
  return {
    'fleetio.loadMore': (row) => tree.loadMore(asNode(row)),
    'fleetio.retry': (row) => tree.retry(asNode(row)),
    'fleetio.refreshVehicles': (row) => tree.refresh(asNode(row)),
  };
}
