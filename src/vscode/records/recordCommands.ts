import * as vscode from 'vscode';
import { asNode, isRecordNode, vehicleOf } from '../explorer/nodes';
import type { CommandsOf } from '../platform/commands';
import { RECORD_SCHEME } from './recordAddress';
import type { RecordDocuments } from './recordDocuments';

/** The commands about documents of records. */
export function recordCommands(
  documents: RecordDocuments,
): CommandsOf<'fleetio.openRecord' | 'fleetio.refreshRecord'> {
  return {
    'fleetio.openRecord': async (row) => {
      const node = asNode(row);
      if (node !== undefined && isRecordNode(node)) {
        const { resource, record } = node;
        const vehicle = node.kind === 'entry' ? vehicleOf(node) : undefined;
        const owner = vehicle === undefined ? {} : { vehicleId: vehicle.record.id };
        await documents.open({ resource, id: record.id, ...owner }, record);
      }
    },
    'fleetio.refreshRecord': async () => {
      const uri = vscode.window.activeTextEditor?.document.uri;
      if (uri?.scheme === RECORD_SCHEME) {
        await documents.refresh(uri);
      }
    },
  };
}
