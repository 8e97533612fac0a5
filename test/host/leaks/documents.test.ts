import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { ALLOW } from '../../unit/leaks/corpus';
import { Repository } from '../../unit/leaks/repository';
import { eventually } from '../extension';
import {
  applyFix,
  closeAll,
  inventedKey,
  keyWarning,
  keyWarnings,
  leakingScript,
  noKeyWarning,
  open,
  useRepository,
} from './warnings';

/** What a person or another program does with files, in a repository below the folder that is open. */
describe('leak warnings follow documents', () => {
  const repository = useRepository();

  it('that were never saved', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'python', content: '' });
    await vscode.window.showTextDocument(document);
    await insert(document, 0, `FLEETIO_API_KEY = "${inventedKey()}"\n`);
    const { range } = await keyWarning(document);
    await applyFix(document.uri, range, 'Replace by a read');
    assert.equal(document.getText(), 'import os\nFLEETIO_API_KEY = os.environ["FLEETIO_API_KEY"]\n');
    await noKeyWarning(document);
  });

  it('while they are typed in, and on save', async () => {
    repository().write('sync.js', '// Fleetio\n');
    const document = await open(repository().file('sync.js'));
    await insert(document, 1, leakingScript());
    await keyWarning(document, /can be committed/);
    await document.save();
    repository().git('add', 'sync.js');
    await keyWarning(document, /is staged/);
    await insert(document, 0, '\n\n');
    assert.equal((await keyWarningAt(document, 4)).source, 'fleetio');
    await vscode.commands.executeCommand('undo');
    await keyWarningAt(document, 2);
  });

  it('that are too large to be looked at as a whole with each key', async () => {
    const filler = 'export const vehicle = { id: 1, name: "Van 12" };\n'.repeat(60_000);
    repository().write('fleet.js', `// Fleetio\n${filler}`);
    const document = await open(repository().file('fleet.js'));
    await insert(document, 30_000, `const fleetioApiKey = '${inventedKey()}';\n`);
    const { range } = await keyWarningAt(document, 30_000);
    await applyFix(document.uri, range, 'Replace by a read');
    assert.equal(document.lineAt(30_000).text, 'const fleetioApiKey = process.env.FLEETIO_API_KEY;');
    await noKeyWarning(document);
  });

  it('whose comment allows nothing any more', async () => {
    const comment = `// ${ALLOW} the demo key`;
    repository().write('demo.js', `const url = 1;\n${comment}\nconst fleetioApiKey = '${inventedKey()}';\n`);
    const document = await open(repository().file('demo.js'));
    const unused = (): vscode.Diagnostic[] =>
      vscode.languages.getDiagnostics(document.uri).filter(({ message }) => message.includes('allows'));
    await insert(document, 3, `// Fleetio\nconst fleetioToken = '${inventedKey('other')}';\n`);
    await keyWarningAt(document, 4);
    assert.deepEqual(unused(), []);
    const edit = new vscode.WorkspaceEdit();
    edit.delete(document.uri, document.lineAt(2).rangeIncludingLineBreak);
    await vscode.workspace.applyEdit(edit);
    const [found] = await eventually('the comment', () => (unused().length > 0 ? unused() : undefined));
    assert.equal(found?.severity, vscode.DiagnosticSeverity.Information);
    assert.equal(document.getText(found.range), ALLOW);
    const withComment = document.getText();
    await applyFix(document.uri, found.range, 'Remove the comment');
    assert.equal(document.getText(), withComment.replace(`${comment}\n`, ''));
    await eventually('no comment', () => (unused().length === 0 ? true : undefined));
    await vscode.commands.executeCommand('undo');
    await eventually('the comment', () => (unused().length > 0 ? true : undefined));
    await vscode.commands.executeCommand('undo');
    await eventually('no comment', () => (unused().length === 0 ? true : undefined));
  });

  it('that another program changes, open or not', async () => {
    repository().write('open.js', '// Fleetio\n');
    const document = await open(repository().file('open.js'));
    repository().write('open.js', leakingScript());
    await keyWarning(document);
    const other = vscode.Uri.file(repository().file('closed.js'));
    repository().write('closed.js', leakingScript());
    await keyWarning({ uri: other }, /can be committed/);
    repository().write('closed.js', '// Fleetio\n');
    await noKeyWarning({ uri: other });
    repository().write('folder/closed.js', leakingScript());
    const below = vscode.Uri.file(repository().file('folder/closed.js'));
    await keyWarning({ uri: below });
    rmSync(repository().file('folder'), { recursive: true });
    await noKeyWarning({ uri: below });
  });

  it('that have the secret of another one, whatever they call it', async () => {
    const key = inventedKey('spread');
    repository().write('rows.yml', `rows:\n  - [Toledo, ${key}]\n`);
    repository().write('sync.js', '// Fleetio\n');
    const rows = await open(repository().file('rows.yml'));
    const document = await open(repository().file('sync.js'));
    await insert(document, 1, leakingScript(key));
    await keyWarning(document);
    const { range } = await keyWarning(rows, /can be committed/);
    assert.equal(range.start.line, 1);
    // What is put right in one place is not forgotten in the other.
    await applyFix(document.uri, (await keyWarning(document)).range, 'Replace by a read');
    await noKeyWarning(document);
    await document.save();
    await keyWarning(rows);
  });

  it('but not those of a project that has nothing to do with Fleetio', async () => {
    // What other tests have leaked would be found here, too.
    const django = Repository.create();
    try {
      django.write('manage.py', 'import django\n');
      django.write('client.py', `HEADERS = {"Authorization": "Token ${inventedKey('django')}"}\n`);
      django.write('settings.py', `AUTH_TOKEN = "${inventedKey('of its own')}"\n`);
      for (const name of ['client.py', 'settings.py']) {
        const document = await open(django.file(name));
        await settled();
        assert.deepEqual(keyWarnings(document.uri), [], name);
      }
      django.write(
        'client.py',
        `URL = "https://secure.fleetio.com"\nHEADERS = {"Authorization": "Token ${inventedKey('django')}"}\n`,
      );
      await keyWarning(await open(django.file('client.py')));
    } finally {
      await closeAll();
      django.remove();
    }
  });

  /** Long enough for a look and what git says. */
  const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1500));

  /** A text at the start of a line. */
  async function insert(document: vscode.TextDocument, line: number, text: string): Promise<void> {
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(line, 0), text);
    assert.ok(await vscode.workspace.applyEdit(edit));
  }

  function keyWarningAt({ uri }: vscode.TextDocument, line: number): Promise<vscode.Diagnostic> {
    return eventually(`a warning in line ${line} of ${path.basename(uri.path)}`, () =>
      keyWarnings(uri).find(({ range }) => range.start.line === line),
    );
  }
});
