import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import type { TestAccess } from '../../src/extension';
import type { Sandbox } from '../../src/sandbox/server';
import { activated, forgetAllKeys, sandboxInUse } from './extension';

describe('fleetio.addApiKey, called with answers', () => {
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

  it('checks the key and keeps it in SecretStorage', async () => {
    const [{ apiKey, apiVersion } = assert.fail(), account] = [sandbox.keys[0], sandbox.accounts[0]!];
    const answers = {
      label: 'Sync',
      apiVersion,
      apiKey: `Token ${apiKey}`,
      accountToken: account.accountToken,
    };
    assert.equal(await vscode.commands.executeCommand('fleetio.addApiKey', answers), true);
    const stored = await access.ring.active();
    assert.deepEqual(
      { label: stored?.label, apiKey: stored?.apiKey, apiUrl: stored?.apiUrl, account: stored?.accountToken },
      { label: 'Sync', apiKey, apiUrl: sandbox.url, account: account.accountToken },
    );
    assert.deepEqual(
      sandbox.requests.slice(-2).map(({ path }) => path.replace(/^.*\/api/, '')),
      ['/accounts', '/users/me'],
    );
  });

  it('finds the account of a key that sees only one', async () => {
    const { apiKey, apiVersion } = sandbox.keys[0]!;
    await vscode.commands.executeCommand('fleetio.addApiKey', { label: 'Sync', apiVersion, apiKey });
    assert.equal((await access.ring.active())?.accountToken, sandbox.accounts[0]!.accountToken);
  });

  it('stores nothing when Fleetio refuses the key', async () => {
    const apiKey = createHash('sha1').update('example-1').digest('hex');
    const answers = { label: 'Sync', apiKey, accountToken: '' };
    assert.equal(await vscode.commands.executeCommand('fleetio.addApiKey', answers), undefined);
    assert.deepEqual(await access.ring.keys(), []);
  });

  it('stores nothing for an account that the key does not see', async () => {
    const { apiKey } = sandbox.keys[0]!;
    const answers = { label: 'Sync', apiKey, accountToken: 'zzz999' };
    assert.equal(await vscode.commands.executeCommand('fleetio.addApiKey', answers), undefined);
    assert.deepEqual(await access.ring.keys(), []);
  });
});
