import * as vscode from 'vscode';
import { addressOf, asNode, isRecordNode } from '../explorer/nodes';
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
        await documents.open(addressOf(node), node.record);
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
