import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { Keyboard } from '../keyboard';
import type { Session } from '../session';
import { untilSeen } from '../workbench';

const ADD = 'Add API Key';

/** Adding a key, with all that can go wrong, editing and rotating it, without a pointer. */
export function keysByKeyboard(session: () => Session): void {
  const apiKey = (): string =>
    session().demo.sandbox.keys.find(({ label }) => label === 'Two accounts')!.apiKey;

  let keyboard: Keyboard;
  before(() => {
    keyboard = new Keyboard(session().workbench);
  });

  /** Opens the menu of a key's row and takes an item of it. */
  async function chooseFromMenu(label: string, item: string): Promise<void> {
    const { workbench } = session();
    await keyboard.run('Fleetio: Focus on API Keys View');
    await workbench.focusedRow().or(workbench.rows).first().waitFor();
    await keyboard.downTo(keyboard.focused(workbench.row(label)));
    await workbench.press('Shift+F10');
    await keyboard.chooseFromMenu(item);
  }

  it('says what is wrong with a key, and keeps what was typed', async () => {
    const { workbench } = session();
    await workbench.showViews('Fleetio');
    await workbench.row('Owner').waitFor();
    await keyboard.run('Fleetio: Add API Key…');
    await keyboard.send(`${ADD} (1/4)`, 'Telematics');
    await workbench.quickInputTitle(`${ADD} (2/4)`).waitFor();
    await workbench.screenshotInBothThemes('add key 1 version');
    await keyboard.choose(`${ADD} (2/4)`, '2025-05-05');

    await keyboard.send(`${ADD} (3/4)`, 'abc123');
    await workbench.quickInputMessage.filter({ hasText: 'looks like an account token' }).waitFor();
    const unknown = createHash('sha1').update('example-unknown').digest('hex');
    await keyboard.send(`${ADD} (3/4)`, unknown);
    await workbench.quickInputMessage.filter({ hasText: 'Fleetio refused this key' }).waitFor();
    assert.equal(await workbench.quickInputField.inputValue(), unknown);
    assert.equal(await workbench.quickInputField.getAttribute('type'), 'password');
    await workbench.screenshotInBothThemes('add key 2 refused');
  });

  it('takes a key as people paste it, and goes on to the account', async () => {
    const { workbench } = session();
    await keyboard.send(`${ADD} (3/4)`, `Authorization: "Token ${apiKey()}"`);
    await workbench.quickInputTitle(`${ADD} (4/4)`).waitFor();
    await workbench.screenshotInBothThemes('add key 3 account token');
    await keyboard.send(`${ADD} (4/4)`, 'https://secure.fleetio.com/zzz999/dashboard');
    await workbench.quickInputMessage
      .filter({ hasText: 'This key does not see the account zzz999' })
      .waitFor();
    await workbench.screenshotInBothThemes('add key 4 account not seen');
  });

  it('offers the accounts that the key sees when no account token is given, and stores the key', async () => {
    const { workbench } = session();
    await keyboard.send(`${ADD} (4/4)`, '');
    await workbench.quickInputRow('Riverside Rentals').waitFor();
    await workbench.screenshotInBothThemes('add key 5 choose account');
    await keyboard.choose(`${ADD} (4/4)`, 'Riverside Rentals');
    await workbench.notification('is stored and in use for Riverside Rentals').waitFor();
    await workbench.row('Telematics').waitFor();
    await workbench.screenshot('add key 6 stored');
  });

  it('survives a reload of the window, with the choice of the key in use', async () => {
    const { workbench } = session();
    await workbench.reload();
    await workbench.showViews('Fleetio');
    await workbench
      .row('Telematics')
      .filter({ hasText: 'in use · Riverside Rentals · 2025-05-05' })
      .waitFor();
    await workbench.row('Owner').waitFor();
    await workbench.row('Car 1').or(workbench.row(/ 1$/)).first().waitFor();
    await workbench.screenshot('add key 7 after reload');
  });

  it('edits its label, its account and its API version', async () => {
    const { workbench } = session();
    await chooseFromMenu('Telematics', 'Edit API Key');
    await workbench.screenshotInBothThemes('keyboard 1 edit');
    await keyboard.choose('Edit "Telematics"', 'Label');
    await keyboard.send('Edit "Telematics"', 'Trackers');
    await workbench.row('Trackers').waitFor();

    await chooseFromMenu('Trackers', 'Edit API Key');
    await keyboard.choose('Edit "Trackers"', 'Account');
    await workbench.quickInput.filter({ hasText: 'Account token, or the address' }).waitFor();
    await keyboard.send('Edit "Trackers"', 'zzz999');
    await workbench.quickInputMessage.filter({ hasText: 'does not see the account zzz999' }).waitFor();
    const { accountToken } = session().demo.sandbox.accounts[0]!;
    await workbench.screenshotInBothThemes('keyboard 2 account');
    await keyboard.send('Edit "Trackers"', `https://secure.fleetio.com/${accountToken}/dashboard`);
    await workbench.row('Trackers').filter({ hasText: 'Riverside Logistics' }).waitFor();

    await chooseFromMenu('Trackers', 'Edit API Key');
    await keyboard.choose('Edit "Trackers"', 'API version');
    await keyboard.choose('Edit "Trackers"', '2024-06-30');
    await workbench.row('Trackers').filter({ hasText: '2024-06-30' }).waitFor();
    await workbench.screenshot('keyboard 3 edited');
  });

  it('rotates it', async () => {
    const { workbench, demo } = session();
    demo.sandbox.changeKey('Two accounts', 'regenerate');
    // Whatever is read meanwhile is refused, which draws the row anew and can close its menu.
    await untilSeen(
      () => chooseFromMenu('Trackers', 'Rotate API Key'),
      workbench.quickInputTitle('Rotate "Trackers" (1/3)'),
    );
    await keyboard.choose('Rotate "Trackers" (1/3)', 'I have the new key');
    await keyboard.send('Rotate "Trackers" (2/3)', apiKey());
    await keyboard.choose('Rotate "Trackers" (3/3)', 'Check that Fleetio refuses the old key');
    await workbench.quickInput.filter({ hasText: 'it is dead, and forgotten here' }).waitFor();
    await workbench.screenshotInBothThemes('keyboard 4 rotated');
    await keyboard.choose('Rotate "Trackers" (3/3)', 'Done');
    await workbench
      .row('Trackers')
      .filter({ hasText: 'in use · Riverside Logistics · 2024-06-30' })
      .waitFor();
  });
}
