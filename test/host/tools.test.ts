import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { SnippetWriter } from '../../src/vscode/snippets/snippetWriter';
import { generateSnippet } from '../../src/vscode/tools/generateSnippet';
import { listVehicles } from '../../src/vscode/tools/listVehicles';
import { ReadOnlyTool, type ToolDefinition } from '../../src/vscode/tools/readOnlyTool';
import { scanForLeaks } from '../../src/vscode/tools/scanForLeaks';
import { SecretGuard } from '../../src/vscode/tools/secretGuard';
import { eventually, useKeysBench } from './extension';

interface PageFacts {
  readonly account: string;
  readonly shown: number;
  readonly remaining: number | string;
  readonly nextCursor?: string;
  readonly records: readonly { readonly id: number; readonly name?: string; readonly vin?: string }[];
}

interface LeakFacts {
  readonly found: number;
  readonly leaks: readonly {
    readonly path: string;
    readonly line: number;
    readonly rule: string;
    readonly exposure: string;
    readonly redacted: string;
  }[];
}

/** Nothing is remembered. */
const noMemory: vscode.Memento = {
  keys: () => [],
  get: <T>(_key: string, otherwise?: T) => otherwise,
  update: () => Promise.resolve(),
};

describe('language model tools', () => {
  const bench = useKeysBench();
  const setRequestsPerMinute = (most: number | undefined): Thenable<void> =>
    vscode.workspace
      .getConfiguration('fleetio')
      .update('requestsPerMinute', most, vscode.ConfigurationTarget.Global);

  // Nothing here has to wait for the next minute.
  before(() => setRequestsPerMinute(1000));
  after(() => setRequestsPerMinute(undefined));

  it('are all declared, and each has an implementation', () => {
    const names = vscode.lm.tools.map(({ name }) => name).filter((name) => name.startsWith('fleetio_'));
    assert.deepEqual(names.sort(), [
      'fleetio_generate_snippet',
      'fleetio_get_record',
      'fleetio_list_entries',
      'fleetio_list_vehicles',
      'fleetio_scan_for_leaks',
    ]);
  });

  it('list vehicles page by page, and say how many remain', async () => {
    await useKey();
    const first = await page('fleetio_list_vehicles', {
      perPage: 2,
      sort: { field: 'id', direction: 'asc' },
    });
    assert.equal(first.account, bench().sandbox.accounts[0]!.name);
    assert.equal(first.shown, 2);
    assert.equal(first.remaining, 1);
    const second = await page('fleetio_list_vehicles', {
      perPage: 2,
      sort: { field: 'id', direction: 'asc' },
      cursor: first.nextCursor,
    });
    assert.equal(second.remaining, 0);
    assert.equal(second.nextCursor, undefined);
    const ids = [...first.records, ...second.records].map(({ id }) => id);
    assert.equal(new Set(ids).size, 3);
    assert.ok([...first.records].every(({ name }) => name));
  });

  it('find a vehicle by a filter, and get the whole record', async () => {
    await useKey();
    const { records } = await page('fleetio_list_vehicles', {});
    const { id, name } = records[1]!;
    const filters = [{ field: 'name', operator: 'eq', value: name }];
    const found = await page('fleetio_list_vehicles', { filters });
    assert.deepEqual(
      found.records.map((record) => record.id),
      [id],
    );
    const [text] = await call('fleetio_get_record', { resource: 'vehicles', id: String(id) });
    const { record } = JSON.parse(text!) as { readonly record: Readonly<Record<string, unknown>> };
    assert.equal(record['id'], id);
    assert.ok(Object.keys(record).length > Object.keys(records[1]!).length);
  });

  it('list the entries of one vehicle', async () => {
    await useKey();
    const { records } = await page('fleetio_list_vehicles', {});
    const vehicleId = records[0]!.id;
    const entries = await page('fleetio_list_entries', {
      resource: 'meter_entries',
      vehicleId: String(vehicleId),
      perPage: 10,
    });
    assert.equal(entries.shown, 10);
    assert.ok(Number(entries.remaining) > 0);
    assert.equal(
      bench().sandbox.requests.at(-1)!.path.includes(`/vehicles/${vehicleId}/meter_entries`),
      true,
    );
  });

  it('generate code, also without a key', async () => {
    const [facts, code] = await call('fleetio_generate_snippet', {
      target: 'python-requests',
      resource: 'fuel_entries',
      vehicleId: '7',
      shape: 'function',
    });
    assert.match(facts!, /"request":"Fuel Entries of vehicle 7","environment":\["FLEETIO_API_KEY"/);
    assert.match(code!, /^import .*def list_fuel_entries\(/s);
  });

  it('scan for leaks, and give no more than the redacted form', async () => {
    const leaked = createHash('sha1').update('example-tool-leak').digest('hex');
    const folder = vscode.workspace.workspaceFolders![0]!.uri.fsPath;
    const file = path.join(folder, 'toolLeak.js');
    await writeFile(file, `// Fleetio\nconst headers = { Authorization: 'Token ${leaked}' };\n`);
    try {
      const [text] = await call('fleetio_scan_for_leaks', {});
      const { leaks } = JSON.parse(text!) as LeakFacts;
      const leak = leaks.find((candidate) => candidate.path === 'toolLeak.js')!;
      assert.deepEqual(
        { line: leak.line, rule: leak.rule, exposure: leak.exposure, redacted: leak.redacted },
        {
          line: 2,
          rule: 'fleetio-api-key',
          exposure: 'untracked',
          redacted: `${leaked.slice(0, 4)}…${leaked.slice(-4)}`,
        },
      );
      assert.ok(!text!.includes(leaked));
    } finally {
      await rm(file);
      await call('fleetio_scan_for_leaks', {});
    }
  });

  it('tell the person what is sent where, for which account and with which key, before they run', async () => {
    await useKey();
    const { sandbox, access } = bench();
    const asked = sandbox.requests.length;
    const vehicles = toolOf(listVehicles(access.keys.client));
    const input = { filters: [{ field: 'name', operator: 'like', value: 'van' }] };
    const { confirmationMessages, invocationMessage } = await vehicles.prepareInvocation({ input });
    const { name } = sandbox.accounts[0]!;
    assert.equal(invocationMessage, `Reading vehicles of ${name}`);
    assert.equal(confirmationMessages?.title, `Read vehicles of ${name}?`);
    const message = shownText(confirmationMessages.message);
    assert.match(message, /^Sends GET http:.*\/api\/vehicles\?filter%5Bname%5D%5Blike%5D=van/);
    assert.ok(message.includes(`with the API key "Sync" for the account ${name}.`), message);
    const leaks = toolOf(scanForLeaks(access.leaks));
    const scan = await leaks.prepareInvocation({ input: { scope: 'history' } });
    assert.equal(scan.confirmationMessages?.title, 'Scan the git history for leaked Fleetio keys?');
    const read = shownText(scan.confirmationMessages.message);
    assert.ok(read.includes(vscode.workspace.workspaceFolders![0]!.uri.fsPath), read);
    const snippet = toolOf(generateSnippet(access.keys.client, new SnippetWriter(noMemory)));
    const code = await snippet.prepareInvocation({
      input: { target: 'curl', resource: 'vehicles', id: '7' },
    });
    assert.equal(code.confirmationMessages?.title, 'Generate curl for Vehicle 7?');
    assert.equal(sandbox.requests.length, asked, 'nothing is sent before the yes');
  });

  it('say without a key what the user can do', async () => {
    await assert.rejects(
      call('fleetio_list_vehicles', {}),
      /No Fleetio API key is stored\. Ask the user to run "Fleetio: Add API Key"/,
    );
  });

  it("say when the key's user may not see something", async () => {
    await useKey('Vehicles only');
    assert.equal((await page('fleetio_list_vehicles', {})).shown, 3);
    await assert.rejects(
      call('fleetio_list_entries', { resource: 'fuel_entries' }),
      /Ask an administrator of the Fleetio account for the permission/,
    );
  });

  it('name what is possible where a model guessed, and send nothing', async () => {
    await useKey();
    const asked = bench().sandbox.requests.length;
    await assert.rejects(
      call('fleetio_list_entries', { resource: 'starships' }),
      /"resource" is "starships"; possible: .*fuel_entries/,
    );
    await assert.rejects(
      call('fleetio_list_vehicles', { filters: [{ field: 'colour', operator: 'eq', value: 'red' }] }),
      /cannot be filtered by "colour"; possible: name, vin/,
    );
    await assert.rejects(call('fleetio_list_vehicles', { perPage: 1000 }), /A page holds 2 to 100 records/);
    await assert.rejects(
      call('fleetio_get_record', { resource: 'vehicles' }),
      /The id of the vehicle is missing/,
    );
    await assert.rejects(
      call('fleetio_generate_snippet', { resource: 'vehicles', target: 'cobol' }),
      /"target" is "cobol"; possible: javascript-fetch/,
    );
    // Views that follow the key in use may ask meanwhile for what they show.
    const sent = bench().sandbox.requests.slice(asked);
    assert.deepEqual(
      sent.filter(({ path, query }) => /starships|colour|1000|undefined|cobol/.test(`${path}?${query}`)),
      [],
    );
  });

  it('end their request when they are cancelled', async () => {
    await useKey();
    const { sandbox } = bench();
    const asked = sandbox.requests.length;
    sandbox.faults.add({ kind: 'hang', path: 'issues', times: 1 });
    const source = new vscode.CancellationTokenSource();
    const answer = invoke('fleetio_list_entries', { resource: 'issues' }, source.token);
    await eventually('the request', () => sandbox.requests.length > asked || undefined);
    source.cancel();
    await assert.rejects(answer, /cancel/i);
  });

  it('never hold the key or the account token, whatever is asked and whatever a record says', async () => {
    await useKey();
    const { apiKey } = bench().sandbox.keys[0]!;
    const { accountToken } = bench().sandbox.accounts[0]!;
    const otherKey = createHash('sha1').update('example-other').digest('hex');
    const folder = vscode.workspace.workspaceFolders![0]!.uri.fsPath;
    const file = path.join(folder, 'ownKey.env');
    await writeFile(file, `FLEETIO_API_KEY=${apiKey}\nFLEETIO_ACCOUNT_TOKEN=${accountToken}\n`);
    const { records } = await page('fleetio_list_vehicles', {});
    const { id, vin } = records[0]!;
    assert.ok(vin, 'a text that the model gets while it is no secret');
    // Nothing in the sandbox's records holds a secret, so a text of one is made the secret of another key.
    const { ring } = bench().access;
    const inUse = (await ring.active())!;
    await ring.add({ ...inUse, apiKey: otherKey, accountToken: vin, label: 'Other' });
    await ring.use(inUse.id);
    const inputs: readonly (readonly [string, object])[] = [
      ['fleetio_list_vehicles', {}],
      ['fleetio_list_vehicles', { filters: [{ field: 'name', operator: 'eq', value: apiKey }] }],
      ['fleetio_get_record', { resource: 'vehicles', id }],
      ['fleetio_get_record', { resource: 'vehicles', id: accountToken }],
      ['fleetio_get_record', { resource: 'users' }],
      ['fleetio_list_entries', { resource: 'meter_entries', vehicleId: id, perPage: 100 }],
      ['fleetio_list_entries', { resource: 'accounts' }],
      ['fleetio_generate_snippet', { target: 'curl', resource: 'vehicles' }],
      ['fleetio_generate_snippet', { target: 'curl', resource: 'vehicles', id: `x:${apiKey}` }],
      ['fleetio_scan_for_leaks', {}],
    ];
    try {
      for (const [name, input] of inputs) {
        const text = await everythingSaid(name, input);
        const held: string[] = [apiKey, accountToken, otherKey, vin].filter((secret) =>
          text.includes(secret),
        );
        assert.deepEqual(held, [], `${name} ${JSON.stringify(input)}`);
      }
    } finally {
      await rm(file);
      await call('fleetio_scan_for_leaks', {});
    }
  });

  function toolOf(definition: ToolDefinition): ReadOnlyTool {
    return new ReadOnlyTool(
      definition,
      () => Promise.resolve(new SecretGuard([])),
      (error) => {
        throw error;
      },
    );
  }

  /** Markdown without its escapes. */
  function shownText(message: string | vscode.MarkdownString): string {
    return (typeof message === 'string' ? message : message.value).replace(/\\(.)/g, '$1');
  }

  async function useKey(label?: string): Promise<void> {
    const { keys, accounts } = bench().sandbox;
    const { apiKey, apiVersion } = keys.find((key) => key.label === label) ?? keys[0]!;
    const { accountToken } = accounts[0]!;
    const answers = { label: 'Sync', apiKey, apiVersion, accountToken };
    assert.equal(await vscode.commands.executeCommand('fleetio.addApiKey', answers), true);
  }

  /** Calls a tool as other extensions do outside of a chat; the test host says yes to the confirmation. */
  async function invoke(
    name: string,
    input: object,
    token?: vscode.CancellationToken,
  ): Promise<vscode.LanguageModelToolResult> {
    return vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined }, token);
  }

  /** The texts that a model gets. */
  async function call(name: string, input: object): Promise<string[]> {
    const { content } = await invoke(name, input);
    return content.map((part) => {
      assert.ok(part instanceof vscode.LanguageModelTextPart);
      return part.value;
    });
  }

  /** The texts that a model gets, or the error. */
  async function everythingSaid(name: string, input: object): Promise<string> {
    try {
      return (await call(name, input)).join('\n');
    } catch (error) {
      return String(error);
    }
  }

  async function page(name: string, input: object): Promise<PageFacts> {
    const [text] = await call(name, input);
    return JSON.parse(text!) as PageFacts;
  }
});
