import * as vscode from 'vscode';
import type { ActiveClient } from '../keys/activeClient';
import type { CommandHandler, CommandId, CommandsOf } from '../platform/commands';
import { copyIds, copyJson, copyVins } from './copyRecords';
import { clearFilters, filterVehicles, sortVehicles } from './filterVehicles';
import { goToVehicle } from './goToVehicle';
import { asNode, asNodes, type Node } from './nodes';
import { searchVehicles } from './searchVehicles';
import type { VehiclesTree } from './vehiclesTree';
import { webPageOf } from './webPages';

/** The commands of the view *Vehicles*. Their argument is the row they were called on. */
export function explorerCommands(tree: VehiclesTree, active: ActiveClient) {
  return {
    'fleetio.refreshVehicles': (row) => tree.refresh(asNode(row)),
    'fleetio.loadMore': (row) => tree.loadMore(asNode(row)),
    'fleetio.retry': (row) => tree.retry(asNode(row)),
    'fleetio.cancelLoading': () => {
      tree.cancelLoading();
    },
    'fleetio.searchVehicles': () => searchVehicles(tree),
    'fleetio.goToVehicle': (id) => goToVehicle(tree, id),
    'fleetio.filterVehicles': () => filterVehicles(tree),
    'fleetio.sortVehicles': () => sortVehicles(tree),
    'fleetio.clearVehicleFilters': () => clearFilters(tree),
    'fleetio.openInFleetio': async (row) => {
      const [node, current] = [asNode(row), await active.get()];
      if (node !== undefined && current !== undefined) {
        await vscode.env.openExternal(vscode.Uri.parse(webPageOf(node, current.key), true));
      }
    },
    'fleetio.copyId': onRows(copyIds),
    'fleetio.copyVin': onRows(copyVins),
    'fleetio.copyJson': onRows(copyJson),
  } satisfies Partial<CommandsOf<CommandId>>;
}

/** A command on the row under the pointer and all selected ones. */
function onRows(act: (rows: readonly Node[]) => Promise<void>): CommandHandler {
  return (clicked, selected) => act(asNodes(clicked, selected));
}
