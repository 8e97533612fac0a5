import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { TestAccess } from '../../src/extension';
import { addressOf, type Leak } from '../../src/vscode/leaks/leak';
import type { LeaksNode } from '../../src/vscode/leaks/leaksTree';
import { isBelow } from '../../src/vscode/leaks/paths';
import type { ScanKind } from '../../src/vscode/leaks/workspaceScans';
import { inventedAccount, inventedKey } from '../unit/leaks/corpus';
import { leakedKeys, leakEverywhere } from '../unit/leaks/everyExposure';
import { Repository } from '../unit/leaks/repository';
import { activated, eventually } from './extension';
import { hoverAt, keyWarning, noKeyWarning } from './leaks/warnings';

describe('the view Leaks', () => {
  let access: TestAccess;
  let repository: Repository;

  before(async function () {
    this.timeout(60_000);
    access = await activated();
    const [folder] = vscode.workspace.workspaceFolders!;
    const root = path.join(folder!.uri.fsPath, 'integration');
    mkdirSync(root);
    repository = Repository.createIn(root);
    leakEverywhere(repository);
    await run('scanWorkspace');
    await run('scanStaged');
    await run('scanHistory');
  });
  afterEach(() => vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor'));
  after(async () => {
    repository.remove();
    await run('scanWorkspace');
    await run('scanStaged');
    await run('scanHistory');
  });

  it('shows leaks by how far they got, then by file', () => {
    const { tree } = access.leaks;
    const shown = tree
      .getChildren()
      .map((group) => [
        labelOf(group),
        tree
          .getChildren(group)
          .filter(isOwn)
          .map((file) => [labelOf(file), ...tree.getChildren(file).map(wordsOf)]),
      ])
      .filter(([, files]) => files?.length !== 0);
    const row = (key: string): string => `API key: ${key.slice(0, 4)}…${key.slice(-4)}`;
    assert.deepEqual(shown, [
      ['Pushed', [['pushed.js', row(leakedKeys.pushed)]]],
      ['In older commits', [['old.py', row(leakedKeys.history)]]],
      ['Committed', [['committed.py', row(leakedKeys.committed)]]],
      [
        'Staged',
        [
          ['index.py', row(leakedKeys.indexOnly)],
          ['staged.py', row(leakedKeys.staged)],
        ],
      ],
      ['Changed, not staged', [['modified.py', row(leakedKeys.modified)]]],
      ['Not tracked by git', [['untracked.py', row(leakedKeys.untracked)]]],
    ]);
  });

  it('never says less of a repository in a repository while it is scanned again', async () => {
    const { store } = access.leaks;
    const { fingerprint } = leakOf(leakedKeys.pushed);
    const said = new Set<string | undefined>();
    const listening = store.onDidChange(() => {
      for (const leak of store.present().filter((one) => one.fingerprint === fingerprint)) {
        said.add(leak.exposure);
      }
    });
    await run('scanWorkspace');
    listening.dispose();
    assert.deepEqual([...said], ['pushed']);
    await run('scanHistory');
  });

  it('counts them in its badge, and says what the last scan looked at', () => {
    const { badge, message } = access.leaks.tree.head;
    const counted = access.leaks.tree.shown().filter(({ exposure }) => exposure !== 'ignored');
    assert.equal(badge, counted.length);
    assert.equal(counted.filter(({ uri }) => isBelow(uri.fsPath, repository.root)).length, 7);
    assert.match(message ?? '', /^History: \d+ found, \d+ versions of files of \d+ commits looked at\./);
  });

  it('says what the last scan did not look at, and why', async () => {
    const settings = vscode.workspace.getConfiguration('fleetio');
    await settings.update('leaks.exclude', ['config/**'], vscode.ConfigurationTarget.Global);
    repository.write('package-lock.json', '{}\n');
    repository.git('add', 'package-lock.json');
    try {
      await run('scanWorkspace');
      const { message } = access.leaks.tree.head;
      assert.match(message ?? '', / looked at\. Skipped: .*1 × lock file/);
      assert.match(message ?? '', /1 × excluded by the setting fleetio\.leaks\.exclude/);
    } finally {
      await settings.update('leaks.exclude', undefined, vscode.ConfigurationTarget.Global);
      repository.git('rm', '-q', '-f', 'package-lock.json');
      await run('scanWorkspace');
      await run('scanHistory');
    }
  });

  it('draws its rows again for something new only, as that swallows clicks', async () => {
    await vscode.commands.executeCommand('fleetio.leaks.focus');
    // What one scan finds, the next ones look for in all files.
    for (let round = 0; round < 2; round++) {
      await run('scanWorkspace');
      await run('scanHistory');
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    let draws = 0;
    const listening = access.leaks.tree.onDidChangeTreeData(() => draws++);
    await run('scanWorkspace');
    await run('scanHistory');
    assert.equal(draws, 0);
    repository.write('src/later.py', `FLEETIO_API_KEY = "${inventedKey('later')}"\n`);
    await run('scanWorkspace');
    assert.notEqual(draws, 0);
    listening.dispose();
    rmSync(repository.file('src/later.py'));
    await vscode.commands.executeCommand('workbench.view.explorer');
    await run('scanWorkspace');
    await run('scanHistory');
  });

  it('leaves out what a setting excludes, also what is open or staged, as soon as it says so', async () => {
    const settings = vscode.workspace.getConfiguration('fleetio');
    const { uri } = leakOf(leakedKeys.committed);
    await vscode.window.showTextDocument(uri);
    await keyWarning({ uri });
    const exclude = async (globs: string[] | undefined): Promise<void> => {
      const scanned = scanOf('staged');
      await settings.update('leaks.exclude', globs, vscode.ConfigurationTarget.Global);
      await scanned;
    };
    const excluded = [leakedKeys.committed, leakedKeys.pushed, leakedKeys.indexOnly];
    await exclude(['src/**']);
    await noKeyWarning({ uri });
    assert.deepEqual(excluded.map(find), [undefined, undefined, undefined]);
    assert.ok(find(leakedKeys.untracked), 'it lies elsewhere');
    await exclude(undefined);
    assert.ok(excluded.every((key) => find(key) !== undefined));
    await keyWarning({ uri });
  });

  it('opens a leak in its file, at its place', async () => {
    await open(leakOf(leakedKeys.pushed));
    const editor = vscode.window.activeTextEditor!;
    assert.equal(editor.document.uri.fsPath, repository.file('src/pushed.js'));
    assert.equal(editor.document.getText(editor.selection), leakedKeys.pushed);
  });

  it('opens a leak of an older commit in the version that has it, which can only be read', async () => {
    await open(leakOf(leakedKeys.history));
    const { document, selection } = vscode.window.activeTextEditor!;
    assert.equal(document.uri.scheme, 'fleetio-old-version');
    assert.equal(document.getText(selection), leakedKeys.history);
    assert.equal(document.languageId, 'python');
    assert.deepEqual(vscode.languages.getDiagnostics(document.uri), []);
    await vscode.commands.executeCommand('type', { text: 'typed' });
    assert.equal(document.getText(selection), leakedKeys.history);
  });

  it('opens what only the index has as the index has it', async () => {
    await open(leakOf(leakedKeys.indexOnly));
    const { document, selection } = vscode.window.activeTextEditor!;
    assert.equal(document.getText(selection), leakedKeys.indexOnly);
    assert.equal(vscode.window.tabGroups.activeTabGroup.activeTab?.label, 'index.py (staged)');
  });

  it('replaces a leak by a read of the environment, from its row', async () => {
    await vscode.commands.executeCommand('fleetio.fixLeak', rowOf(leakedKeys.untracked));
    const { document } = vscode.window.activeTextEditor!;
    assert.match(document.getText(), /FLEETIO_API_KEY = os\.environ\["FLEETIO_API_KEY"\]/);
    assert.ok(
      readFileSync(document.uri.fsPath, 'utf8').includes(leakedKeys.untracked),
      'saving is for the person',
    );
    await eventually('the row to go', () => (find(leakedKeys.untracked) === undefined ? true : undefined));
    await vscode.commands.executeCommand('undo');
    await eventually('the row to come back', () => find(leakedKeys.untracked));
  });

  it('allows a leak by a comment, from its row', async () => {
    await vscode.commands.executeCommand('fleetio.allowLeak', rowOf(leakedKeys.modified));
    const { document } = vscode.window.activeTextEditor!;
    assert.match(document.lineAt(2).text, / # fleetio:allow$/);
    await eventually('the row to go', () => (find(leakedKeys.modified) === undefined ? true : undefined));
  });

  it('says over a leak what it is, how far it got, since when, and what to do', async () => {
    const commit = repository.git('log', '-1', '--format=%h', '--abbrev=7', '--', 'src/committed.py').trim();
    const document = await vscode.workspace.openTextDocument(repository.file('src/committed.py'));
    await vscode.window.showTextDocument(document);
    const { message, relatedInformation } = await keyWarning(document, new RegExp(`is in commit ${commit}`));
    const text = await hoverAt(document.uri, new vscode.Position(2, 25), 'What to do');
    assert.match(text, /^\[What to do\]\(command:fleetio\.openLeakGuide\?/);
    // VS Code shows the warning in the same hover, so nothing of it is said again.
    assert.match(message, /^Fleetio API key \(.*\n.*Rotate it first/);
    assert.match(relatedInformation?.[0]?.message ?? '', /^Came in on \d{4}-\d\d-\d\d$/);
    assert.ok(!text.includes(leakedKeys.committed), 'the key is not shown');
  });

  it('says the same over an old version, where no warning stands', async () => {
    await open(leakOf(leakedKeys.history));
    const { document, selection } = await eventually('the version', () => {
      const editor = vscode.window.activeTextEditor;
      return editor?.document.getText(editor.selection) === leakedKeys.history ? editor : undefined;
    });
    const text = await hoverAt(document.uri, selection.start, 'no longer in the file');
    assert.match(text, /Rotate it/);
    assert.match(text, /\[What to do\]\(command:fleetio\.openLeakGuide\?/);
    assert.ok(!text.includes(leakedKeys.history), 'the key is not shown');
  });

  it('names the key of the key ring that is leaked, also when another has taken its place', async () => {
    const token = inventedAccount('leaks view');
    const { id } = await access.ring.add({
      label: 'Telematics',
      apiKey: leakedKeys.history,
      apiVersion: '2025-05-05',
      apiUrl: 'https://secure.fleetio.com/api',
      accounts: [{ token, name: 'Riverside Rentals' }],
      accountToken: token,
    });
    const label = (): string => labelOf(rowOf(leakedKeys.history));
    await eventually('the label', () => label().includes('"Telematics"') || undefined);
    const retired = [{ apiKey: leakedKeys.history, retiredAt: new Date().toISOString() }];
    await access.ring.edit(id, { apiKey: leakedKeys.ignored, retired });
    await eventually('the label', () => label().includes('"Telematics" that was replaced') || undefined);
    await access.ring.remove(id);
  });

  it('accepts a leak of an older commit in the baseline, and follows that with no scan', async () => {
    // The folder can be as old as the leak.
    rmSync(repository.file('config'), { recursive: true });
    // Of a file that is made and gone at once, VS Code tells nobody.
    const made = baselineIsMade();
    await vscode.commands.executeCommand('fleetio.acceptLeak', rowOf(leakedKeys.history));
    await made;
    assert.equal(find(leakedKeys.history), undefined);
    const baseline = readFileSync(repository.file('.fleetio-baseline'), 'utf8');
    assert.match(baseline, /^[0-9a-f]{16} fleetio-api-key config\/old\.py$/m);
    rmSync(repository.file('.fleetio-baseline'));
    await eventually('the leak, as nothing accepts it', () => find(leakedKeys.history));
    const madeAgain = baselineIsMade();
    repository.write('.fleetio-baseline', baseline);
    await madeAgain;
    await eventually('no leak, as it is accepted', () => find(leakedKeys.history) === undefined || undefined);
    rmSync(repository.file('.fleetio-baseline'));
    await eventually('the leak, as nothing accepts it', () => find(leakedKeys.history));
    repository.git('checkout', '--', 'config');
  });

  it('accepts leaks in a baseline that was changed outside of the editor a moment ago', async () => {
    const name = repository.file('.fleetio-baseline');
    await vscode.commands.executeCommand('fleetio.acceptLeak', rowOf(leakedKeys.history));
    await vscode.workspace.openTextDocument(name);
    rmSync(name);
    await vscode.commands.executeCommand('fleetio.acceptLeak', rowOf(leakedKeys.committed));
    const entries = readFileSync(name, 'utf8')
      .split('\n')
      .filter((line) => /^[0-9a-f]/.test(line));
    assert.deepEqual(
      entries.map((entry) => entry.split(' ').at(-1)),
      ['src/committed.py'],
    );
    rmSync(name);
    await run('scanWorkspace');
    await run('scanHistory');
  });

  it('can be told to stop scanning, and says so', async () => {
    const scan = vscode.commands.executeCommand('fleetio.scanHistory');
    await vscode.commands.executeCommand('fleetio.cancelLeakScan');
    await scan;
    assert.match(access.leaks.tree.head.message ?? '', /cancelled/);
    assert.ok(find(leakedKeys.history), 'what was known before is still shown');
  });

  it('opens the guide from the palette for the leak at the cursor', async () => {
    const document = await vscode.workspace.openTextDocument(repository.file('src/pushed.js'));
    const editor = await vscode.window.showTextDocument(document);
    const { range, redacted } = leakOf(leakedKeys.pushed);
    editor.selection = new vscode.Selection(range.start, range.start);
    await vscode.commands.executeCommand('fleetio.openLeakGuide');
    await eventually('the guide for the leak', () =>
      vscode.window.tabGroups.activeTabGroup.activeTab?.label === `Leak ${redacted}` ? true : undefined,
    );
  });

  it('says that a leak is gone when it is opened too late', async () => {
    const leak = leakOf(leakedKeys.pushed);
    const gone = { ...addressOf(leak), fingerprint: 'gone' };
    const before = vscode.window.activeTextEditor;
    await vscode.commands.executeCommand('fleetio.openLeak', gone);
    assert.equal(vscode.window.activeTextEditor, before);
  });

  const run = (scan: string): Thenable<unknown> => vscode.commands.executeCommand(`fleetio.${scan}`);
  const open = (leak: Leak): Thenable<unknown> =>
    vscode.commands.executeCommand('fleetio.openLeak', addressOf(leak));

  /** Documents of other suites may be open still. */
  function isOwn(node: LeaksNode): boolean {
    return node.kind === 'file' && isBelow(node.uri.fsPath, repository.root);
  }

  /** The next scan of all of a kind. */
  function scanOf(kind: ScanKind): Promise<void> {
    return new Promise((resolve) => {
      const listening = access.leaks.scans.onDidScan((scanned) => {
        if (scanned === kind) {
          listening.dispose();
          resolve();
        }
      });
    });
  }

  function find(key: string): Leak | undefined {
    const redacted = `${key.slice(0, 4)}…${key.slice(-4)}`;
    return access.leaks.tree.shown().find((leak) => leak.redacted === redacted);
  }

  function leakOf(key: string): Leak {
    const leak = find(key);
    assert.ok(leak, 'the leak is known');
    return leak;
  }

  function rowOf(key: string): LeaksNode {
    const leak = leakOf(key);
    return { kind: 'leak', leak, ...addressOf(leak) };
  }

  /** What a row is called, and the last of what it says beside that. */
  function wordsOf(node: LeaksNode): string {
    const { description } = access.leaks.tree.getTreeItem(node);
    return `${labelOf(node)}: ${String(description).split(' · ').at(-1)}`;
  }

  function labelOf(node: LeaksNode): string {
    const { label } = access.leaks.tree.getTreeItem(node);
    assert.ok(typeof label === 'string');
    return label;
  }
});

/** Ends when VS Code tells that there is a baseline. */
function baselineIsMade(): Promise<void> {
  return new Promise((resolve) => {
    const watcher = vscode.workspace.createFileSystemWatcher('**/.fleetio-baseline');
    const tell = (): void => {
      watcher.dispose();
      resolve();
    };
    watcher.onDidCreate(tell);
    // One that was gone for a moment only has changed.
    watcher.onDidChange(tell);
  });
}
