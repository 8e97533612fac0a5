import * as vscode from 'vscode';
import { insertionEdits } from '../../snippets/insertion';
import type { SnippetRequest } from '../../snippets/model';
import type { SnippetTarget } from '../../snippets/target';
import { eolOf, styleOf, styleOfNew } from './fileStyle';
import { variables, type Destination, type SnippetChoices } from './snippetWriter';

/** Code that is about to be written. */
export interface Order {
  readonly request: SnippetRequest;
  readonly target: SnippetTarget;
  readonly choices: SnippetChoices;
  /** Where the cursor was when the code was asked for. */
  readonly editor: vscode.TextEditor | undefined;
}

/** Writes the code and puts it where it is wanted. */
export const DELIVER: Readonly<Record<Destination, (order: Order) => Promise<void>>> = {
  document: openDocument,
  cursor: async (order) => (order.editor ? insertAtCursor(order, order.editor) : openDocument(order)),
  clipboard: async (order) => {
    await vscode.env.clipboard.writeText(wholeFile(order));
    vscode.window.setStatusBarMessage(
      vscode.l10n.t('$(check) Snippet copied: {0}', order.target.title),
      5000,
    );
  },
};

async function openDocument(order: Order): Promise<void> {
  const language = await knownLanguage(order.target.languageId);
  const document = await vscode.workspace.openTextDocument({ language, content: wholeFile(order) });
  await vscode.window.showTextDocument(document);
}

async function insertAtCursor({ request, target, choices }: Order, editor: vscode.TextEditor): Promise<void> {
  const { document, selection } = editor;
  const text = document.getText();
  const options = { ...choices, ...variables(), ...styleOf(editor) };
  const edit = new vscode.WorkspaceEdit();
  const replace = (start: number, end: number, by: string): void => {
    edit.replace(document.uri, new vscode.Range(document.positionAt(start), document.positionAt(end)), by);
  };
  if (text.trim() === '') {
    replace(0, text.length, target.emit(request, options));
  } else {
    const place = {
      text,
      languageId: document.languageId,
      eol: eolOf(document),
      cursor: document.offsetAt(selection.active),
    };
    for (const { start, end, text: by } of insertionEdits(target.pieces(request, options), place)) {
      replace(start, end, by);
    }
  }
  await vscode.workspace.applyEdit(edit);
  await vscode.window.showTextDocument(document, editor.viewColumn);
}

function wholeFile({ request, target, choices }: Order): string {
  return target.emit(request, { ...choices, ...variables(), ...styleOfNew(target.languageId) });
}

/** Plain text where no extension knows the language, as with `.http` files. */
async function knownLanguage(languageId: string): Promise<string> {
  return (await vscode.languages.getLanguages()).includes(languageId) ? languageId : 'plaintext';
}
