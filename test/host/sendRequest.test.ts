import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { TestAccess } from '../../src/extension';
import type { Sandbox } from '../../src/sandbox/server';
import { activated, eventually, firstVehicle, forgetAllKeys, sandboxInUse } from './extension';
import { shownMessages } from './messages';

/** What a lens or a menu calls. */
type Sending = Pick<vscode.Command, 'command' | 'arguments'>;

const WAITING = 'Waiting for the answer';

describe('fleetio.sendRequest', () => {
  let access: TestAccess;
  let sandbox: Sandbox;

  before(async () => {
    access = await activated();
    sandbox = await sandboxInUse({ vehicles: 3, entries: 10 });
    await forgetAllKeys(access);
    const { apiKey, apiVersion } = sandbox.keys[0]!;
    await vscode.commands.executeCommand('fleetio.addApiKey', { label: 'Sync', apiVersion, apiKey });
  });
  after(async () => {
    await forgetAllKeys(access);
    await sandbox.close();
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('is offered above generated code, and shows the answer without secrets', async () => {
    await vscode.commands.executeCommand('fleetio.generateSnippet', {
      request: `${sandbox.url}/vehicles`,
      target: 'javascript-fetch',
    });
    const { document } = vscode.window.activeTextEditor!;
    const [lens, ...others] = await lensesOf(document);
    assert.deepEqual(others, []);
    const text = await answerTo(lens!.command!);
    assert.match(text, /^\/\/ GET http:.*\/vehicles\?per_page=100\n/);
    assert.match(text, /\n\/\/ 200 in \d+ ms\n/);
    assert.match(text, /\n\/\/ content-type: application\/json/);
    assert.match(text, /\n {2}"records": \[\n/);
    const { apiKey } = sandbox.keys[0]!;
    assert.ok(!text.includes(apiKey) && !text.includes(sandbox.accounts[0]!.accountToken));
  });

  it('sends the request for the record that a document shows', async () => {
    const vehicle = await firstVehicle(access);
    await vscode.commands.executeCommand('fleetio.openRecord', vehicle);
    const { uri } = vscode.window.activeTextEditor!.document;
    const text = await answerTo({ command: 'fleetio.sendRequest', arguments: [uri] });
    assert.match(text, new RegExp(`^// GET .*/vehicles/${vehicle.record.id}\\n`));
    assert.match(text, /\n\/\/ 200 in/);
  });

  it('is offered above the requests of an HTTP file to the Fleetio API, and above none to another host', async () => {
    const document = await open(
      'plaintext',
      '### One\nGET https://secure.fleetio.com/api/starships\n\n### Two\nGET https://example.test/api/vehicles\n',
    );
    const lenses = await lensesOf(document);
    assert.deepEqual(
      lenses.map(({ range }) => range.start.line),
      [1],
    );
    assert.match(await answerTo(lenses[0]!.command!), /\n\/\/ 404 in \d+ ms\n/);
  });

  it('says in the answer why there is none', async () => {
    sandbox.faults.add({ kind: 'reset', times: 2 });
    const document = await open('javascript', '// GET https://secure.fleetio.com/api/vehicles\n');
    const [lens] = await lensesOf(document);
    assert.match(await answerTo(lens!.command!), /\/\/ Fleetio cannot be reached\. Check the network/);
  });

  describe('with a request that changes something', () => {
    let lens: vscode.CodeLens;
    let body: string;

    before(async () => {
      const { record } = await firstVehicle(access);
      body = JSON.stringify({ vehicle_id: record.id, value: 9_999_999, date: '2100-01-01' });
      const document = await open(
        'plaintext',
        `### Write\nPOST https://secure.fleetio.com/api/meter_entries\n\n${body}\n`,
      );
      [lens] = (await lensesOf(document)) as [vscode.CodeLens];
    });

    it('says before the click that it asks first', () => {
      assert.equal(lens.command?.title, '$(play) Send Request (asks first)');
    });

    it('names what it will change, and sends nothing without a yes', async () => {
      const { name } = sandbox.accounts[0]!;
      const sent = sandbox.requests.length;
      const [question, ...others] = await shownMessages(undefined, () => send(lens.command!));
      assert.deepEqual(others, []);
      assert.equal(question?.text, `Create a meter entry in ${name}?`);
      assert.equal(question.isModal, true);
      assert.equal(question.detail, `The key "Sync" will send:\nPOST /meter_entries\n\n${body}`);
      assert.deepEqual(question.buttons, ['Send']);
      assert.equal(sandbox.requests.length, sent);
    });

    it('sends it once after a yes', async () => {
      const sent = sandbox.requests.length;
      let answer = '';
      await shownMessages('Send', async () => {
        answer = await answerTo(lens.command!);
      });
      assert.match(answer, /^\/\/ POST http:.*\/meter_entries\n/);
      assert.match(answer, /\n\/\/ 201 in \d+ ms\n/);
      const changes = sandbox.requests.slice(sent).filter(({ method }) => method !== 'GET');
      assert.deepEqual(
        changes.map(({ method, path, status }) => `${method} ${path} ${status}`),
        ['POST /api/meter_entries 201'],
      );
    });

    for (const [request, question] of [
      ['PATCH /vehicles/7', 'Change vehicle 7'],
      ['DELETE /vehicles/7/meter_entries/8', 'Delete meter entry 8'],
      ['POST /starships', 'Do POST /starships'],
    ] as const) {
      it(`names what it will change: ${request}`, async () => {
        const [method, path] = request.split(' ');
        const [shown] = await shownMessages(undefined, () =>
          vscode.commands.executeCommand('fleetio.sendRequest', { method, path, params: [] }),
        );
        assert.equal(shown?.text, `${question} in ${sandbox.accounts[0]!.name}?`);
      });
    }
  });

  // The last one: after a refusal the account's requests wait for the next minute.
  describe('at the rate limit', () => {
    it('says when the request goes on, and gives it up when its document is closed', async () => {
      sandbox.faults.add({ kind: 'rateLimit', path: '/vehicles', times: 1 });
      const sent = sandbox.requests.length;
      const request = { method: 'GET', path: '/vehicles', params: [] };
      const done = vscode.commands.executeCommand('fleetio.sendRequest', request);
      const words = /\n\/\/ Fleetio takes requests of this account again at \d{1,2}:\d{2}:\d{2}.*\.$/;
      const tab = await eventually('the words', () => {
        const waiting = vscode.workspace.textDocuments.find((document) => words.test(document.getText()));
        return waiting && tabOf(waiting);
      });
      await vscode.window.tabGroups.close(tab);
      await done;
      assert.deepEqual(
        sandbox.requests.slice(sent).map(({ status }) => status),
        [429],
      );
    });
  });

  function tabOf({ uri }: vscode.TextDocument): vscode.Tab | undefined {
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    return tabs.find(
      ({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString(),
    );
  }

  async function open(language: string, content: string): Promise<vscode.TextDocument> {
    const document = await vscode.workspace.openTextDocument({ language, content });
    await vscode.window.showTextDocument(document);
    return document;
  }

  async function lensesOf({ uri }: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      uri,
      9,
    );
    return lenses.filter(({ command }) => command?.command === 'fleetio.sendRequest');
  }

  /** Does what a lens or a menu does; what its answer's document says in the end. */
  async function answerTo(command: Sending): Promise<string> {
    const before = new Set(vscode.workspace.textDocuments);
    await send(command);
    const document = vscode.workspace.textDocuments.find(
      (other) => other.uri.scheme === 'fleetio-answer' && !before.has(other),
    )!;
    return eventually('the answer', () => {
      const text = document.getText();
      return text.includes(WAITING) ? undefined : text;
    });
  }

  async function send({ command, arguments: args = [] }: Sending): Promise<void> {
    await vscode.commands.executeCommand(command, ...(args as unknown[]));
  }
});
