import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import { useKeysBench } from './extension';

describe('fleetio.addApiKey, called with answers', () => {
  const bench = useKeysBench();

  it('checks the key and keeps it in SecretStorage', async () => {
    const [{ apiKey, apiVersion } = assert.fail(), account] = [
      bench().sandbox.keys[0],
      bench().sandbox.accounts[0]!,
    ];
    const answers = {
      label: 'Sync',
      apiVersion,
      apiKey: `Token ${apiKey}`,
      accountToken: account.accountToken,
    };
    assert.equal(await vscode.commands.executeCommand('fleetio.addApiKey', answers), true);
    const stored = await bench().access.ring.active();
    assert.deepEqual(
      { label: stored?.label, apiKey: stored?.apiKey, apiUrl: stored?.apiUrl, account: stored?.accountToken },
      { label: 'Sync', apiKey, apiUrl: bench().sandbox.url, account: account.accountToken },
    );
    assert.deepEqual(
      bench()
        .sandbox.requests.slice(-2)
        .map(({ path }) => path.replace(/^.*\/api/, '')),
      ['/accounts', '/users/me'],
    );
  });

  it('finds the account of a key that sees only one', async () => {
    const { apiKey, apiVersion } = bench().sandbox.keys[0]!;
    await vscode.commands.executeCommand('fleetio.addApiKey', { label: 'Sync', apiVersion, apiKey });
    assert.equal(
      (await bench().access.ring.active())?.accountToken,
      bench().sandbox.accounts[0]!.accountToken,
    );
  });

  it('stores nothing when Fleetio refuses the key', async () => {
    const apiKey = createHash('sha1').update('example-1').digest('hex');
    const answers = { label: 'Sync', apiKey, accountToken: '' };
    assert.equal(await vscode.commands.executeCommand('fleetio.addApiKey', answers), undefined);
    assert.deepEqual(await bench().access.ring.keys(), []);
  });

  it('stores nothing for an account that the key does not see', async () => {
    const { apiKey } = bench().sandbox.keys[0]!;
    const answers = { label: 'Sync', apiKey, accountToken: 'zzz999' };
    assert.equal(await vscode.commands.executeCommand('fleetio.addApiKey', answers), undefined);
    assert.deepEqual(await bench().access.ring.keys(), []);
  });
});
