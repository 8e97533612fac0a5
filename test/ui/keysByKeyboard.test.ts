import type { Locator } from 'playwright-core';
import { useSession } from './session';

const ADD = 'Add API Key';
const MOST_MENU_ITEMS = 20;

/** Adding, editing and rotating a key, without a pointer. */
describe('Keys by keyboard alone', () => {
  const session = useSession({
    sandbox: { rateLimit: 'off', vehicles: 5 },
    settings: { 'workbench.colorTheme': 'Default Dark Modern' },
  });
  const apiKey = (): string =>
    session().demo.sandbox.keys.find(({ label }) => label === 'Two accounts')!.apiKey;

  async function run(title: string): Promise<void> {
    const { workbench } = session();
    await workbench.press('F1');
    await workbench.quickInputField.waitFor();
    await workbench.quickInputField.fill(`>${title}`);
    await focused(workbench.quickInputRow(title)).waitFor();
    await workbench.press('Enter');
  }

  /** Sends the box that has this title, with a text in place of what is there if one is given. */
  async function send(title: string, text?: string): Promise<void> {
    const { workbench } = session();
    await workbench.quickInputTitle(title).waitFor();
    if (text !== undefined) {
      await workbench.quickInputField.fill(text);
    }
    await workbench.press('Enter');
  }

  /** Goes down to a choice of the box that has this title, and takes it. */
  async function choose(title: string, label: string): Promise<void> {
    const { workbench } = session();
    await workbench.quickInputTitle(title).waitFor();
    await downTo(focused(workbench.quickInputRow(label)));
    await workbench.press('Enter');
  }

  /** Opens the menu of a key's row and takes an item of it. */
  async function chooseFromMenu(label: string, item: string): Promise<void> {
    const { workbench } = session();
    await run('Fleetio: Focus on API Keys View');
    await workbench.focusedRow().or(workbench.rows).first().waitFor();
    await downTo(focused(workbench.row(label)));
    await workbench.press('Shift+F10');
    const entry = workbench.page.locator('.monaco-menu .action-item', { hasText: item }).first();
    await entry.waitFor();
    await downTo(focused(entry));
    await workbench.press('Enter');
  }

  async function downTo(place: Locator): Promise<void> {
    for (let step = 0; step < MOST_MENU_ITEMS && (await place.count()) === 0; step++) {
      await session().workbench.press('ArrowDown');
    }
    await place.waitFor();
  }

  function focused(place: Locator): Locator {
    return place.and(session().workbench.page.locator('.focused'));
  }

  it('adds one', async () => {
    const { workbench } = session();
    await workbench.showViews('Fleetio');
    await workbench.row('Owner').waitFor();
    await run('Fleetio: Add API Key…');
    await send(`${ADD} (1/4)`, 'Telematics');
    await send(`${ADD} (2/4)`);
    await send(`${ADD} (3/4)`, apiKey());
    await send(`${ADD} (4/4)`, '');
    await choose(`${ADD} (4/4)`, 'Riverside Logistics');
    await workbench
      .row('Telematics')
      .filter({ hasText: 'in use · Riverside Logistics · 2025-05-05' })
      .waitFor();
  });

  it('edits its label, its account and its API version', async () => {
    const { workbench } = session();
    await chooseFromMenu('Telematics', 'Edit API Key');
    await workbench.screenshot('keyboard 1 edit');
    await choose('Edit "Telematics"', 'Label');
    await send('Edit "Telematics"', 'Trackers');
    await workbench.row('Trackers').waitFor();

    await chooseFromMenu('Trackers', 'Edit API Key');
    await choose('Edit "Trackers"', 'Account');
    await workbench.quickInput.filter({ hasText: 'Account token, or the address' }).waitFor();
    await send('Edit "Trackers"', 'zzz999');
    await workbench.quickInputMessage.filter({ hasText: 'does not see the account zzz999' }).waitFor();
    const { accountToken } = session().demo.sandbox.accounts[1]!;
    await workbench.screenshot('keyboard 2 account');
    await send('Edit "Trackers"', `https://secure.fleetio.com/${accountToken}/dashboard`);
    await workbench.row('Trackers').filter({ hasText: 'Riverside Rentals' }).waitFor();

    await chooseFromMenu('Trackers', 'Edit API Key');
    await choose('Edit "Trackers"', 'API version');
    await choose('Edit "Trackers"', '2024-06-30');
    await workbench.row('Trackers').filter({ hasText: '2024-06-30' }).waitFor();
    await workbench.screenshot('keyboard 3 edited');
  });

  it('rotates it', async () => {
    const { workbench, demo } = session();
    demo.sandbox.changeKey('Two accounts', 'regenerate');
    await chooseFromMenu('Trackers', 'Rotate API Key');
    await choose('Rotate "Trackers" (1/3)', 'I have the new key');
    await send('Rotate "Trackers" (2/3)', apiKey());
    await choose('Rotate "Trackers" (3/3)', 'Check that Fleetio refuses the old key');
    await workbench.quickInput.filter({ hasText: 'it is dead, and forgotten here' }).waitFor();
    await workbench.screenshot('keyboard 4 rotated');
    await choose('Rotate "Trackers" (3/3)', 'Done');
    await workbench.row('Trackers').filter({ hasText: 'in use · Riverside Rentals · 2024-06-30' }).waitFor();
  });
});
