import * as vscode from 'vscode';
import { notify } from '../platform/notify';
import type { SnippetRequest } from '../../snippets/model';
import type { SnippetTarget } from '../../snippets/target';
import { styleOfNew } from './fileStyle';
import { insertInto } from './insertInto';
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

async function insertAtCursor(order: Order, editor: vscode.TextEditor): Promise<void> {
  const { request, target, choices } = order;
  const edit = insertInto(editor, editor.selection.active, { requests: [request], target, choices });
  if (edit === undefined) {
    await openInstead(order, editor.document);
    return;
  }
  await vscode.workspace.applyEdit(edit);
  await vscode.window.showTextDocument(editor.document, editor.viewColumn);
}

/** Code that would be wrong in the file goes to one of its own, and the person is told why. */
async function openInstead(order: Order, { fileName, uri }: vscode.TextDocument): Promise<void> {
  await openDocument(order);
  const file = fileName.split(/[\\/]/).at(-1) ?? fileName;
  const { t } = vscode.l10n;
  void notify(
    'info',
    t('{0} has other functions of the names that the code needs, so it went to a new document.', file),
    { title: t('Back to {0}', file), command: 'vscode.open', args: [uri] },
  );
}

function wholeFile({ request, target, choices }: Order): string {
  return target.emit(request, { ...choices, ...variables(), ...styleOfNew(target.languageId) });
}

/** Plain text where no extension knows the language, as with `.http` files. */
async function knownLanguage(languageId: string): Promise<string> {
  return (await vscode.languages.getLanguages()).includes(languageId) ? languageId : 'plaintext';
}
