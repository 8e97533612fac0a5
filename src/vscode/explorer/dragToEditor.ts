import * as vscode from 'vscode';
import type { SnippetRequest } from '../../snippets/model';
import { insertInto } from '../snippets/insertInto';
import type { SnippetWriter } from '../snippets/snippetWriter';
import { requestFor } from '../snippets/subject';
import { accountOf, type Node } from './nodes';

/** What a dragged row carries: the requests for what it shows, as JSON. Neither key nor account token is in them. */
const REQUESTS = 'application/vnd.fleetio.requests';

/** Lets rows be dragged out of the tree. Nothing can be dropped on it. */
export function dragController(): vscode.TreeDragAndDropController<Node> {
  return {
    dragMimeTypes: [REQUESTS],
    dropMimeTypes: [],
    handleDrag: (rows, transfer) => {
      const requests = requestsOf(rows);
      if (requests.length > 0) {
        transfer.set(REQUESTS, new vscode.DataTransferItem(JSON.stringify(requests)));
      }
    },
  };
}

/** Drops the call that asks for a dragged row, in the language of the file and as its owner likes it. */
export function registerDrop(writer: SnippetWriter): vscode.Disposable {
  const provider: vscode.DocumentDropEditProvider = {
    provideDocumentDropEdits: async (document, position, transfer) => {
      const item = transfer.get(REQUESTS);
      const editor = vscode.window.visibleTextEditors.find((visible) => visible.document === document);
      const [target] = writer.targets(document.languageId);
      if (item === undefined || editor === undefined || target === undefined) {
        return undefined;
      }
      const requests = JSON.parse(await item.asString()) as SnippetRequest[];
      const choices = writer.choices(target);
      const insertion = insertInto(editor, position, { requests, target, choices });
      if (insertion === undefined) {
        return undefined;
      }
      const edit = new vscode.DocumentDropEdit('', vscode.l10n.t('Fleetio call ({0})', target.title));
      edit.additionalEdit = insertion;
      return edit;
    },
  };
  return vscode.languages.registerDocumentDropEditProvider({ language: '*' }, provider, {
    dropMimeTypes: [REQUESTS],
    providedDropEditKinds: [vscode.DocumentDropOrPasteEditKind.Text.append('fleetio')],
  });
}

function requestsOf(rows: readonly Node[]): readonly SnippetRequest[] {
  return rows
    .map((row) => requestFor(row, accountOf(row).active.key))
    .filter((request) => request !== undefined);
}
