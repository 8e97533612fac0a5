import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { startSandbox, type Sandbox } from '../../src/sandbox/server';
import { EDITOR_SNIPPETS } from '../../src/snippets/editorSnippets';
import { missingWhenFails, succeed } from '../unit/snippets/programs';

interface Vehicle {
  readonly id: number;
}

/** How a program that calls a function and prints what it gives is run. */
const LANGUAGES = {
  javascript: {
    fileName: 'snippet.mjs',
    program: process.execPath,
    print: (name: string) => `console.log(JSON.stringify(await ${name}()));`,
  },
  python: {
    fileName: 'snippet.py',
    program: 'python3',
    print: (name: string) => `import json\nprint(json.dumps(${name}()))`,
  },
} as const;

describe('the editor snippets', () => {
  let sandbox: Sandbox;
  let folder: string;

  before(async () => {
    sandbox = await startSandbox({ rateLimit: 'off', vehicles: 130, entries: 20 });
    folder = await mkdtemp(path.join(os.tmpdir(), 'fleetio-editor-snippet-'));
  });
  after(async () => {
    await sandbox.close();
    await rm(folder, { recursive: true });
  });
  afterEach(() => vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor'));

  for (const [language, snippets] of Object.entries(EDITOR_SNIPPETS)) {
    it(`are all offered where "fleetio" is typed: ${language}`, async () => {
      const { document } = await open(language);
      await type('fleetio');
      const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        new vscode.Position(0, 7),
      );
      const offered = items
        .map(({ label }) => (typeof label === 'string' ? label : label.label))
        .filter((label) => label.startsWith('fleetio-'));
      assert.deepEqual(
        offered.sort(),
        Object.values(snippets)
          .map(({ prefix }) => prefix)
          .sort(),
      );
    });
  }

  it('become code that reads all vehicles: JavaScript', async () => {
    const { document } = await open('javascript');
    await insert('javascript', 'fleetio-vehicles');
    const vehicles = await printed<Vehicle>('javascript', document, 'listVehicles');
    assert.equal(vehicles.length, 130);
  });

  it('become code that reads all vehicles: Python', async function () {
    const missing = missingWhenFails("Python's requests", ['python3', '-c', 'import requests']);
    if (missing !== undefined) {
      console.log(`    skipped: ${missing}`);
      this.skip();
    }
    const { document } = await open('python');
    await insert('python', 'fleetio-vehicles');
    const vehicles = await printed<Vehicle>('python', document, 'list_vehicles');
    assert.equal(vehicles.length, 130);
  });

  it('stand beside each other in one file, and take the id that is typed wherever it belongs', async () => {
    const { document } = await open('javascript');
    await insert('javascript', 'fleetio-vehicles');
    const vehicles = await printed<Vehicle>('javascript', document, 'listVehicles');
    const id = String(vehicles[3]!.id);
    await vscode.commands.executeCommand('cursorBottom');
    await type('\n\n');
    await insert('javascript', 'fleetio-meter-entries');
    await type(id);
    assert.match(
      document.getText(),
      new RegExp(`\n// Meter Entries of vehicle ${id}, from the Fleetio API\n`),
    );
    assert.match(document.getText(), new RegExp(`/vehicles/${id}/meter_entries';`));
    assert.equal((await printed('javascript', document, 'listMeterEntries')).length, 20);
  });

  async function open(language: string): Promise<vscode.TextEditor> {
    return vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language }));
  }

  /** Types at the cursor, or over the place of a snippet that is selected. */
  async function type(text: string): Promise<void> {
    await vscode.commands.executeCommand('type', { text });
  }

  /** Inserts what the extension contributes for a prefix, as the completion does. */
  async function insert(language: keyof typeof LANGUAGES, prefix: string): Promise<void> {
    const [name] = Object.entries(EDITOR_SNIPPETS[language]!).find(
      ([, snippet]) => snippet.prefix === prefix,
    )!;
    await vscode.commands.executeCommand('editor.action.insertSnippet', { langId: language, name });
  }

  /** What a function of the document gives when it asks the sandbox. */
  async function printed<Item>(
    language: keyof typeof LANGUAGES,
    document: vscode.TextDocument,
    name: string,
  ): Promise<readonly Item[]> {
    const { fileName, program, print } = LANGUAGES[language];
    const text = document.getText().replaceAll('https://secure.fleetio.com/api', sandbox.url);
    const file = path.join(folder, fileName);
    await writeFile(file, `${text}\n${print(name)}\n`);
    const { stdout } = await succeed([program, file], {
      env: {
        ...process.env,
        FLEETIO_API_KEY: sandbox.keys[0]!.apiKey,
        FLEETIO_ACCOUNT_TOKEN: sandbox.accounts[0]!.accountToken,
      },
    });
    return JSON.parse(stdout) as Item[];
  }
});
