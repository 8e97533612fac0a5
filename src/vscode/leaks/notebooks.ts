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
  const notebook = openNotebook(leak);
  const saved = notebook && (await savedSecret(leak));
  if (!notebook || !saved) {
    return;
  }
  const place = placeInCells(notebook, saved);
  if (place !== undefined) {
    await vscode.commands.executeCommand('vscode.open', place.uri, { selection: place.range, preview: true });
    return;
  }
  const inOutput = notebook
    .getCells()
    .find(({ outputs }) =>
      outputs.some(({ items }) => items.some(({ data }) => Buffer.from(data).includes(saved.secret))),
    );
  if (inOutput !== undefined) {
    await reveal(notebook, inOutput);
  }
}

/**
 * A leak where it can be changed: one in the file of a notebook is changed in its cell, which is opened for that. Others stay
 * as they are.
 */
export async function whereToChange(leak: Leak): Promise<Leak> {
  if (!isInNotebookFile(leak)) {
    return leak;
  }
  await vscode.commands.executeCommand('vscode.open', leak.uri, { preview: true });
  const notebook = openNotebook(leak);
  const saved = notebook && (await savedSecret(leak));
  return { ...leak, ...(saved && placeInCells(notebook, saved)) };
}

/** Not of one that is open as text, which is changed like others. */
export function isInNotebookFile({ uri, version }: Leak): boolean {
  const isNotebook = version === undefined && uri.scheme === 'file' && uri.path.endsWith('.ipynb');
  return isNotebook && !vscode.workspace.textDocuments.some((open) => open.uri.toString() === uri.toString());
}

/** Asking VS Code for the document would keep it open for minutes after its editor is closed. */
function openNotebook(leak: Leak): vscode.NotebookDocument | undefined {
  return vscode.workspace.notebookDocuments.find(({ uri }) => uri.toString() === leak.uri.toString());
}

/** Where cells have a secret; of several places the one that comes at the same turn as in the file. */
function placeInCells(
  notebook: vscode.NotebookDocument,
  { secret, before }: SavedSecret,
): Pick<Leak, 'uri' | 'range'> | undefined {
  const places = notebook.getCells().flatMap(({ document }) =>
    placesOf(secret, document.getText()).map((start) => ({
      uri: document.uri,
      range: new vscode.Range(document.positionAt(start), document.positionAt(start + secret.length)),
    })),
  );
  return places[before] ?? places[0];
}

function placesOf(part: string, text: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + part.length)) {
    places.push(at);
  }
  return places;
}

async function reveal(notebook: vscode.NotebookDocument, { index }: vscode.NotebookCell): Promise<void> {
  const range = new vscode.NotebookRange(index, index + 1);
  const options: vscode.NotebookDocumentShowOptions = { selections: [range], preview: true };
  const editor = await vscode.window.showNotebookDocument(notebook, options);
  editor.revealRange(range, vscode.NotebookEditorRevealType.InCenterIfOutsideViewport);
}

interface SavedSecret {
  readonly secret: string;
  /** How often it stands in the file before the leak. */
  readonly before: number;
}

/** What stands at the leak's place in the file, if that is the secret still. A text document would be one more to look at. */
export async function savedSecret({ uri, range, fingerprint }: Leak): Promise<SavedSecret | undefined> {
  const lines = new Lines(Buffer.from(await vscode.workspace.fs.readFile(uri)).toString());
  const offset = ({ line, character }: vscode.Position): number => lines.start(line) + character;
  const place = { start: offset(range.start), end: offset(range.end), fingerprint };
  const secret = secretIn(lines.text, place);
  return fingerprintOf(secret) === fingerprint
    ? { secret, before: placesOf(secret, lines.text.slice(0, place.start)).length }
    : undefined;
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

/** Where a leak is in its file; in an open notebook by cells, which count from 1 as VS Code counts them. */
export function lineWords({ uri, range }: Pick<Leak, 'uri' | 'range'>): string {
  const { t } = vscode.l10n;
  const cell = cellIndex(uri);
  const line = range.start.line + 1;
  return cell === undefined ? t('line {0}', line) : t('cell {0}, line {1}', cell + 1, line);
}

/** Which cell of an open notebook a document is, from 0; undefined: none. */
export function cellIndex(document: vscode.Uri): number | undefined {
  const cells = vscode.workspace.notebookDocuments.flatMap((notebook) => notebook.getCells());
  return cells.find((cell) => cell.document.uri.toString() === document.toString())?.index;
}
