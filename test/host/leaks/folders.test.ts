import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Repository } from '../../unit/leaks/repository';
import { activated } from '../extension';
import { MemoryFiles } from './memoryFiles';
import {
  applyFix,
  closeAll,
  fixesAt,
  inventedKey,
  keyWarning,
  leakingScript,
  noKeyWarning,
  open,
} from './warnings';

describe('leak warnings in several folders', () => {
  before(() => activated());
  afterEach(async () => {
    await closeAll();
    await setFolders();
  });

  it('tell of each repository by itself', async () => {
    const [one, other] = [Repository.create(), Repository.create()];
    one.commit('sync.js', leakingScript(inventedKey('one')));
    other.write('sync.js', leakingScript(inventedKey('other')));
    other.write('.fleetio-baseline', '');
    await setFolders(vscode.Uri.file(one.root), vscode.Uri.file(other.root));
    try {
      // Without an editor: the scan in the background finds them.
      await keyWarning({ uri: vscode.Uri.file(one.file('sync.js')) }, /is in commit/);
      const second = { uri: vscode.Uri.file(other.file('sync.js')) };
      await keyWarning(second, /can be committed/);
      other.git('add', 'sync.js');
      await keyWarning(second, /is staged/);
      const document = await open(other.file('sync.js'));
      const { range } = await keyWarning(document, /is staged/);
      await applyFix(document.uri, range, 'Accept it in the baseline');
      await noKeyWarning(document);
      await keyWarning({ uri: vscode.Uri.file(one.file('sync.js')) });
    } finally {
      await setFolders();
      one.remove();
      other.remove();
    }
  });

  it('tell of what another file sends to Fleetio, also while it is typed', async () => {
    const repository = Repository.create();
    repository.write('creds.js', `export const PRIMARY = '${inventedKey('sent')}';\n`);
    const request =
      "fetch('https://secure.fleetio.com/api/v1/vehicles', { headers: { Authorization: 'Token ' + PRIMARY } });";
    repository.write('sync.js', `import { PRIMARY } from './creds.js';\n${request}\n`);
    await setFolders(vscode.Uri.file(repository.root));
    try {
      const file = { uri: vscode.Uri.file(repository.file('creds.js')) };
      await keyWarning(file, /can be committed/);
      const document = await open(file.uri.fsPath);
      await keyWarning(document, /can be committed/);
      const all = new vscode.Range(0, 0, document.lineCount, 0);
      const typed = new vscode.WorkspaceEdit();
      typed.replace(document.uri, all, "export const PRIMARY = '';\n");
      await vscode.workspace.applyEdit(typed);
      await noKeyWarning(document);
      const again = new vscode.WorkspaceEdit();
      again.insert(
        document.uri,
        new vscode.Position(0, "export const PRIMARY = '".length),
        inventedKey('sent-later'),
      );
      await vscode.workspace.applyEdit(again);
      await keyWarning(document);
    } finally {
      await setFolders();
      repository.remove();
    }
  });

  it('tell of what another file sends to Fleetio as soon as that is saved', async () => {
    const repository = Repository.create();
    const value = `export const WORKSHOP = '${inventedKey('sent at last')}';\n`;
    repository.write('creds.js', value);
    repository.write('fleetio.js', leakingScript(inventedKey('beside')));
    await setFolders(vscode.Uri.file(repository.root));
    try {
      await keyWarning({ uri: vscode.Uri.file(repository.file('fleetio.js')) });
      const { scans } = (await activated()).leaks;
      await scans.settled();
      const file = { uri: vscode.Uri.file(repository.file('creds.js')) };
      await noKeyWarning(file);
      const request =
        "fetch('https://secure.fleetio.com/api/v1/vehicles', { headers: { Authorization: 'Token ' + WORKSHOP } });";
      repository.write('sync.js', `import { WORKSHOP } from './creds.js';\n${request}\n`);
      await keyWarning(file, /can be committed/);
    } finally {
      await setFolders();
      repository.remove();
    }
  });

  it('look at documents alone where files lie elsewhere, and say nothing of git', async () => {
    const files = new MemoryFiles();
    const registered = vscode.workspace.registerFileSystemProvider('fleetio-memory', files);
    const root = vscode.Uri.parse('fleetio-memory:/fleet');
    const file = vscode.Uri.joinPath(root, 'sync.js');
    files.writeFile(file, Buffer.from(leakingScript()));
    await setFolders(root);
    try {
      const document = await vscode.workspace.openTextDocument(file);
      await vscode.window.showTextDocument(document);
      const { range, severity } = await keyWarning(document, /git was not asked/);
      assert.equal(severity, vscode.DiagnosticSeverity.Warning);
      const titles = (await fixesAt(document.uri, range)).map(({ title }) => title);
      assert.ok(!titles.some((title) => /gitignore|baseline/.test(title)), titles.join());
      await applyFix(document.uri, range, 'Replace by a read');
      await noKeyWarning(document);
    } finally {
      await closeAll();
      await setFolders();
      registered.dispose();
    }
  });
});

/** Makes these the folders that are open beside the tests' own. */
async function setFolders(...uris: readonly vscode.Uri[]): Promise<void> {
  const own = 1;
  const added = (): readonly vscode.WorkspaceFolder[] => (vscode.workspace.workspaceFolders ?? []).slice(own);
  if (added().length === 0 && uris.length === 0) {
    return;
  }
  // A second change would be refused before the first one is told of.
  const changed = new Promise((resolve) => vscode.workspace.onDidChangeWorkspaceFolders(resolve));
  assert.ok(vscode.workspace.updateWorkspaceFolders(own, added().length, ...uris.map((uri) => ({ uri }))));
  await changed;
}
