import * as vscode from 'vscode';
import { secretIn } from '../../leaks/detector';
import { fingerprintOf } from '../../leaks/finding';
import { Lines } from '../../leaks/lines';
import type { Leak } from './leak';

/**
 * Goes on to the cell with a leak that was found in the file of a notebook, which is open by now: its place in the file says
 * nothing to the editor of the notebook.
 */
export async function revealInNotebook(leak: Leak): Promise<void> {
  // Asking for the document would keep it open for minutes after its editor is closed.
  const notebook = vscode.workspace.notebookDocuments.find(
    ({ uri }) => uri.toString() === leak.uri.toString(),
  );
  const secret = notebook && (await savedSecret(leak));
  if (!notebook || secret === undefined) {
    return;
  }
  const cells = notebook.getCells();
  const inSource = cells.find(({ document }) => document.getText().includes(secret));
  if (inSource !== undefined) {
    const { document } = inSource;
    const at = document.getText().indexOf(secret);
    const selection = new vscode.Range(document.positionAt(at), document.positionAt(at + secret.length));
    await vscode.commands.executeCommand('vscode.open', document.uri, { selection, preview: true });
    return;
  }
  const inOutput = cells.find(({ outputs }) =>
    outputs.some(({ items }) => items.some(({ data }) => Buffer.from(data).includes(secret))),
  );
  if (inOutput !== undefined) {
    await reveal(notebook, inOutput);
  }
}

async function reveal(notebook: vscode.NotebookDocument, { index }: vscode.NotebookCell): Promise<void> {
  const range = new vscode.NotebookRange(index, index + 1);
  const options: vscode.NotebookDocumentShowOptions = { selections: [range], preview: true };
  const editor = await vscode.window.showNotebookDocument(notebook, options);
  editor.revealRange(range, vscode.NotebookEditorRevealType.InCenterIfOutsideViewport);
}

/** What stands at the leak's place in the file, if that is the secret still. A text document would be one more to look at. */
async function savedSecret({ uri, range, fingerprint }: Leak): Promise<string | undefined> {
  const lines = new Lines(Buffer.from(await vscode.workspace.fs.readFile(uri)).toString());
  const offset = ({ line, character }: vscode.Position): number => lines.start(line) + character;
  const place = { start: offset(range.start), end: offset(range.end), fingerprint };
  const secret = secretIn(lines.text, place);
  return fingerprintOf(secret) === fingerprint ? secret : undefined;
}

/**
 * The files of notebooks that are saved and that no tab shows. For the person they are closed, but VS Code can keep them open
 * for as long as the window is: what opens a notebook twice, or an extension that asked for it, is enough.
 */
export function notebooksWithoutTab(): ReadonlySet<string> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const shown = new Set(tabs.flatMap(notebooksIn).map(String));
  const saved = vscode.workspace.notebookDocuments.filter(
    ({ uri, isDirty }) => uri.scheme === 'file' && !isDirty,
  );
  return new Set(saved.map(({ uri }) => uri.toString()).filter((address) => !shown.has(address)));
}

/** What a tab shows of notebooks. */
export function notebooksIn({ input }: vscode.Tab): vscode.Uri[] {
  if (input instanceof vscode.TabInputNotebook) {
    return [input.uri];
  }
  return input instanceof vscode.TabInputNotebookDiff ? [input.original, input.modified] : [];
}

/** Which cell of an open notebook a document is, from 0; undefined: none. */
export function cellIndex(document: vscode.Uri): number | undefined {
  const cells = vscode.workspace.notebookDocuments.flatMap((notebook) => notebook.getCells());
  return cells.find((cell) => cell.document.uri.toString() === document.toString())?.index;
}
