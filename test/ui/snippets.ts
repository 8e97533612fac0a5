import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Keyboard } from './keyboard';
import type { Session } from './session';

const LIST = 'Meter Entries of a Vehicle';

/** All the way from a question to its code and its answer, without a pointer; each step is seen in both themes. */
export function snippetsByKeyboard(session: () => Session): void {
  let keyboard: Keyboard;
  before(() => {
    keyboard = new Keyboard(session().workbench);
  });

  async function seen(step: string): Promise<void> {
    await session().workbench.screenshotInBothThemes(`snippet ${step}`);
  }

  it('ask for an endpoint, its ids, filters and order', async () => {
    const { workbench } = session();
    await workbench.openFile('overdue.js');
    await workbench.goTo(2, 1);
    await keyboard.run('Fleetio: Generate Snippet…');
    await keyboard.focused(workbench.quickInputRow('Vehicles')).waitFor();
    await seen('01 endpoints');
    await keyboard.find('Generate Snippet', LIST);

    await keyboard.send(`${LIST} (2/5)`, 'the red one');
    await workbench.quickInputMessage.filter({ hasText: 'The id of the vehicle' }).waitFor();
    await seen('02 id refused');
    await keyboard.send(`${LIST} (2/5)`, String(await firstVehicleId()));

    await workbench.quickInputTitle(`${LIST} (3/5)`).waitFor();
    await seen('03 parameters');
    await keyboard.find(`${LIST} (3/5)`, 'category has');
    await workbench.quickInputTitle('category has').waitFor();
    await seen('04 value');
    await keyboard.send('category has', 'starting');
    await keyboard.find(`${LIST} (3/5)`, 'date descending');
    await workbench.quickInputRow('Go on').filter({ hasText: 'by date, descending' }).waitFor();
    await seen('05 parameters chosen');
    await keyboard.focused(workbench.quickInputRow('Go on')).waitFor();
    await workbench.press('Enter');
  });

  it('ask for the language, that of the editor first, for options and a place', async () => {
    const { workbench } = session();
    await workbench.quickInput.filter({ hasText: 'Snippet: Meter Entries of vehicle' }).waitFor();
    await seen('06 languages');
    await keyboard.find('Snippet: Meter Entries', 'JavaScript (axios)');
    await keyboard.find('JavaScript (axios): Meter Entries', 'Script that prints JSON');
    await workbench.quickInputRow('Function to call').waitFor();
    await seen('07 places and options');
    await keyboard.find('JavaScript (axios): Meter Entries', 'At the cursor');
    await workbench.editor.filter({ hasText: '// Meter Entries of vehicle' }).waitFor();
    const text = await workbench.editorText();
    assert.match(text, /^import axios from 'axios';/);
    await seen('08 at the cursor');
  });

  it('send the request that a lens stands above, and open its answer beside', async () => {
    const { workbench } = session();
    await workbench.page.locator('.codelens-decoration', { hasText: 'Send Request' }).first().waitFor();
    await keyboard.run('Fleetio: Send Request');
    const answer = workbench.page.locator('.editor-group-container').last();
    await answer.filter({ hasText: '// 200 in' }).waitFor();
    await seen('09 answer');
  });

  it('ask before a request that changes something, which a lens says beforehand', async () => {
    const { workbench, demo } = session();
    await writeFile(
      path.join(demo.workspace, 'odometer.http'),
      `POST ${demo.sandbox.url}/meter_entries\n\n{ "vehicle_id": 1, "value": "90210", "date": "2026-06-30" }\n`,
    );
    await workbench.openFile('odometer.http');
    const asked = demo.sandbox.requests.length;
    const lens = workbench.page.locator('.codelens-decoration a', { hasText: 'Send Request (asks first)' });
    await lens.first().click();
    await workbench.page.locator('.monaco-dialog-box').waitFor();
    await seen('09b question');
    const said = await workbench.pressDialogButton('Cancel');
    assert.match(said, /POST \/meter_entries[^]*90210/);
    assert.equal(demo.sandbox.requests.length, asked);
  });

  it('are offered as one types, and go in with Enter', async () => {
    const { workbench } = session();
    await workbench.openFile('overdue.js');
    await workbench.goTo(1, 1);
    // On a line of its own: VS Code offers nothing in front of a word.
    await workbench.press('Control+Shift+Enter');
    await workbench.page.keyboard.type('fleetio-veh');
    const offer = workbench.page.locator('.suggest-widget .monaco-list-row.focused', { hasText: 'fleetio-' });
    await offer.waitFor();
    await seen('09c suggestions');
    await workbench.press('Enter');
    await workbench.editor.filter({ hasText: 'await fetch(' }).waitFor();
    await workbench.press('Escape');
    await workbench.runCommand('File: Revert File');
  });

  it('are generated from the menu of the document of a record', async () => {
    const { workbench } = session();
    await keyboard.run('Fleetio: Focus on Vehicles View');
    await workbench.row('Car 1').waitFor();
    await workbench.press('Home');
    await keyboard.downTo(workbench.focusedRow().filter({ hasText: 'Car 1' }));
    await workbench.press('ArrowRight');
    await workbench.row('Meter Entries').waitFor();
    await keyboard.downTo(workbench.focusedRow().filter({ hasText: 'Meter Entries' }));
    await workbench.press('ArrowRight');
    await workbench.row(/^\d{4}-\d\d-\d\d$/).waitFor();
    await workbench.press('ArrowDown');
    await workbench.press('Enter');
    await workbench.page.locator('.tab.active', { hasText: 'Meter Entry' }).waitFor();
    await keyboard.run('View: Focus Active Editor Group');
    await workbench.press('Shift+F10');
    await workbench.page.locator('.monaco-menu .action-item').first().waitFor();
    await seen('10 menu of a record');
    await keyboard.chooseFromMenu('Generate Snippet');
    await workbench.quickInput.filter({ hasText: 'Snippet: Meter Entry' }).waitFor();
    await seen('11 languages for a record');
    await keyboard.find('Snippet: Meter Entry', 'PowerShell');
    await keyboard.find('PowerShell: Meter Entry', 'Clipboard');
    await workbench.statusBarItem('Snippet copied: PowerShell').waitFor();
    await seen('12 copied');
    const copied = await workbench.page.evaluate('navigator.clipboard.readText()');
    assert.match(String(copied), /^function Get-MeterEntry \{$/m);
  });

  async function firstVehicleId(): Promise<number> {
    const { sandbox } = session().demo;
    const response = await fetch(`${sandbox.url}/vehicles?per_page=2`, {
      headers: {
        Authorization: `Token ${sandbox.keys[0]!.apiKey}`,
        'Account-Token': sandbox.accounts[0]!.accountToken,
        'X-Api-Version': '2025-05-05',
      },
    });
    const { records } = (await response.json()) as { readonly records: readonly { readonly id: number }[] };
    return records[0]!.id;
  }
}
