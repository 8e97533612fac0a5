import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { TestAccess } from '../../src/extension';
import type { Sandbox } from '../../src/sandbox/server';
import { activated, forgetAllKeys, sandboxInUse } from './extension';
import { shownMessages } from './messages';
import { choosing } from './quickPicks';

describe('fleetio.generateSnippetFromClipboard', () => {
  let access: TestAccess;
  let sandbox: Sandbox;
  let found: string;

  before(async () => {
    access = await activated();
    sandbox = await sandboxInUse({ vehicles: 3, entries: 10 });
    await forgetAllKeys(access);
    found = await vscode.env.clipboard.readText();
  });
  after(async () => {
    await vscode.env.clipboard.writeText(found);
    await sandbox.close();
  });
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('writes code for a page of Fleetio, and offers the language of the editor first', async () => {
    const { code, languages } = await generated('https://secure.fleetio.com/0123abcdef/vehicles/1042');
    assert.ok(languages.indexOf('Python (requests)') < languages.indexOf('JavaScript (fetch)'));
    assert.match(code, /^import json\nimport os\n/);
    assert.match(code, /\ndef get_vehicle\(\):\n/);
    assert.ok(code.includes(`${sandbox.url}/vehicles/1042`));
    assert.ok(!code.includes('0123abcdef'));
  });

  it('writes code for a curl command, without the key in it', async () => {
    const { code } = await generated(
      `curl '${sandbox.url}/vehicles/7/fuel_entries?filter[vendor_id][eq]=3' -H 'Authorization: Token abc' -H 'Account-Token: def'`,
    );
    assert.match(code, /\ndef list_fuel_entries\(\):\n/);
    assert.ok(code.includes('"filter[vendor_id][eq]": "3"'));
    assert.doesNotMatch(code, /abc|def"/);
  });

  for (const [what, text] of [
    ['neither', 'O’Neil’s van is in the shop'],
    ['nothing', ''],
    ['the address of another host', 'https://example.test/api/vehicles'],
  ] as const) {
    it(`says what it looked for where the clipboard holds ${what}`, async () => {
      const messages = await messagesFor(text);
      assert.deepEqual(messages, ['There is no URL of the Fleetio API and no curl command that asks it.']);
    });
  }

  it('says what is wrong with a request that it cannot write', async () => {
    const [message, ...others] = await messagesFor(`curl -X DELETE ${sandbox.url}/vehicles/7`);
    assert.deepEqual(others, []);
    assert.match(message ?? '', /GET/);
  });

  it('remembers for each language how the code was written last', async () => {
    const request = `${sandbox.url}/vehicles`;
    assert.match((await generated(request)).code, /next_cursor/);
    assert.doesNotMatch((await generated(request, 'Reads all pages')).code, /next_cursor/);
    try {
      assert.doesNotMatch((await generated(request)).code, /next_cursor/);
      assert.doesNotMatch(await written(request, 'python-httpx'), /next_cursor/);
      assert.match(await written(request, 'javascript-fetch'), /next_cursor/);
    } finally {
      assert.match((await generated(request, 'Reads one page')).code, /next_cursor/);
    }
    assert.match(await written(request, 'python-httpx'), /next_cursor/);
  });

  async function messagesFor(text: string): Promise<string[]> {
    await vscode.env.clipboard.writeText(text);
    const messages = await shownMessages(undefined, () =>
      vscode.commands.executeCommand('fleetio.generateSnippetFromClipboard'),
    );
    return messages.map((message) => message.text);
  }

  /** The code that a caller who knows the target gets. */
  async function written(request: string, target: string): Promise<string> {
    await vscode.commands.executeCommand('fleetio.generateSnippet', {
      request,
      target,
      destination: 'clipboard',
    });
    return vscode.env.clipboard.readText();
  }

  /**
   * The new document that comes of a text in the clipboard while Python is written, and the languages that are offered.
   * @param option what is changed on the way to it.
   */
  async function generated(
    text: string,
    option?: string,
  ): Promise<{ readonly code: string; readonly languages: readonly string[] }> {
    const python = await vscode.workspace.openTextDocument({ language: 'python' });
    await vscode.window.showTextDocument(python);
    await vscode.env.clipboard.writeText(text);
    const options = option === undefined ? [] : [option];
    const [languages = []] = await choosing(['Python (requests)', ...options, 'New document'], () =>
      vscode.commands.executeCommand('fleetio.generateSnippetFromClipboard'),
    );
    const { document } = vscode.window.activeTextEditor!;
    assert.notEqual(document, python);
    assert.equal(document.languageId, 'python');
    return { code: document.getText(), languages };
  }
});
