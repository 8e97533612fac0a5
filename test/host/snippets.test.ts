import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import type { TestAccess } from '../../src/extension';
import type { Sandbox } from '../../src/sandbox/server';
import type { Node } from '../../src/vscode/explorer/nodes';
import { activated, firstVehicle, forgetAllKeys, sandboxInUse } from './extension';

describe('fleetio.generateSnippet', () => {
  let access: TestAccess;
  let sandbox: Sandbox;
  let folder: string;

  before(async () => {
    access = await activated();
    sandbox = await sandboxInUse({ vehicles: 3, entries: 130 });
    await forgetAllKeys(access);
    const { apiKey, apiVersion } = sandbox.keys[0]!;
    await vscode.commands.executeCommand('fleetio.addApiKey', { label: 'Sync', apiVersion, apiKey });
    folder = await mkdtemp(path.join(os.tmpdir(), 'fleetio-snippet-'));
  });
  after(async () => {
    await forgetAllKeys(access);
    await sandbox.close();
    await rm(folder, { recursive: true });
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('opens code for a section that prints all its records when it is run as it is', async () => {
    const section = await meterSection();
    const printed = await run(await snippetFor(section));
    assert.equal(printed.length, 130);
    const loaded = await access.vehicles.getChildren(section);
    const entries = loaded.filter((node) => node.kind === 'entry');
    assert.deepEqual(
      printed.slice(0, entries.length).map(({ id }) => id),
      entries.map(({ record }) => record.id),
    );
  });

  it('opens code for a vehicle that prints this vehicle', async () => {
    const vehicle = await firstVehicle(access);
    const printed: unknown = await run(await snippetFor(vehicle));
    assert.equal((printed as { id: number }).id, vehicle.record.id);
  });

  it('opens code for the record that a document shows', async () => {
    const vehicle = await firstVehicle(access);
    await vscode.commands.executeCommand('fleetio.openRecord', vehicle);
    const { uri } = vscode.window.activeTextEditor!.document;
    await vscode.commands.executeCommand('fleetio.generateSnippet', uri, { target: 'javascript-fetch' });
    const printed: unknown = await run(vscode.window.activeTextEditor!.document.getText());
    assert.equal((printed as { id: number }).id, vehicle.record.id);
  });

  it('never holds the key or the account token', async () => {
    const { apiKey } = sandbox.keys[0]!;
    const { accountToken } = sandbox.accounts[0]!;
    const code = await snippetFor(await meterSection());
    assert.ok(!code.includes(apiKey) && !code.includes(accountToken));
  });

  it('writes what a text asks for, in the language that is asked for, into the clipboard', async () => {
    await vscode.commands.executeCommand('fleetio.generateSnippet', {
      request: `curl '${sandbox.url}/vehicles?filter[name][like]=O%27Neil' -H 'Authorization: Token x'`,
      target: 'python-requests',
      destination: 'clipboard',
      pages: 'one',
    });
    const code = await vscode.env.clipboard.readText();
    assert.match(code, /^import json\n.*import requests\n/s);
    assert.match(code, /"filter\[name\]\[like\]": "O'Neil"/);
    assert.doesNotMatch(code, /next_cursor/);
  });

  it('puts code at the cursor as the file is written, its imports to the top', async () => {
    const editor = await open('python', "import os\n\nname = 'Van'\n\nif name:\n\tpass\n");
    editor.selection = new vscode.Selection(5, 5, 5, 5);
    await vscode.commands.executeCommand('fleetio.generateSnippet', await meterSection(), {
      target: 'python-httpx',
      destination: 'cursor',
      shape: 'function',
    });
    const text = editor.document.getText();
    assert.match(text, /^import os\nimport time\nimport httpx\n\nname = 'Van'\n\nif name:\n\tpass\n/);
    assert.match(text, /\n\tdef environment\(name\):\n\t\tvalue = /);
    assert.match(text, /environment\('FLEETIO_API_KEY'\)/);
  });

  it('names the variables of the settings', async () => {
    const settings = vscode.workspace.getConfiguration('fleetio.snippets');
    const set = (name: string | undefined) =>
      settings.update('keyVariable', name, vscode.ConfigurationTarget.Global);
    await set('OUR_FLEETIO_KEY');
    try {
      assert.match(await snippetFor(await meterSection()), /environment\('OUR_FLEETIO_KEY'\)/);
    } finally {
      await set(undefined);
    }
  });

  async function meterSection(): Promise<Node> {
    const sections = await access.vehicles.getChildren(await firstVehicle(access));
    return sections.find((node) => node.kind === 'section' && node.query.resource === 'meter_entries')!;
  }

  async function open(language: string, content: string): Promise<vscode.TextEditor> {
    return vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language, content }));
  }

  async function snippetFor(node: Node): Promise<string> {
    await vscode.commands.executeCommand('fleetio.generateSnippet', node, { target: 'javascript-fetch' });
    const { document } = vscode.window.activeTextEditor!;
    assert.equal(document.languageId, 'javascript');
    assert.equal(document.uri.scheme, 'untitled');
    return document.getText();
  }

  /** What the code prints, run by Node with the two variables that it asks for. */
  async function run(code: string): Promise<{ readonly id: number }[]> {
    const file = path.join(folder, 'snippet.js');
    await writeFile(file, code);
    const { stdout } = await promisify(execFile)(process.execPath, [file], {
      env: {
        ...process.env,
        FLEETIO_API_KEY: sandbox.keys[0]!.apiKey,
        FLEETIO_ACCOUNT_TOKEN: sandbox.accounts[0]!.accountToken,
      },
      maxBuffer: 1e8,
    });
    return JSON.parse(stdout) as { readonly id: number }[];
  }
});
