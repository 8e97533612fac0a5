import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { TestAccess } from '../../../src/extension';
import { fingerprintOf } from '../../../src/leaks/finding';
import { addressOf, CELL_SCHEME, type Leak } from '../../../src/vscode/leaks/leak';
import { isBelow } from '../../../src/vscode/leaks/paths';
import { activated, eventually } from '../extension';
import {
  applyFix,
  closeAll,
  inventedKey,
  leakingNotebook,
  keyWarning,
  keyWarnings,
  noKeyWarning,
  useRepository,
} from './warnings';

/** Notebooks, open and closed, in a repository below the folder that is open. */
describe('leak warnings follow notebooks', () => {
  const repository = useRepository();
  let access: TestAccess;
  before(async () => {
    access = await activated();
  });

  it('by each cell', async () => {
    repository().write('fleet.ipynb', leakingNotebook());
    const uri = vscode.Uri.file(repository().file('fleet.ipynb'));
    repository().git('add', '.');
    await vscode.commands.executeCommand('fleetio.scanWorkspace');
    await vscode.commands.executeCommand('fleetio.scanStaged');
    await keyWarning({ uri });
    const shown = await vscode.workspace.openNotebookDocument(uri);
    await vscode.window.showNotebookDocument(shown);
    const [prose, code, clean] = shown.getCells().map((cell) => cell.document);
    await keyWarning(prose!);
    const { range } = await keyWarning(code!, /is staged/);
    assert.equal(keyWarnings(clean!.uri).length, 0);
    // Not the file a second time.
    await noKeyWarning({ uri });
    await applyFix(code!.uri, range, 'Replace by a read');
    assert.equal(code!.getText(), 'import os\nkey = os.environ["FLEETIO_API_KEY"]  # Fleetio');
    await noKeyWarning(code!);
    // What is saved is another thing still, but what is open counts.
    assert.ok(shown.isDirty);
    assert.deepEqual(keyWarnings(uri), []);
    const staged = access.leaks.store
      .stagedLeaks()
      .find(({ uri: file }) => file.toString() === uri.toString());
    assert.deepEqual([staged?.fingerprint, staged?.onlyStaged], [fingerprintOf(inventedKey()), true]);
    await shown.save();
    await keyWarning(prose!, /is staged/);
  });

  it('which rows name', async () => {
    repository().write('fleet.ipynb', leakingNotebook());
    const uri = vscode.Uri.file(repository().file('fleet.ipynb'));
    const shown = await vscode.workspace.openNotebookDocument(uri);
    await vscode.window.showNotebookDocument(shown);
    const { tree } = access.leaks;
    const says = async (cell: number): Promise<void> => {
      const leak = await leakIn(CELL_SCHEME);
      const row = tree.getTreeItem({ kind: 'leak', leak, ...addressOf(leak) });
      const place = `cell ${cell}, line 1`;
      assert.ok(String(row.description).startsWith(`${place} · `), String(row.description));
      assert.ok(row.accessibilityInformation?.label.startsWith(`API key, ${place}. `));
      assert.match(row.tooltip as string, new RegExp(`fleet\\.ipynb, ${place}\n`));
      assert.match(tree.labelOf(leak).description, new RegExp(`fleet\\.ipynb, ${place}$`));
    };
    await says(2);
    const drawn = new Promise((resolve) => {
      const listening = tree.onDidChangeTreeData(() => {
        listening.dispose();
        resolve(undefined);
      });
    });
    const above = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, '1', 'python');
    const edit = new vscode.WorkspaceEdit();
    edit.set(uri, [vscode.NotebookEdit.insertCells(0, [above])]);
    await vscode.workspace.applyEdit(edit);
    await drawn;
    await says(3);
  });

  it('and their outputs, which are in no cell', async () => {
    const key = inventedKey('output');
    repository().write('fleet.ipynb', leakingNotebook(`FLEETIO_API_KEY=${key}`));
    const uri = vscode.Uri.file(repository().file('fleet.ipynb'));
    await vscode.commands.executeCommand('fleetio.scanWorkspace');
    const leak = await eventually('the key in the output', () => leakOf(key));
    const shown = await vscode.workspace.openNotebookDocument(uri);
    await vscode.window.showNotebookDocument(shown);
    await keyWarning(shown.cellAt(0).document);
    const { message } = await keyWarning({ uri }, /in no cell/);
    assert.match(message, /clear the outputs/);
    assert.equal(keyWarnings(uri).length, 1);
    // A cell of which nothing is told, as before it was looked at, still has what it has.
    access.leaks.store.setDocument(shown.cellAt(1).document.uri, []);
    const inSource = leakOf(inventedKey());
    assert.deepEqual([inSource?.uri.scheme, inSource?.savedOnly], ['file', undefined]);
    await vscode.commands.executeCommand('fleetio.openLeak', addressOf(leak));
    assert.deepEqual(
      vscode.window.activeNotebookEditor?.selections.map(({ start, end }) => [start, end]),
      [[2, 3]],
    );
    await vscode.commands.executeCommand('notebook.clearAllCellsOutputs');
    await noKeyWarning({ uri });
    assert.ok(shown.isDirty);
    await shown.save();
    await noKeyWarning({ uri });
    assert.equal(leakOf(key), undefined);
  });

  it('that are closed, which a row opens at the cell', async () => {
    repository().write('fleet.ipynb', leakingNotebook());
    await vscode.commands.executeCommand('fleetio.scanWorkspace');
    const leak = await eventually('the key in the file', () => leakOf(inventedKey()));
    assert.equal(leak.uri.scheme, 'file');
    await vscode.commands.executeCommand('fleetio.openLeak', addressOf(leak));
    assert.equal(await selectedText(), inventedKey());
    assert.equal(vscode.window.activeNotebookEditor?.selections[0]?.start, 1);
  });

  it('that are closed again, as files', async () => {
    repository().write('fleet.ipynb', leakingNotebook());
    await vscode.commands.executeCommand('fleetio.scanWorkspace');
    const before = await leakIn('file');
    await vscode.commands.executeCommand('fleetio.openLeak', addressOf(before));
    const inCell = await leakIn(CELL_SCHEME);
    await closeAll();
    const after = await leakIn('file');
    assert.deepEqual(after.range, before.range);
    // Who holds the address of the cell still, such as a page or a message, comes to the same place.
    for (const leak of [after, inCell]) {
      await vscode.commands.executeCommand('fleetio.openLeak', addressOf(leak));
      assert.equal(await selectedText(), inventedKey());
      await closeAll();
      await leakIn('file');
    }
  });

  it('that are closed, and are changed in their cells', async () => {
    for (const [command, expected] of [
      ['fleetio.fixLeak', 'import os\nkey = os.environ["FLEETIO_API_KEY"]  # Fleetio'],
      ['fleetio.allowLeak', `key = "${inventedKey()}"  # Fleetio # ${ALLOW}`],
    ] as const) {
      repository().write('fleet.ipynb', leakingNotebook());
      await vscode.commands.executeCommand('fleetio.scanWorkspace');
      await vscode.commands.executeCommand(command, addressOf(await leakIn('file')));
      const { notebook } = vscode.window.activeNotebookEditor!;
      assert.equal(notebook.cellAt(1).document.getText(), expected);
      const uri = notebook.uri.toString();
      assert.ok(!vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri));
      await closeAll();
    }
  });

  it('that another extension keeps open, as files', async () => {
    repository().write('fleet.ipynb', leakingNotebook());
    await vscode.commands.executeCommand('fleetio.scanWorkspace');
    const kept = await vscode.workspace.openNotebookDocument(
      vscode.Uri.file(repository().file('fleet.ipynb')),
    );
    await vscode.window.showNotebookDocument(kept);
    await leakIn(CELL_SCHEME);
    await closeAll();
    const leak = await leakIn('file');
    assert.ok(!kept.isClosed);
    await vscode.commands.executeCommand('fleetio.openLeak', addressOf(leak));
    assert.equal(await selectedText(), inventedKey());
    await leakIn(CELL_SCHEME);
  });

  /** The leak in the source of the second cell, once it is one of a file or of a cell. */
  function leakIn(scheme: string): Promise<Leak> {
    return eventually(`the key in a ${scheme}`, () => {
      const leak = leakOf(inventedKey());
      return leak?.uri.scheme === scheme ? leak : undefined;
    });
  }

  /** Of the second cell, once it has the focus. */
  async function selectedText(): Promise<string> {
    const { document, selection } = await eventually('the cell', () => {
      const editor = vscode.window.activeTextEditor;
      return editor?.document.getText().startsWith('key =') === true ? editor : undefined;
    });
    return document.getText(selection);
  }

  function leakOf(key: string): Leak | undefined {
    const fingerprint = fingerprintOf(key);
    return access.leaks.store
      .present()
      .find((leak) => leak.fingerprint === fingerprint && isBelow(leak.uri.fsPath, repository().root));
  }
});

/** In two parts, so that a scan of this file does not take it for a comment with nothing to allow. */
const ALLOW = ['fleetio', 'allow'].join(':');
