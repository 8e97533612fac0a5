import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFileSync, readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { activated, eventually, forgetAllKeys, sandboxInUse } from '../extension';
import type { TestAccess } from '../../../src/extension';
import { addressOf } from '../../../src/vscode/leaks/leak';
import { shownMessages } from '../messages';
import {
  applyFix,
  fixesAt,
  inventedKey,
  inventedToken,
  keyWarning,
  leakingScript,
  noKeyWarning,
  open,
  useRepository,
} from './warnings';

describe('the fixes of leak warnings', () => {
  let access: TestAccess;
  const repository = useRepository((made) => {
    made.commit('sync.js', leakingScript());
  });
  const file = (name = 'sync.js'): string => repository().file(name);

  before(async () => {
    access = await activated();
  });

  it('are taken back by one undo', async () => {
    const document = await open(file());
    const before = document.getText();
    const { range } = await keyWarning(document, /is in commit/);
    for (const title of ['Replace by a read', 'Replace all', 'Allow it here']) {
      await applyFix(document.uri, range, title);
      assert.notEqual(document.getText(), before, title);
      await vscode.commands.executeCommand('undo');
      assert.equal(document.getText(), before, title);
      await keyWarning(document);
    }
  });

  it('replace all secrets in a file, and the program still says the same', async () => {
    repository().write('sync.mjs', `${leakingScript()}console.log(JSON.stringify(headers));\n`);
    const said = (): string =>
      execFileSync('node', [file('sync.mjs')], {
        encoding: 'utf8',
        env: { ...process.env, FLEETIO_API_KEY: inventedKey(), FLEETIO_ACCOUNT_TOKEN: inventedToken },
      });
    const before = said();
    const document = await open(file('sync.mjs'));
    const { range } = await keyWarning(document);
    await applyFix(document.uri, range, 'Replace all');
    await noKeyWarning(document);
    await document.save();
    assert.equal(said(), before);
  });

  it('read the variable that the snippets read', async () => {
    const settings = vscode.workspace.getConfiguration('fleetio.snippets');
    await settings.update('keyVariable', 'TELEMATICS_KEY', vscode.ConfigurationTarget.Global);
    try {
      const document = await open(file());
      const { range } = await keyWarning(document);
      await applyFix(document.uri, range, 'Replace by a read');
      assert.ok(document.getText().includes('`Token ${process.env.TELEMATICS_KEY}`'), document.getText());
    } finally {
      await settings.update('keyVariable', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('replace a key that the key ring has, and name it by its label', async () => {
    const sandbox = await sandboxInUse({ vehicles: 1 });
    const { apiKey } = sandbox.keys[0]!;
    const { accountToken } = sandbox.accounts[0]!;
    await vscode.commands.executeCommand('fleetio.addApiKey', { label: 'Telematics', apiKey, accountToken });
    try {
      repository().write('plain.js', `export const value = '${apiKey}';\n`);
      const document = await open(file('plain.js'));
      const { range } = await keyWarning(document, /"Telematics" \(.{4}…/);
      await applyFix(document.uri, range, 'Store the key under API Keys');
      assert.equal(document.getText(), 'export const value = process.env.FLEETIO_API_KEY;\n');
      await noKeyWarning(document);
    } finally {
      await forgetAllKeys(access);
      await sandbox.close();
    }
  });

  it('have git ignore the file and take it out of the index', async () => {
    const name = 'keys [a]#1.js';
    repository().write(name, leakingScript());
    repository().git('add', '.');
    const document = await open(file(name));
    const { range } = await keyWarning(document, /is staged/);
    await applyFix(document.uri, range, 'Add the file to .gitignore');
    await keyWarning(document, /git ignores/);
    assert.equal(repository().git('ls-files', name), '');
    assert.equal(repository().git('check-ignore', name).trim(), `"${name}"`.replaceAll('"', ''));
    assert.ok(readFileSync(file(name), 'utf8').includes(inventedKey()), 'the file stays');
  });

  it('ask before a file that was committed leaves git', async () => {
    const document = await open(file());
    const { range } = await keyWarning(document, /is in commit/);
    const ignore = (): Promise<void> => applyFix(document.uri, range, 'take it out of git…');
    const [question, ...others] = await shownMessages(undefined, ignore);
    assert.deepEqual(others, []);
    assert.ok(question?.isModal);
    assert.match(question.detail ?? '', /The next commit deletes it for everybody else/);
    assert.equal(repository().git('status', '--porcelain'), '');
    await shownMessages('Take It out of Git', ignore);
    assert.equal(repository().git('status', '--porcelain').split('\n')[0], 'D  sync.js');
    assert.equal(repository().git('check-ignore', 'sync.js').trim(), 'sync.js');
    // The last commit has it all the same.
    await keyWarning(document, /is in commit/);
  });

  it('say of a file that VS Code lets no extension change what there is to do', async () => {
    const line = '# What the devices sent.\n';
    repository().write('sent.py', `FLEETIO_API_KEY = "${inventedKey('sent')}"\n`);
    appendFileSync(file('sent.py'), line.repeat(Math.ceil((51 * 1024 * 1024) / line.length)));
    await vscode.commands.executeCommand('fleetio.scanWorkspace');
    const leak = access.leaks.store.all().find(({ uri }) => uri.fsPath === file('sent.py'));
    assert.ok(leak, 'it is found all the same');
    for (const command of ['fleetio.fixLeak', 'fleetio.allowLeak', 'fleetio.storeLeakedKey']) {
      const messages = await shownMessages(undefined, () =>
        vscode.commands.executeCommand(command, addressOf(leak)),
      );
      assert.deepEqual(
        messages.map(({ buttons }) => buttons),
        [['Let Git Ignore the File…']],
      );
      assert.match(
        messages[0]?.text ?? '',
        /sent\.py is too large: .* more than 50 MB\. Take the secret out by hand/,
      );
    }
  });

  it('in a file that is there for secrets, git ignoring it comes first, as the warning says', async () => {
    const line = `FLEETIO_API_KEY=${inventedKey()}\n`;
    const keepOut = ['Keep this file out of git', 'Add the file to .gitignore'] as const;
    const show = [
      'Put a placeholder in its place',
      'Replace by the placeholder YOUR_FLEETIO_API_KEY',
    ] as const;
    for (const [name, [advice, preferred]] of [
      ['.env', keepOut],
      ['www.example.com/.env.local', keepOut],
      ['.env.example', show],
      ['example.env', show],
    ] as const) {
      repository().write(name, line);
      const document = await open(file(name));
      const { range } = await keyWarning(document, new RegExp(`can be committed\\.\n${advice}`));
      const fixes = await fixesAt(document.uri, range);
      assert.deepEqual(
        fixes.filter(({ isPreferred }) => isPreferred).map(({ title }) => title),
        [preferred],
      );
      assert.equal(fixes[0]?.title, preferred);
    }
  });

  it('are there while git is asked again, as after each save', async () => {
    repository().write('asked.js', leakingScript());
    const document = await open(file('asked.js'));
    const { range } = await keyWarning(document);
    // Others have actions for any code.
    const hasFix = async (): Promise<boolean> =>
      (await fixesAt(document.uri, range)).some(({ title }) => title.includes('FLEETIO_API_KEY'));
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, allOf(document).end, ' ');
    await vscode.workspace.applyEdit(edit);
    await eventually('a fix', async () => (await hasFix()) || undefined);
    await document.save();
    // As long as git takes for its answer.
    for (let time = 0; time < 40; time++) {
      assert.ok(await hasFix(), `asked ${time} times`);
    }
  });

  it('on saving, leave a secret that could not be read again, and one where it may lie', async () => {
    repository().write('.gitignore', 'ignored.js\n');
    for (const name of ['.env', '.envrc', 'ignored.js', 'sent.js']) {
      const isScript = name.endsWith('.js');
      repository().write(name, isScript ? leakingScript() : `export FLEETIO_API_KEY=${inventedKey()}\n`);
      const document = await open(file(name));
      await keyWarning(document);
      const fixes = await fixesAt(document.uri, allOf(document), 'source.fixAll');
      assert.equal(fixes.length, name === 'sent.js' ? 1 : 0, name);
    }
  });

  it('lead from an account token, too, to what is to be done', async () => {
    const document = await open(file());
    await keyWarning(document);
    const { range } = await eventually('a warning about the account token', () =>
      vscode.languages
        .getDiagnostics(document.uri)
        .find(({ message }) => message.includes('account token') && !message.includes('API key')),
    );
    const titles = (await fixesAt(document.uri, range)).map(({ title }) => title);
    assert.ok(titles.includes('Show what to do'), titles.join());
    assert.ok(!titles.some((title) => title.includes('Ask Fleetio')), titles.join());
  });

  it('accept a leak in the baseline, which undo takes back', async () => {
    const document = await open(file());
    const { range } = await keyWarning(document, /is in commit/);
    await applyFix(document.uri, range, 'Accept it in the baseline');
    await noKeyWarning(document);
    const baseline = await open(file('.fleetio-baseline'));
    assert.match(baseline.getText(), /^[0-9a-f]{16} fleetio-api-key sync\.js$/m);
    await vscode.commands.executeCommand('undo');
    await baseline.save();
    await keyWarning(document, /is in commit/);
  });

  it('are not offered for what is no longer there', async () => {
    const document = await open(file());
    const { range } = await keyWarning(document);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), '// Fleetio\n');
    await vscode.workspace.applyEdit(edit);
    const titles = (await fixesAt(document.uri, range)).map(({ title }) => title);
    assert.ok(!titles.some((title) => title.includes('FLEETIO_API_KEY')), titles.join());
    await eventually('fixes for the moved key', async () => {
      const moved = await keyWarning(document);
      return (await fixesAt(document.uri, moved.range)).find(({ isPreferred }) => isPreferred);
    });
  });
});

function allOf(document: vscode.TextDocument): vscode.Range {
  return new vscode.Range(0, 0, document.lineCount, 0);
}
