import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { FleetioClient } from '../../../src/fleetio/client';
import { FleetioError } from '../../../src/fleetio/errors';
import { createServices, type ClientServices } from '../../../src/fleetio/services';
import { daysSince, isDue } from '../../../src/keys/age';
import { checkKey, isAccepted, type CheckedParts } from '../../../src/keys/checkKey';
import { startSandbox, type Sandbox } from '../../../src/sandbox/server';

const at = '2026-01-02T03:04:05.000Z';

describe('checkKey', () => {
  let sandbox: Sandbox;
  let services: ClientServices;

  before(async () => {
    sandbox = await startSandbox({ rateLimit: 'off', vehicles: 3 });
    services = createServices();
  });
  after(async () => {
    await services.close();
    await sandbox.close();
  });

  const clientOf = (label: string, accountToken: string): FleetioClient => {
    const { apiKey, apiVersion } = sandbox.keys.find((key) => key.label === label)!;
    return new FleetioClient({ apiUrl: sandbox.url, apiKey, apiVersion, accountToken }, services);
  };
  const check = (label: string, account = 0): Promise<CheckedParts> => {
    const { accountToken } = sandbox.accounts[account]!;
    return checkKey({ accountToken, accounts: [] }, clientOf(label, accountToken), {
      now: () => new Date(at),
    });
  };

  it('tells the user, the accounts and what may be done there', async () => {
    const { check: answer, accounts = [] } = await check('Two accounts');
    assert.deepEqual(answer, { state: 'good', at, user: 'Inés Prado' });
    assert.deepEqual(
      accounts.map(({ name }) => name),
      ['Riverside Rentals', 'Riverside Logistics'],
    );
    const one = await check('Vehicles only');
    assert.deepEqual(one.accounts?.[0]?.permissions, ['read_vehicles']);
  });

  it('tells a revoked key, a plan without API and an account that is no longer seen apart', async () => {
    assert.deepEqual(await check('Revoked'), { check: { state: 'refused', at } });
    assert.deepEqual(await check('No API plan'), { check: { state: 'noApiPlan', at } });
    const lost = await check('Owner', 1);
    assert.deepEqual(lost.check, { state: 'accountLost', at });
    const { accountToken } = sandbox.accounts[1]!;
    assert.equal(lost.accounts?.[1]?.token, accountToken);
    assert.ok(!lost.accounts[1].name.includes(accountToken), 'a name may be shown');
  });

  it('says nothing of the key when Fleetio cannot be asked', async () => {
    const apiKey = createHash('sha1').update('example-1').digest('hex');
    const nowhere = { apiUrl: 'http://127.0.0.1:1/api', apiKey, apiVersion: '2025-05-05' } as const;
    const client = new FleetioClient(nowhere, services);
    const isOffline = (error: unknown): boolean => error instanceof FleetioError && error.kind === 'offline';
    await assert.rejects(
      checkKey({ accountToken: 'abc123', accounts: [] }, client, { now: () => new Date(at) }),
      isOffline,
    );
    await assert.rejects(isAccepted(client), isOffline);
  });

  it('knows a dead key from one that is accepted', async () => {
    const { accountToken } = sandbox.accounts[0]!;
    assert.equal(await isAccepted(clientOf('Revoked', accountToken)), false);
    assert.equal(await isAccepted(clientOf('Owner', accountToken)), true);
    assert.equal(await isAccepted(clientOf('No API plan', accountToken)), true);
  });
});

describe('the age of a key', () => {
  const now = new Date('2026-04-02T03:04:04Z');

  it('counts whole days', () => {
    assert.equal(daysSince(at, now), 89);
    assert.equal(daysSince('2026-04-03T00:00:00Z', now), 0);
  });

  it('is reminded of from that many days on, and never with 0', () => {
    assert.equal(isDue(at, now, 90), false);
    assert.equal(isDue(at, new Date('2026-04-02T03:04:05Z'), 90), true);
    assert.equal(isDue(at, now, 0), false);
  });
});
