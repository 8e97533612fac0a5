import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { activated, eventually } from './extension';

const key = createHash('sha1').update('example-leak').digest('hex');
const account = 'a1b2c3d4e5';
const leaking = [
  'export const headers = {',
  `  Authorization: 'Token ${key}',`,
  `  'Account-Token': '${account}',`,
  '};',
  "export const url = 'https://secure.fleetio.com/api/vehicles';",
  '',
].join('\n');

describe('leak warnings', () => {
  let folder: string;

  before(() => activated());
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'fleetio-leak-'));
    git('init', '--quiet', '--initial-branch=main');
    writeFileSync(file(), leaking);
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    rmSync(folder, { recursive: true, force: true });
  });

  it('are errors where the key was committed, and name the commit', async () => {
    commitAll();
    const commit = git('rev-parse', '--short=7', 'HEAD').trim();
    const warning = await keyWarning(await open());
    assert.equal(warning.severity, vscode.DiagnosticSeverity.Error);
    assert.equal(warning.source, 'fleetio');
    const [what, ...advice] = warning.message.split('\n');
    assert.match(what ?? '', new RegExp(`^Fleetio API key \\(\\S+\\) is in commit ${commit}\\.$`));
    assert.deepEqual(advice, ['Rotate it first; deleting it here does not help.']);
    assert.deepEqual(
      warning.relatedInformation?.map(({ message }) => message),
      [`Came in on ${git('log', '-1', '--format=%as').trim()}`],
    );
    assert.ok(!warning.message.includes(key), 'the key is not shown');
  });

  it('say when a commit was pushed', async () => {
    commitAll();
    git('init', '--quiet', '--bare', 'remote.git');
    git('remote', 'add', 'origin', 'remote.git');
    git('push', '--quiet', '--set-upstream', 'origin', 'main');
    const warning = await keyWarning(await open());
    assert.match(warning.message, /is on origin\/main, in commit/);
  });

  it('are warnings before that', async () => {
    const warning = await keyWarning(await open());
    assert.equal(warning.severity, vscode.DiagnosticSeverity.Warning);
  });

  it('come while typing, in a document that was never saved', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'javascript', content: '' });
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((edit) => {
      edit.insert(new vscode.Position(0, 0), leaking);
    });
    assert.equal((await keyWarning(document)).severity, vscode.DiagnosticSeverity.Warning);
  });

  it('obey a comment that allows the key', async () => {
    const document = await open();
    const { range } = await keyWarning(document);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, document.lineAt(range.start.line).range.end, ' // fleetio:allow');
    await vscode.workspace.applyEdit(edit);
    await eventually('no key warning', () => !warningsOf(document).some(isOfKey) || undefined);
  });

  it('go away with the key, and with the document', async () => {
    const document = await open();
    await keyWarning(document);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), '');
    await vscode.workspace.applyEdit(edit);
    await eventually('no warning', () => warningsOf(document).length === 0 || undefined);
  });

  it('have a fix that reads the environment in place of the key', async () => {
    commitAll();
    const document = await open();
    const { range } = await keyWarning(document);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      range,
    );
    const fix = actions.find(({ title }) => title.includes('FLEETIO_API_KEY'));
    assert.ok(fix?.edit, actions.map(({ title }) => title).join());
    assert.equal(fix.isPreferred, true);
    await vscode.workspace.applyEdit(fix.edit);
    assert.equal(document.lineAt(1).text, '  Authorization: `Token ${process.env.FLEETIO_API_KEY}`,');
    await eventually('no key warning', () => !warningsOf(document).some(isOfKey) || undefined);
  });

  function git(...args: string[]): string {
    const author = ['-c', 'user.name=Sam Rivera', '-c', 'user.email=sam@example.test'];
    return execFileSync('git', [...author, ...args], { cwd: folder, encoding: 'utf8' });
  }

  function commitAll(): void {
    git('add', '--all');
    git('commit', '--quiet', '--message', 'Call the API');
  }

  function file(): string {
    return path.join(folder, 'sync.js');
  }

  async function open(): Promise<vscode.TextDocument> {
    const document = await vscode.workspace.openTextDocument(file());
    await vscode.window.showTextDocument(document);
    return document;
  }

  function warningsOf({ uri }: vscode.TextDocument): vscode.Diagnostic[] {
    return vscode.languages.getDiagnostics(uri);
  }

  async function keyWarning(document: vscode.TextDocument): Promise<vscode.Diagnostic> {
    return eventually('a warning about the key', () => warningsOf(document).find(isOfKey));
  }
});

function isOfKey({ code }: vscode.Diagnostic): boolean {
  return typeof code === 'object' && code.value === 'fleetio-api-key';
}
