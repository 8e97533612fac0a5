import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { TestAccess } from '../../src/extension';
import type { StoredKey } from '../../src/keys/storedKey';
import type { Sandbox } from '../../src/sandbox/server';
import type { Row } from '../../src/vscode/keys/keyRows';
import { activated, eventually, forgetAllKeys, sandboxInUse } from './extension';

describe('the commands about keys', () => {
  let access: TestAccess;
  let sandbox: Sandbox;

  before(async () => {
    access = await activated();
    sandbox = await sandboxInUse({ vehicles: 3 });
  });
  beforeEach(() => forgetAllKeys(access));
  after(async () => {
    await forgetAllKeys(access);
    await sandbox.close();
  });

  /** Stores a key of the sandbox without asking it, whatever it thinks of the key. */
  const store = (label: string, account = 0): Promise<StoredKey> => {
    const { apiKey, apiVersion } = sandbox.keys.find((key) => key.label === label)!;
    const { name, accountToken } = sandbox.accounts[account]!;
    return access.ring.add({
      label,
      apiKey,
      apiVersion,
      apiUrl: sandbox.url,
      accounts: [{ token: accountToken, name }],
      accountToken,
    });
  };
  const run = (command: string, { id }: StoredKey): Thenable<unknown> =>
    vscode.commands.executeCommand(command, { keyId: id });
  const rows = async (): Promise<vscode.TreeItem[]> =>
    (await access.keys.tree.getChildren()).map((row: Row) => access.keys.tree.getTreeItem(row));

  it('verify a key, and keep the answer with it', async () => {
    for (const [label, state, account] of [
      ['Owner', 'good', 0],
      ['Revoked', 'refused', 0],
      ['No API plan', 'noApiPlan', 0],
      ['Owner', 'accountLost', 1],
    ] as const) {
      const key = await store(label, account);
      await run('fleetio.verifyApiKey', key);
      assert.equal((await access.ring.key(key.id))?.check?.state, state, label);
    }
  });

  it('say in the row what is known: problems first, with words for the icon', async () => {
    await run('fleetio.verifyApiKey', await store('Owner'));
    await run('fleetio.verifyApiKey', await store('Revoked'));
    await store('One yard');
    const [oneYard, owner, revoked] = await rows();
    assert.equal(owner?.description, 'Riverside Logistics · 2025-05-05 · good · added today');
    assert.equal(revoked?.description, 'refused · Riverside Logistics · 2025-05-05 · added today');
    assert.equal(
      oneYard?.description,
      'in use · Riverside Logistics · 2025-05-05 · not checked · added today',
    );
    assert.equal(
      revoked.accessibilityInformation?.label,
      'API key Revoked: refused, Riverside Logistics, 2025-05-05, added today',
    );
    assert.match((owner.tooltip as vscode.MarkdownString).value, /Sam&nbsp;Rivera/);
    const secrets = sandbox.keys.map(({ apiKey }) => apiKey).concat(sandbox.accounts[0]!.accountToken);
    for (const secret of secrets) {
      assert.ok(!JSON.stringify([oneYard, owner, revoked]).includes(secret));
    }
  });

  it('remind of an old key only when they are asked to', async () => {
    const key = await store('Owner');
    const configuration = vscode.workspace.getConfiguration('fleetio');
    await access.ring.edit(key.id, { addedAt: new Date(Date.now() - 91 * 86_400_000).toISOString() });
    const description = async (): Promise<string> => String((await rows())[0]?.description);
    assert.match(await description(), /^in use · .* · added 91 days ago$/);
    await configuration.update('keyReminderDays', 90, vscode.ConfigurationTarget.Global);
    assert.match(await description(), /^time to rotate · /);
    await configuration.update('keyReminderDays', undefined, vscode.ConfigurationTarget.Global);
  });

  it('report an entry that cannot be read, and keep it', async () => {
    await store('Owner');
    await access.store.write('fleetio.key.damaged', '{"id":');
    await access.ring.follow();
    const damaged = await eventually('the row', async () =>
      (await rows()).find(({ contextValue }) => contextValue === 'fleetio.damagedKeys'),
    );
    assert.match(damaged.label as string, /^Unreadable keys: 1$/);
    assert.equal((await rows()).length, 2);
    assert.equal(await access.store.read('fleetio.key.damaged'), '{"id":');
    await access.ring.removeDamaged();
    assert.equal(await access.store.read('fleetio.key.damaged'), undefined);
  });

  it('notice in any request that Fleetio has begun to refuse the key', async () => {
    const { id } = await store('Revoked');
    const active = await access.keys.client.get();
    await assert.rejects(active!.client.page({ resource: 'vehicles' }), { kind: 'unauthorized' });
    const check = await eventually('the check', async () => (await access.ring.key(id))?.check);
    assert.equal(check.state, 'refused');
  });

  it('give the folder a key of its own, which counts there until it is taken back', async () => {
    const own = await store('Vehicles only');
    const elsewhere = await store('Owner');
    const active = async (): Promise<string | undefined> => (await access.keys.active.get())?.label;
    assert.equal(await active(), 'Owner');
    await run('fleetio.useApiKeyInFolder', own);
    assert.equal(await active(), 'Vehicles only');
    assert.equal((await access.ring.active())?.label, 'Owner');
    assert.match(String((await rows())[1]?.description), /^in use for this folder · /);

    await run('fleetio.useApiKey', elsewhere);
    assert.equal(await active(), 'Owner', 'a folder with a key of its own gets another one');
    await run('fleetio.useApiKey', own);
    await vscode.commands.executeCommand('fleetio.useSameApiKeyAsElsewhere');
    assert.equal(await active(), 'Owner');

    await run('fleetio.useApiKeyInFolder', own);
    await access.ring.remove(own.id);
    assert.equal(await active(), 'Owner', 'a key that is gone counts nowhere');
    await access.keys.active.forget(own.id);
  });

  it('keep what is loaded when a label or a check changes, and load anew for another account', async () => {
    const key = await store('Two accounts');
    const before = await access.keys.client.get();
    await access.ring.edit(key.id, { label: 'Renamed' });
    await run('fleetio.verifyApiKey', key);
    const after = await access.keys.client.get();
    assert.equal(after?.client, before?.client);
    assert.equal(after?.key.label, 'Renamed');
    await access.ring.edit(key.id, { accountToken: sandbox.accounts[1]!.accountToken });
    assert.notEqual((await access.keys.client.get())?.client, before?.client);
  });

  it('give the key to new terminals, and take it back', async () => {
    const { apiKey, accountToken, apiVersion } = await store('Owner');
    assert.equal(await variablesInTerminal(), '||');
    await vscode.commands.executeCommand('fleetio.giveApiKeyToTerminals');
    assert.equal(await variablesInTerminal(), `${apiKey}|${accountToken}|${apiVersion}`);
    await vscode.commands.executeCommand('fleetio.takeApiKeyFromTerminals');
    assert.equal(await variablesInTerminal(), '||');
  });

  it('take the key from terminals with the last key, and give them the one that takes its place', async () => {
    const key = await store('Owner');
    await vscode.commands.executeCommand('fleetio.giveApiKeyToTerminals');
    const other = createHash('sha1').update('example-1').digest('hex');
    await access.ring.edit(key.id, { apiKey: other });
    assert.match(await variablesInTerminal(), new RegExp(`^${other}\\|`));
    await access.ring.remove(key.id);
    assert.equal(await variablesInTerminal(), '||');
  });

  /** What a new terminal of the workspace says of the three variables. */
  async function variablesInTerminal(): Promise<string> {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'fleetio-terminal-'));
    const file = path.join(folder, 'variables');
    const terminal = vscode.window.createTerminal({ shellPath: '/bin/sh' });
    terminal.sendText(
      `printf '%s|%s|%s' "$FLEETIO_API_KEY" "$FLEETIO_ACCOUNT_TOKEN" "$FLEETIO_API_VERSION" > '${file}.part' && mv '${file}.part' '${file}'`,
    );
    const text = await eventually('the terminal', () =>
      existsSync(file) ? readFileSync(file, 'utf8') : undefined,
    );
    terminal.dispose();
    await rm(folder, { recursive: true });
    return text;
  }
});
