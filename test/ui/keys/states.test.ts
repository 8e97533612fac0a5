import assert from 'node:assert/strict';
import type { StoredKey } from '../../../src/keys/storedKey';
import { readSecretKey } from '../../vscode/secretKey';
import { SecretEntries } from '../secretEntries';
import { useSession } from '../session';

const NOWHERE = 'http://127.0.0.1:1/api';
const REMINDER_DAYS = 90;

/** What the view *Vehicles* says for each key that keeps the fleet away. */
const PROBLEMS = [
  ['Revoked', 'Fleetio refuses the API key in use', 'refused'],
  ['No API plan', 'The plan of this account has no API access', 'no API plan'],
  ['Not permitted', 'The user of the API key in use may not see vehicles', 'in use'],
  ['Offline', 'Fleetio cannot be reached', 'in use'],
] as const;

/** Each state of a key and of the store, with its words and a next step, in both themes. */
describe('States of keys', () => {
  const session = useSession({
    sandbox: { rateLimit: 'off', vehicles: 5 },
    settings: {
      'workbench.colorTheme': 'Default Dark Modern',
      'fleetio.keyReminderDays': REMINDER_DAYS,
    },
  });
  const secrets = async (): Promise<SecretEntries> => {
    const { workbench, demo } = session();
    return new SecretEntries(workbench.page, await readSecretKey(demo.dataFolder));
  };
  const inEachTheme = async (see: (theme: string) => Promise<void>): Promise<void> => {
    for (const theme of ['Dark Modern', 'Light Modern']) {
      await session().workbench.useTheme(theme);
      await see(theme);
    }
  };

  before(async () => {
    const { workbench, demo } = session();
    // So high that all rows are in sight.
    await workbench.page.setViewportSize({ width: 1280, height: 1500 });
    await workbench.showViews('Fleetio');
    await workbench.row('Owner').waitFor();
    const store = await secrets();
    const [owner] = Object.entries(await store.read())
      .filter(([name]) => name.startsWith('fleetio.key.'))
      .map(([, entry]) => JSON.parse(entry) as StoredKey);
    assert.ok(owner);
    const { check, ...unchecked } = owner;
    const key = (label: string, parts: Partial<StoredKey> = {}): [string, string] => {
      const id = label.toLowerCase().replaceAll(' ', '-');
      return [`fleetio.key.${id}`, JSON.stringify({ ...unchecked, id, label, ...parts })];
    };
    const apiKeyOf = (label: string): string => demo.sandbox.keys.find((one) => one.label === label)!.apiKey;
    const other = demo.sandbox.accounts[1]!;
    await store.write(
      Object.fromEntries([
        key('Revoked', { apiKey: apiKeyOf('Revoked') }),
        key('No API plan', { apiKey: apiKeyOf('No API plan') }),
        key('Other account', {
          accountToken: other.accountToken,
          accounts: [{ token: other.accountToken, name: other.name }],
        }),
        key('Not permitted', { apiKey: apiKeyOf('One yard') }),
        key('Offline', { apiUrl: NOWHERE }),
        key('Two years old', { ...(check && { check }), addedAt: '2024-11-01T08:00:00Z' }),
        key('Rotated', {
          ...(check && { check }),
          retired: [{ apiKey: apiKeyOf('Two accounts'), retiredAt: owner.addedAt }],
        }),
        ['fleetio.key.damaged', '{"id":"damaged","label":'],
      ]),
    );
    await workbench.reload();
    await workbench.showViews('Fleetio');
    await workbench.row('Revoked').waitFor();
  });

  it('has words and a next step where a key keeps the whole fleet away', async () => {
    const { workbench, demo } = session();
    const welcome = workbench.page.locator('.welcome-view:visible');
    await inEachTheme(async (theme) => {
      for (const [label, words, row] of PROBLEMS) {
        if (label === 'Not permitted') {
          // No key of the sandbox lacks the permission for vehicles, so its answer is ordered.
          demo.sandbox.faults.add({ kind: 'serverError', status: 403, path: '/vehicles' });
        }
        await workbench.pressRowButton(label, 'Use API Key');
        await welcome.filter({ hasText: words }).waitFor();
        await welcome.locator('.monaco-button').first().waitFor();
        await workbench.row(label).filter({ hasText: row }).waitFor();
        await workbench.page.mouse.move(700, 400);
        await workbench.page.locator('.monaco-hover:visible').waitFor({ state: 'hidden' });
        await workbench.screenshot(`key state ${label} ${theme}`);
        demo.sandbox.faults.clear();
      }
    });
  });

  it('goes on with Retry once the reason is gone', async () => {
    const { workbench, demo } = session();
    demo.sandbox.faults.add({ kind: 'serverError', status: 403, path: '/vehicles' });
    await workbench.pressRowButton('Not permitted', 'Use API Key');
    await workbench.page.mouse.move(700, 400);
    const welcome = workbench.page.locator('.welcome-view:visible', { hasText: 'may not see vehicles' });
    await welcome.waitFor();
    demo.sandbox.faults.clear();
    await welcome.locator('.monaco-button', { hasText: 'Retry' }).click();
    await workbench.row('Riverside Logistics').waitFor();
    await workbench.row(/ 1$/).waitFor();
  });

  it('tells in the rows what is wrong or to be done, also of entries that cannot be read', async () => {
    const { workbench } = session();
    await workbench.row('Two years old').filter({ hasText: 'time to rotate' }).waitFor();
    await workbench.row('Rotated').filter({ hasText: 'old key not revoked yet' }).waitFor();
    await workbench.row('Two years old').click();
    await workbench.press('End');
    await workbench.row('Unreadable keys: 1').waitFor();
    await inEachTheme(async (theme) => {
      await workbench.screenshot(`key states rows ${theme}`);
    });
  });

  it('says in a row that one of two accounts is lost, and shows the other', async () => {
    const { workbench } = session();
    await workbench.pressRowButton('Other account', 'Use API Key');
    await inEachTheme(async (theme) => {
      await workbench.row('Fleetio refused the API key').waitFor();
      await workbench.row('Other account').filter({ hasText: 'account not seen' }).waitFor();
      await workbench.row('Riverside Logistics').waitFor();
      await workbench.screenshot(`key state account lost ${theme}`);
    });
  });

  it('says that the store is out of reach, and goes on once it is open', async () => {
    const { workbench } = session();
    // As where the browser's site data cannot be read: every question to the secret storage fails.
    const lock = `if (sessionStorage.getItem('locked')) {
      const read = Storage.prototype.getItem;
      Storage.prototype.getItem = function (name) {
        if (name === 'secrets.provider') { throw new Error('locked'); }
        return read.call(this, name);
      };
    }`;
    await workbench.page.addInitScript(lock);
    await workbench.page.evaluate("sessionStorage.setItem('locked', 'yes')");
    await workbench.reload();
    await workbench.showViews('Fleetio');
    await workbench.row('Secret storage cannot be opened').waitFor();
    await workbench.page.locator('.welcome-view', { hasText: 'the API keys are out of reach' }).waitFor();
    await inEachTheme(async (theme) => {
      await workbench.screenshot(`key state locked ${theme}`);
    });
    // Out of reach is not gone: the keys are there again.
    await workbench.page.evaluate("sessionStorage.removeItem('locked')");
    await workbench.reload();
    await workbench.showViews('Fleetio');
    await workbench.row('Owner').waitFor();
  });
});
