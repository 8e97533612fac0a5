import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import type { TestAccess } from '../../src/extension';
import { RESOURCES } from '../../src/fleetio/resources';
import type { Sandbox } from '../../src/sandbox/server';
import { ENDPOINTS } from '../../src/snippets/endpoints';
import { TARGETS } from '../../src/snippets/targets';
import { activated, forgetAllKeys, sandboxInUse } from './extension';

interface Contributed {
  readonly name: string;
  readonly inputSchema: { readonly properties: Readonly<Record<string, { readonly enum?: string[] }>> };
}

interface Page {
  readonly account: string;
  readonly records: readonly Readonly<Record<string, unknown>>[];
  readonly next: string | null;
}

describe('the tools for language models', () => {
  let access: TestAccess;
  let sandbox: Sandbox;
  let contributed: readonly Contributed[];

  before(async () => {
    access = await activated();
    sandbox = await sandboxInUse({ vehicles: 30, entries: 40 });
    await forgetAllKeys(access);
    const extension = vscode.extensions.getExtension('fleet-tools.fleetio-api-toolkit')!;
    const manifest = extension.packageJSON as { contributes: { languageModelTools: readonly Contributed[] } };
    contributed = manifest.contributes.languageModelTools;
  });
  after(async () => {
    await forgetAllKeys(access);
    await sandbox.close();
  });

  it('are those that package.json tells of, with what the catalogue and the targets have', () => {
    assert.deepEqual(
      contributed.map(({ name }) => name),
      [...access.tools.registered.keys()],
    );
    const choices = (tool: string, property: string): string[] | undefined =>
      contributed.find(({ name }) => name === tool)?.inputSchema.properties[property]?.enum;
    const asked = (kind: 'list' | 'record'): string[] => [
      ...new Set(ENDPOINTS.filter((endpoint) => endpoint.kind === kind).map(({ resource }) => resource)),
    ];
    assert.deepEqual(
      choices('fleetio_list_entries', 'resource'),
      asked('list').filter((id) => id !== 'vehicles'),
    );
    assert.deepEqual(choices('fleetio_get_record', 'resource'), asked('record'));
    assert.deepEqual(choices('fleetio_generate_snippet', 'resource'), Object.keys(RESOURCES));
    assert.deepEqual(
      choices('fleetio_generate_snippet', 'target'),
      TARGETS.map(({ id }) => id),
    );
  });

  it('say what to do without a key', async () => {
    await assert.rejects(invoke('fleetio_list_vehicles', {}), /No Fleetio API key is stored.*Add API Key/);
  });

  describe('with a key', () => {
    before(async () => {
      const { apiKey, apiVersion } = sandbox.keys[0]!;
      await vscode.commands.executeCommand('fleetio.addApiKey', { label: 'Sync', apiVersion, apiKey });
    });

    it('list vehicles page by page, narrowed and in order', async () => {
      const sort = { field: 'name', direction: 'asc' };
      const first = await page('fleetio_list_vehicles', { limit: 20, sort });
      const second = await page('fleetio_list_vehicles', { limit: 20, sort, cursor: first.next });
      assert.equal(first.account, sandbox.accounts[0]!.name);
      assert.deepEqual([first.records.length, second.records.length, second.next], [20, 10, null]);
      const names = [...first.records, ...second.records].map(({ name }) => String(name));
      assert.equal(new Set(names).size, 30);
      const filters = [{ field: 'name', operator: 'eq', value: names[7] }];
      const found = await page('fleetio_list_vehicles', { filters });
      assert.deepEqual(
        found.records.map(({ name }) => name),
        [names[7]],
      );
    });

    it('list entries of a vehicle, and get a record with all its fields', async () => {
      const [vehicle] = (await page('fleetio_list_vehicles', {})).records;
      const entries = await page('fleetio_list_entries', {
        resource: 'meter_entries',
        vehicleId: vehicle!['id'],
      });
      assert.equal(entries.records.length, 25);
      const { record } = JSON.parse(
        await invoke('fleetio_get_record', { resource: 'vehicles', id: vehicle!['id'] }),
      ) as { readonly record: Readonly<Record<string, unknown>> };
      assert.equal(record['id'], vehicle!['id']);
      assert.ok(Object.keys(record).length > Object.keys(vehicle!).length);
    });

    it('generate code without a request', async () => {
      const from = sandbox.requests.length;
      const code = await invoke('fleetio_generate_snippet', {
        target: 'python-requests',
        resource: 'fuel_entries',
        vehicleId: 1042,
        shape: 'function',
      });
      assert.match(code, /def list_fuel_entries\(\):\n {4}url = ".*\/vehicles\/1042\/fuel_entries"/);
      assert.match(code, /"Authorization": "Token " \+ environment\("FLEETIO_API_KEY"\)/);
      const single = await invoke('fleetio_generate_snippet', {
        target: 'curl',
        resource: 'vehicles',
        id: 7,
      });
      assert.match(single, /\/vehicles\/7'/);
      assert.equal(sandbox.requests.length, from);
    });

    it('find leaked keys, and tell nothing of the keys', async () => {
      const leaked = createHash('sha1').update('a key that a tool looks for').digest('hex');
      const [folder] = vscode.workspace.workspaceFolders!;
      const file = path.join(folder!.uri.fsPath, 'tool-leak.js');
      await writeFile(file, `fetch(url, { headers: { Authorization: 'Token ${leaked}' } }); // fleetio\n`);
      try {
        const text = await invoke('fleetio_scan_for_leaks', {});
        const { leaks } = JSON.parse(text) as { readonly leaks: readonly Record<string, unknown>[] };
        const found = leaks.find((leak) => leak['file'] === 'tool-leak.js');
        assert.deepEqual([found?.['line'], found?.['exposure']], [1, 'untracked']);
        assert.ok(!text.includes(leaked.slice(0, 4)) && !text.includes(leaked.slice(-4)));
      } finally {
        await rm(file);
      }
    });

    it('never give the key or the account token away, and only ever read', async () => {
      const from = sandbox.requests.length;
      const secrets = [sandbox.keys[0]!.apiKey, ...sandbox.accounts.map(({ accountToken }) => accountToken)];
      const answers = [
        await invoke('fleetio_get_record', { resource: 'users' }),
        await invoke('fleetio_list_entries', { resource: 'accounts' }),
        await invoke('fleetio_list_vehicles', {}),
        ...(await Promise.all(
          TARGETS.map(({ id }) =>
            invoke('fleetio_generate_snippet', {
              target: id,
              resource: 'vehicles',
              filters: [{ field: 'name', operator: 'eq', value: secrets[0]! }],
            }),
          ),
        )),
      ];
      for (const answer of answers) {
        for (const secret of secrets) {
          assert.ok(!answer.includes(secret), answer.slice(0, 200));
        }
      }
      assert.ok(sandbox.requests.slice(from).every(({ method }) => method === 'GET'));
    });

    it('say what is wrong with what the model asks for', async () => {
      const cases = [
        ['fleetio_list_entries', { resource: 'starships' }, /no resource "starships"/],
        ['fleetio_list_vehicles', { filters: [{ field: 'warp', operator: 'eq', value: '9' }] }, /warp/],
        ['fleetio_get_record', { resource: 'vehicles', id: 99_999_999 }, /Not found/],
        ['fleetio_generate_snippet', { target: 'cobol', resource: 'vehicles' }, /no snippet target "cobol"/],
        ['fleetio_scan_for_leaks', { kind: 'moon' }, /no scan of "moon"/],
      ] as const;
      for (const [tool, input, message] of cases) {
        await assert.rejects(invoke(tool, input), message);
      }
    });

    it('ask the person first, with the account and the label of the key', async () => {
      const asked = { resource: 'fuel_entries', target: 'curl' };
      for (const [name, tool] of access.tools.registered) {
        const options = { input: asked };
        const token = new vscode.CancellationTokenSource().token;
        const prepared = await tool.prepareInvocation!(options, token);
        const { title, message } = prepared!.confirmationMessages!;
        assert.match(title, /\?$/, name);
        if (/list|get/.test(name)) {
          assert.ok(typeof message === 'string');
          assert.match(message, /The key "Sync" reads them from the account .*Nothing is changed/);
        }
      }
    });
  });

  async function invoke(name: string, input: object): Promise<string> {
    const { content } = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined });
    return content.map((part) => (part as vscode.LanguageModelTextPart).value).join('');
  }

  async function page(name: string, input: object): Promise<Page> {
    return JSON.parse(await invoke(name, input)) as Page;
  }
});
