import * as vscode from 'vscode';
import { listSnippet, recordSnippet, type SnippetApi, type SnippetRequest } from '../../snippets/model';
import { javascript } from '../../snippets/targets/javascript';
import type { Node } from '../explorer/nodes';
import type { ActiveClient } from '../keys/activeClient';

/** Opens code that asks the API for what a row shows, in a new document. */
export async function generateSnippet(active: ActiveClient, row: Node | undefined): Promise<void> {
  const current = await active.get();
  const request = current && row && requestFor(row, current.key);
  if (request === undefined) {
    return;
  }
  const { languageId: language } = javascript;
  const document = await vscode.workspace.openTextDocument({
    language,
    content: javascript.emit(request),
  });
  await vscode.window.showTextDocument(document);
}

/** The request for what a row shows; undefined for a row that shows nothing of the API's. */
export function requestFor(node: Node, api: SnippetApi): SnippetRequest | undefined {
  switch (node.kind) {
    case 'account':
    case 'section':
      return listSnippet(node.query, api);
    case 'vehicle':
    case 'entry':
      return recordSnippet({ resource: node.resource, id: node.record.id }, api);
    case 'lists':
    case 'more':
    case 'failure':
    case 'empty':
      return undefined;
  }
}
