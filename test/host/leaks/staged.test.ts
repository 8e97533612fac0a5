import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import type { TestAccess } from '../../../src/extension';
import { addressOf, type Leak, type LeakAddress } from '../../../src/vscode/leaks/leak';
import { environment, Repository } from '../../unit/leaks/repository';
import { activated, eventually } from '../extension';
import {
  applyFix,
  closeAll,
  fixesAt,
  keyWarning,
  leakingScript,
  noKeyWarning,
  open,
  workspaceFolder,
  useRepository,
} from './warnings';

describe('before a commit', () => {
  let access: TestAccess;

  before(async () => {
    access = await activated();
  });

  describe('the pre-commit guard', () => {
    const commit = (folder: string): string => {
      try {
        return execFileSync('git', ['commit', '-qm', 'Call Fleetio'], {
          cwd: folder,
          env: environment,
          encoding: 'utf8',
          stdio: 'pipe',
        });
      } catch (error) {
        return (error as { stderr: string }).stderr;
      }
    };
    const git = (...args: string[]): string =>
      execFileSync('git', args, { cwd: workspaceFolder(), env: environment, encoding: 'utf8' });

    afterEach(async () => {
      await vscode.commands.executeCommand('fleetio.uninstallCommitGuard');
      git('reset', '-q', '--hard');
      git('clean', '-qfdx');
    });

    it('stops a commit that takes a key along, beside the hook that is there', async () => {
      const hook = vscode.Uri.file(`${workspaceFolder()}/.git/hooks/pre-commit`);
      const old = '#!/bin/sh\ntouch ran-before\n';
      await vscode.workspace.fs.writeFile(hook, Buffer.from(old));
      chmodSync(hook.fsPath, 0o755);
      void vscode.commands.executeCommand('fleetio.installCommitGuard');
      await eventually('the hook', () =>
        readFileSync(hook.fsPath, 'utf8').includes('scan --staged') ? true : undefined,
      );
      const script = vscode.Uri.file(`${workspaceFolder()}/sync.js`);
      await vscode.workspace.fs.writeFile(script, Buffer.from(leakingScript()));
      git('add', 'sync.js');
      assert.match(commit(workspaceFolder()), /sync\.js:2:25 {2}Fleetio API key \w{4}…\w{4}/);
      await vscode.commands.executeCommand('fleetio.uninstallCommitGuard');
      assert.equal(readFileSync(hook.fsPath, 'utf8'), old);
      await vscode.workspace.fs.delete(hook);
    });
  });

  describe('the view of what is staged', () => {
    it('offers the guard no longer once it is installed, whatever else is open', async () => {
      const elsewhere = Repository.create();
      elsewhere.write('sync.js', leakingScript());
      elsewhere.git('add', 'sync.js');
      await keyWarning(await open(elsewhere.file('sync.js')), /is staged/);
      void vscode.commands.executeCommand('fleetio.installCommitGuard');
      await eventually('the guard', () => access.leaks.guard.isGuarded || undefined);
      await vscode.commands.executeCommand('fleetio.uninstallCommitGuard');
      assert.equal(access.leaks.guard.isGuarded, false);
      await closeAll();
      elsewhere.remove();
    });
  });

  describe('what is staged', () => {
    const repository = useRepository();

    it('is unstaged by a fix', async () => {
      repository().write('sync.js', leakingScript());
      repository().git('add', 'sync.js');
      const document = await open(repository().file('sync.js'));
      const { range } = await keyWarning(document, /is staged/);
      await stagedAddress(document.uri);
      await applyFix(document.uri, range, 'Unstage the file');
      assert.equal(repository().git('diff', '--cached', '--name-only'), '');
      await keyWarning(document, /can be committed/);
      assert.ok(!(await fixesAt(document.uri, range)).some(({ title }) => title.includes('nstage')));
    });

    it('is told of as it is staged, also where the file has lost it since', async () => {
      repository().write('sync.js', leakingScript());
      const { uri } = await open(repository().file('sync.js'));
      repository().git('add', 'sync.js');
      await keyWarning({ uri }, /is staged/);
      await stagedAddress(uri);
      repository().write('sync.js', 'export const headers = {};\n');
      await noKeyWarning({ uri });
      const address = await stagedAddress(uri);
      await vscode.commands.executeCommand('fleetio.openLeak', address);
      const { document } = vscode.window.activeTextEditor!;
      assert.notEqual(document.uri.scheme, 'file');
      assert.equal(document.getText(), leakingScript());
      await vscode.commands.executeCommand('fleetio.unstageLeakedFile', address);
      assert.equal(repository().git('diff', '--cached', '--name-only'), '');
      await eventually('nothing staged', () => (stagedLeak(uri) === undefined ? true : undefined));
    });
  });

  describe('what is only staged, in a file that is clean by now', () => {
    const repository = useRepository();

    it('is told of as that, and goes by staging the file again, as the editor shows it', async () => {
      repository().write('sync.js', leakingScript());
      repository().git('add', 'sync.js');
      const document = await open(repository().file('sync.js'));
      await keyWarning(document, /is staged/);
      const edit = new vscode.WorkspaceEdit();
      edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), 'export const none = {};\n');
      await vscode.workspace.applyEdit(edit);
      const leak = await eventually('a leak that is only staged', () => {
        const staged = stagedLeak(document.uri);
        return staged?.onlyStaged ? staged : undefined;
      });
      const { tree } = access.leaks;
      const row = tree.getTreeItem({ kind: 'leak', leak, ...addressOf(leak) });
      assert.match(
        row.tooltip as string,
        /is staged, but no longer in the file\.\nStage the file again, or unstage it\.$/,
      );
      assert.equal(row.contextValue, 'fleetio.leak old staged onlyStaged key');
      await vscode.commands.executeCommand('fleetio.stageLeakedFileAgain', addressOf(leak));
      assert.equal(document.isDirty, false);
      assert.equal(repository().git('show', ':sync.js'), 'export const none = {};\n');
      await eventually('nothing staged', () => (stagedLeak(document.uri) === undefined ? true : undefined));
    });
  });

  describe('what is staged, in a closed file that nobody has looked at', () => {
    const repository = useRepository();

    it('is only staged no sooner than the file on disk has lost it', async () => {
      const uri = vscode.Uri.file(repository().file('sync.js'));
      repository().write('sync.js', leakingScript());
      repository().git('add', 'sync.js');
      const { scans, store } = access.leaks;
      await scans.staged(repository().root);
      // As where nothing was scanned but what is staged.
      store.setOnDisk([], ({ fsPath }) => fsPath === uri.fsPath);
      assert.deepEqual([stagedLeak(uri)?.version?.revision, stagedLeak(uri)?.onlyStaged], ['', undefined]);
      repository().write('sync.js', 'export const none = {};\n');
      await eventually('a leak that is only staged', () => stagedLeak(uri)?.onlyStaged);
      repository().write('sync.js', leakingScript());
      await eventually('a leak of the file, too', () =>
        stagedLeak(uri)?.onlyStaged === true ? undefined : true,
      );
    });
  });

  describe('what is staged, of a folder that is gone', () => {
    const repository = useRepository();

    it('is unstaged all the same', async () => {
      const uri = vscode.Uri.file(repository().file('src/sync.js'));
      repository().write('src/sync.js', leakingScript());
      repository().git('add', 'src/sync.js');
      await vscode.workspace.fs.delete(vscode.Uri.file(repository().file('src')), { recursive: true });
      await access.leaks.scans.staged(repository().root);
      const address = await stagedAddress(uri);
      assert.equal(stagedLeak(uri)?.onlyStaged, true);
      await vscode.commands.executeCommand('fleetio.unstageLeakedFile', address);
      assert.equal(repository().git('diff', '--cached', '--name-only'), '');
    });
  });

  function stagedLeak({ fsPath }: vscode.Uri): Leak | undefined {
    return access.leaks.store
      .stagedLeaks()
      .find(({ uri, rule }) => uri.fsPath === fsPath && rule === 'fleetio-api-key');
  }

  function stagedAddress(uri: vscode.Uri): Promise<LeakAddress> {
    return eventually('a staged leak', () => {
      const leak = stagedLeak(uri);
      return leak && addressOf(leak);
    });
  }
});
