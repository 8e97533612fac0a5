import * as vscode from 'vscode';
import { secretIn } from '../../leaks/detector';
import { fingerprintOf } from '../../leaks/finding';
import { Lines } from '../../leaks/lines';
import type { Leak } from './leak';

/**
 * Shows the cell with a leak that was found in the file of a notebook: its place in the file says nothing to the editor of
 * the notebook.
 * @returns false where it is no notebook, or where no cell and no output has it.
 */
export async function openInNotebook(leak: Leak): Promise<boolean> {
  const secret = leak.uri.path.endsWith('.ipynb') ? await savedSecret(leak) : undefined;
  const notebook = secret && (await notebookAt(leak.uri));
  if (!secret || !notebook) {
    return false;
  }
  const cells = notebook.getCells();
  const inSource = cells.find(({ document }) => document.getText().includes(secret));
  if (inSource !== undefined) {
    const { document } = inSource;
    const at = document.getText().indexOf(secret);
    const selection = new vscode.Range(document.positionAt(at), document.positionAt(at + secret.length));
    await vscode.commands.executeCommand('vscode.open', document.uri, { selection, preview: true });
    return true;
  }
  const inOutput = cells.find(({ outputs }) =>
    outputs.some(({ items }) => items.some(({ data }) => Buffer.from(data).includes(secret))),
  );
  if (inOutput !== undefined) {
    await reveal(notebook, inOutput);
  }
  return inOutput !== undefined;
}

async function reveal(notebook: vscode.NotebookDocument, { index }: vscode.NotebookCell): Promise<void> {
  const range = new vscode.NotebookRange(index, index + 1);
  const options: vscode.NotebookDocumentShowOptions = { selections: [range], preview: true };
  const editor = await vscode.window.showNotebookDocument(notebook, options);
  editor.revealRange(range, vscode.NotebookEditorRevealType.InCenterIfOutsideViewport);
}

/** Undefined where no extension shows it as a notebook. */
async function notebookAt(uri: vscode.Uri): Promise<vscode.NotebookDocument | undefined> {
  return vscode.workspace.openNotebookDocument(uri).then(
    (opened) => opened,
    () => undefined,
  );
}

/** What stands at the leak's place in the file, if that is the secret still. A text document would be one more to look at. */
async function savedSecret({ uri, range, fingerprint }: Leak): Promise<string | undefined> {
  const lines = new Lines(Buffer.from(await vscode.workspace.fs.readFile(uri)).toString());
  const offset = ({ line, character }: vscode.Position): number => lines.start(line) + character;
  const place = { start: offset(range.start), end: offset(range.end), fingerprint };
  const secret = secretIn(lines.text, place);
  return fingerprintOf(secret) === fingerprint ? secret : undefined;
}
