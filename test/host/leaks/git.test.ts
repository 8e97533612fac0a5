import assert from 'node:assert/strict';
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { Repository } from '../../unit/leaks/repository';
import { activated, eventually } from '../extension';
import {
  closeAll,
  gitExtension,
  inventedKey,
  keyWarning,
  keyWarnings,
  leakingScript,
  noKeyWarning,
  open,
  useRepository,
  workspaceFolder,
  hoverAt,
} from './warnings';

const { Error: ERROR, Warning: WARNING, Hint: HINT } = vscode.DiagnosticSeverity;

/** What git does, in a repository below the one that is open. */
describe('leak warnings follow git', () => {
  const repository = useRepository((made) => {
    made.commit('README.md', 'Fleetio\n');
    made.write('sync.js', leakingScript());
  });
  const file = (): string => repository().file('sync.js');
  const commit = (...args: string[]): void => {
    repository().git('commit', '-q', '--no-verify', ...args);
  };

  before(() => activated());

  it('from untracked to staged, committed and pushed', async () => {
    const document = await open(file());
    assert.equal((await keyWarning(document, /can be committed/)).severity, WARNING);
    repository().git('add', 'sync.js');
    assert.equal((await keyWarning(document, /is staged: the next commit takes it along/)).severity, WARNING);
    commit('-m', 'Call Fleetio');
    const id = repository().git('rev-parse', '--short=7', 'HEAD').trim();
    assert.equal((await keyWarning(document, new RegExp(`is in commit ${id}`))).severity, ERROR);
    repository().push();
    await keyWarning(document, new RegExp(`is on origin/main, in commit ${id}\\.\nRotate it first`));
  });

  it('through a commit that replaces the last one', async () => {
    repository().commit('sync.js', leakingScript());
    const document = await open(file());
    await keyWarning(document, /is in commit/);
    commit('--amend', '-m', 'Call it otherwise', '--date', '2020-01-01T00:00:00Z');
    const id = repository().git('rev-parse', '--short=7', 'HEAD').trim();
    await keyWarning(document, new RegExp(`is in commit ${id}`));
  });

  it('to another branch and back', async () => {
    repository().commit('sync.js', leakingScript());
    repository().git('checkout', '-q', '-b', 'clean');
    repository().commit('sync.js', 'export const headers = {};\n');
    repository().git('checkout', '-q', 'main');
    const document = await open(file());
    await keyWarning(document, /is in commit/);
    repository().git('checkout', '-q', 'clean');
    await noKeyWarning(document);
    repository().git('checkout', '-q', 'main');
    await keyWarning(document, /is in commit/);
  });

  it('with a HEAD that is on no branch', async () => {
    repository().commit('sync.js', leakingScript());
    repository().git('checkout', '-q', '--detach');
    await keyWarning(await open(file()), /is in commit/);
  });

  it('through a rebase, in one pass', async function () {
    if (process.platform === 'win32') {
      this.skip();
    }
    repository().commit('sync.js', leakingScript());
    repository().git('checkout', '-q', '-b', 'topic');
    for (let number = 0; number < 20; number++) {
      repository().commit(`file${number}.txt`, 'x\n');
    }
    repository().git('checkout', '-q', 'main');
    repository().commit('other.txt', 'y\n');
    repository().git('checkout', '-q', 'topic');
    const log = repository().file('.git/calls');
    await useGit(gitThatLogs(log));
    try {
      const document = await open(file());
      await keyWarning(document, /is in commit/);
      await quiet(log);
      writeFileSync(log, '');
      repository().git('rebase', '-q', 'main');
      const scans = (): number => linesOf(log).filter((line) => line.includes('diff-index')).length;
      await eventually('a look at what is staged', () => (scans() > 0 ? true : undefined));
      await quiet(log);
      assert.ok(
        scans() <= 2,
        `${scans()} scans for ${repository().git('reflog').split('\n').length} moves of HEAD`,
      );
    } finally {
      await useGit(undefined);
    }
  });

  it('in a submodule and in a linked work tree', async () => {
    const inner = Repository.below(workspaceFolder());
    inner.commit('sync.js', leakingScript(inventedKey('inner')));
    repository().git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.root, 'lib');
    await keyWarning(await open(repository().file('lib/sync.js')), /is on origin\/main, in commit/);
    inner.remove();
    repository().commit('sync.js', leakingScript());
    repository().git('worktree', 'add', '-q', '-b', 'linked', 'linked');
    const document = await open(repository().file('linked/sync.js'));
    await keyWarning(document, /is in commit/);
    repository().write('linked/sync.js', 'export const headers = {};\n');
    await noKeyWarning(document);
  });

  it('into a file that git ignores, where it may lie', async () => {
    repository().commit('.gitignore', '.env\n');
    repository().write('.env', `FLEETIO_API_KEY=${inventedKey()}\n`);
    const document = await open(repository().file('.env'));
    await keyWarning(document, /git ignores/);
    const { severity, range } = await keyWarning(document);
    assert.equal(severity, HINT);
    // VS Code shows no hint where it shows warnings.
    assert.match(await hoverAt(document.uri, range.start, 'What to do'), /lies in a file that git ignores/);
    const settings = vscode.workspace.getConfiguration('fleetio');
    await settings.update('leaks.ignoredFiles', 'off', vscode.ConfigurationTarget.Global);
    await noKeyWarning(document);
    await settings.update('leaks.ignoredFiles', undefined, vscode.ConfigurationTarget.Global);
    await keyWarning(document, /git ignores/);
    repository().write('.gitignore', '\n');
    await keyWarning(document, /can be committed/);
  });

  it('from the moment on that there is a repository', async () => {
    rmSync(repository().file('.git'), { recursive: true });
    const document = await open(file());
    await keyWarning(document);
    repository().git('init', '-q', '-b', 'main');
    repository().git('add', 'sync.js');
    await keyWarning(document, /is staged/);
  });

  it('outside of the workspace, also when git comes and goes', async () => {
    const outside = Repository.create();
    try {
      outside.commit('sync.js', leakingScript());
      const document = await open(outside.file('sync.js'));
      await keyWarning(document, /is in commit/);
      rmSync(outside.file('.git'), { recursive: true });
      await keyWarning(document, /is in no git repository/);
      outside.git('init', '-q', '-b', 'main');
      // Nobody tells of a folder that is made elsewhere; the next save has git asked again.
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, new vscode.Position(0, 0), '\n');
      await vscode.workspace.applyEdit(edit);
      await document.save();
      outside.git('add', 'sync.js');
      await keyWarning(document, /is staged/);
    } finally {
      await closeAll();
      outside.remove();
    }
  });

  it('outside of the workspace, a moment after the file was opened', async () => {
    const outside = Repository.create();
    try {
      outside.write('sync.js', leakingScript());
      const document = await open(outside.file('sync.js'));
      outside.git('add', 'sync.js');
      await keyWarning(document, /is staged/);
    } finally {
      await closeAll();
      outside.remove();
    }
  });

  it('not twice for a file and its other versions', async () => {
    repository().commit('sync.js', leakingScript());
    const document = await open(file());
    await keyWarning(document);
    const git = await gitExtension();
    await git.openRepository(vscode.Uri.file(repository().root));
    const old = git.toGitUri(document.uri, 'HEAD');
    await vscode.commands.executeCommand('vscode.diff', old, document.uri);
    assert.equal((await vscode.workspace.openTextDocument(old)).getText(), document.getText());
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const told = vscode.languages
      .getDiagnostics()
      .flatMap(([uri]) => (uri.path === document.uri.path ? keyWarnings(uri).map(() => uri.scheme) : []));
    assert.deepEqual(told, ['file']);
  });

  it('unless git refuses, which the view tells at once, with its advice', async function () {
    if (process.platform === 'win32') {
      this.skip();
    }
    const { leaks } = await activated();
    const message = (): string => leaks.tree.head.message ?? '';
    await eventually('the first scan', () => leaks.scans.hasScannedAll || undefined);
    await useGit(scriptOf('refusing-git', refusing));
    try {
      await eventually('the refusal', () => message().includes('safe.directory') || undefined);
      assert.match(message(), /Git refuses to work here.* dubious ownership/);
    } finally {
      await useGit(undefined);
    }
    await eventually('no refusal', () => !message().includes('refuses') || undefined);
  });

  /** Takes every repository for another person's. */
  const refusing =
    'GIT_TEST_ASSUME_DIFFERENT_OWNER=1 GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 exec git "$@"';

  /** A git that writes down what it is asked. */
  function gitThatLogs(log: string): string {
    return scriptOf('logging-git', `echo "$@" >> '${log}'\nexec git "$@"`);
  }

  function scriptOf(name: string, lines: string): string {
    const script = repository().file(`.git/${name}`);
    writeFileSync(script, `#!/bin/sh\n${lines}\n`);
    chmodSync(script, 0o755);
    return script;
  }
});

async function useGit(program: string | undefined): Promise<void> {
  await vscode.workspace.getConfiguration('git').update('path', program, vscode.ConfigurationTarget.Global);
}

const linesOf = (file: string): string[] => readFileSync(file, 'utf8').split('\n');

/** Waits until nothing was written to a file for longer than bursts are waited for. */
async function quiet(file: string): Promise<void> {
  let before = -1;
  await eventually(`no more calls in ${path.basename(file)}`, async () => {
    const { length } = readFileSync(file);
    const isQuiet = length === before;
    before = length;
    await new Promise((resolve) => setTimeout(resolve, 1500));
    return isQuiet ? true : undefined;
  });
}
