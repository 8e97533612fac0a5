import * as vscode from 'vscode';
import { TARGETS, type SnippetTarget } from '../../snippets/targets';
import type { SnippetRequest } from '../../snippets/model';
import { javascript } from '../../snippets/targets/javascript';
import type { StoredKey } from '../../keys/storedKey';
import type { ActiveClient } from '../keys/activeClient';
import { requestFor } from '../snippets/subject';
import type { Node } from './nodes';

/** What a dragged row carries: the requests for what it shows, as JSON. Neither key nor account token is in them. */
const REQUESTS = 'application/vnd.fleetio.requests';

/** Languages whose files take the code of another's target. */
const SPOKEN: Readonly<Record<string, string>> = {
  javascriptreact: 'javascript',
  typescriptreact: 'typescript',
  vue: 'javascript',
  svelte: 'javascript',
  html: 'javascript',
};

/** Lets rows be dragged out of the tree. Nothing can be dropped on it. */
export function dragController(active: ActiveClient): vscode.TreeDragAndDropController<Node> {
  return {
    dragMimeTypes: [REQUESTS],
    dropMimeTypes: [],
    handleDrag: async (rows, transfer) => {
      const current = await active.get();
      const requests = current === undefined ? [] : requestsOf(rows, current.key);
      if (requests.length > 0) {
        transfer.set(REQUESTS, new vscode.DataTransferItem(JSON.stringify(requests)));
      }
    },
  };
}

/** Drops the call that asks for a dragged row, in the language of the file. */
export function registerDrop(): vscode.Disposable {
  const provider: vscode.DocumentDropEditProvider = {
    provideDocumentDropEdits: async (document, _position, transfer) => {
      const item = transfer.get(REQUESTS);
      return item && dropEdit(document, JSON.parse(await item.asString()) as SnippetRequest[]);
    },
  };
  return vscode.languages.registerDocumentDropEditProvider({ language: '*' }, provider, {
    dropMimeTypes: [REQUESTS],
    providedDropEditKinds: [vscode.DocumentDropOrPasteEditKind.Text.append('fleetio')],
  });
}

function requestsOf(rows: readonly Node[], key: StoredKey): readonly SnippetRequest[] {
  return rows.map((row) => requestFor(row, key)).filter((request) => request !== undefined);
}

/** The calls go to where they are dropped, what they import to the top of the file. */
export function dropEdit(
  document: vscode.TextDocument,
  requests: readonly SnippetRequest[],
): vscode.DocumentDropEdit {
  const target = targetFor(document.languageId);
  const eol = document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
  const pieces = requests.map((request) => target.pieces(request, { eol }));
  const text = document.getText();
  const imports = new Set(pieces.flatMap((piece) => piece.imports));
  const missing = [...imports].filter((line) => !text.includes(line));
  const head = text.trim() === '' ? [pieces[0]?.head ?? ''].filter((line) => line !== '') : [];
  // What several calls share stands there once.
  const sections = new Set(pieces.flatMap((piece) => piece.sections));
  const body = [...sections].join(eol + eol) + eol;
  const top = [...head, ...missing].map((line) => line + eol).join('');
  const edit = new vscode.DocumentDropEdit(body, vscode.l10n.t('Fleetio call ({0})', target.title));
  if (top !== '') {
    edit.additionalEdit = new vscode.WorkspaceEdit();
    edit.additionalEdit.insert(document.uri, new vscode.Position(0, 0), top + eol);
  }
  return edit;
}

function targetFor(languageId: string): SnippetTarget {
  const language = SPOKEN[languageId] ?? languageId;
  return TARGETS.find((target) => target.languageId === language) ?? javascript;
}
