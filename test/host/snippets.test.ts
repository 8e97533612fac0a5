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
import { activated, forgetAllKeys, sandboxInUse, firstVehicle } from './extension';

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

  it('never holds the key or the account token', async () => {
    const { apiKey } = sandbox.keys[0]!;
    const { accountToken } = sandbox.accounts[0]!;
    const code = await snippetFor(await meterSection());
    assert.ok(!code.includes(apiKey) && !code.includes(accountToken));
  });

  async function meterSection(): Promise<Node> {
    const sections = await access.vehicles.getChildren(await firstVehicle(access));
    return sections.find((node) => node.kind === 'section' && node.query.resource === 'meter_entries')!;
  }

  async function snippetFor(node: Node): Promise<string> {
    await vscode.commands.executeCommand('fleetio.generateSnippet', node);
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
