import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { violations } from './accessibility';
import { Keyboard } from './keyboard';
import { useSession } from './session';
import { untilSeen } from './workbench';

/** These walks are not about waiting for the next minute. */
const FAST = { 'fleetio.requestsPerMinute': 1000 };

const DAY = /^\d{4}-\d\d-\d\d$/;

/** What goes wrong below a section of a vehicle, and the words for it. */
const STATES = [
  ['Issues', { kind: 'serverError', status: 401 }, 'Fleetio refused the API key'],
  ['Service Reminders', { kind: 'serverError', status: 403 }, 'Not permitted'],
  ['Work Orders', { kind: 'serverError', status: 404 }, 'Not found'],
  ['Service Entries', { kind: 'serverError' }, 'Fleetio has a fault'],
  ['Comments', { kind: 'reset' }, 'Fleetio cannot be reached'],
] as const;

/** What a person does in the view *Vehicles*, each step on what the one before left on screen. */
describe('The explorer', () => {
  const photos = usePhotoServer();
  const sandbox = {
    rateLimit: 'off',
    entries: 60,
    vehicles: 2500,
    get photos() {
      return photos();
    },
  } as const;
  const session = useSession({ sandbox, settings: FAST });

  it('finds a vehicle whose page was never loaded, and shows its row', async () => {
    const { workbench } = session();
    await workbench.showViews('Fleetio');
    await workbench.row('Car 1').waitFor();
    await workbench.runCommand('Fleetio: Search Vehicles');
    await workbench.quickInputTitle('Search Vehicles').waitFor();
    await workbench.quickInputField.fill('van 55');
    await workbench.quickInputRow('Van 551').waitFor();
    await workbench.screenshot('explorer 1 search');
    await workbench.pick('Van 551');
    await workbench.focusedRow().filter({ hasText: 'Van 551' }).waitFor();
    await workbench.row('Fuel Entries').waitFor();
    await workbench.screenshot('explorer 2 revealed');
  });

  it('narrows the vehicles by a status, says so, and shows all again by one click', async () => {
    const { workbench } = session();
    await workbench.runCommand('Fleetio: Filter Vehicles');
    await workbench.choose('Filter Vehicles', 'Status');
    await workbench.choose('Filter Vehicles: Status', 'In Shop');
    const head = workbench.page.locator('.pane-header', { hasText: 'Vehicles' });
    await head.filter({ hasText: 'In Shop' }).waitFor();
    await workbench.row('Car 5').waitFor();
    await workbench.row('Car 1').waitFor({ state: 'detached' });
    await workbench.screenshot('explorer 3 filtered');
    await head.hover();
    await head.locator('.action-label[aria-label="Clear Filters"]').click();
    await head.filter({ hasNotText: 'In Shop' }).waitFor();
    await workbench.row('Car 1').waitFor();
  });

  it('says in a row of its own why nothing came, in every kind of theme', async () => {
    const { workbench, demo } = session();
    const { faults } = demo.sandbox;
    await workbench.foldView('API Keys');
    await workbench.foldView('Leaks');
    await workbench.expand('Car 1');
    for (const [section, fault, words] of STATES) {
      faults.add({ ...fault, path: section.toLowerCase().replace(' ', '_') });
      await workbench.expand(section);
      await workbench.row(words).waitFor();
    }
    await workbench.chooseFromRowMenu('Fleetio refused the API key', 'Edit API Key');
    await workbench.quickInputTitle('Edit "Owner"').waitFor();
    await workbench.press('Escape');
    await workbench.expand('Linked Vehicles');
    await workbench.row('No linked vehicles').waitFor();
    faults.add({ kind: 'hang', path: 'fuel_entries' });
    await workbench.row('Fuel Entries').locator('.monaco-tl-twistie').click();
    await workbench.row('Fuel Entries').locator('.codicon-tree-item-loading').waitFor();
    await workbench.screenshot('explorer 4 loading');
    await workbench.runCommand('Fleetio: Cancel Loading');
    await workbench.row('Cancelled').waitFor();
    await workbench.screenshot('explorer 5 states light');
    for (const theme of ['Dark Modern', 'Dark High Contrast', 'Light Modern']) {
      await workbench.useTheme(theme);
      await workbench.screenshot(`explorer 5 states ${theme}`);
    }
    faults.clear();
    await workbench.row('Cancelled').click();
    await workbench.row(DAY).waitFor();
    await workbench.row('Car 1').locator('.monaco-tl-twistie').click();
    await workbench.row('Car 5').waitFor();
  });

  it('drops the call for a row that is dragged into a file, in the language of the file', async () => {
    const { workbench } = session();
    await workbench.openFile('sync.js');
    const lines = workbench.editor.locator('.view-line');
    const before = await lines.count();
    await workbench.dragIntoEditor('Car 5', lines.last());
    // The file speaks of vehicles itself, so only its length tells.
    await lines.nth(before).waitFor();
    await workbench.screenshot('explorer 6 dropped');
    await workbench.press('Control+Z');
  });

  it('goes by keyboard alone from a search to a record, a panel, and a filter', async () => {
    const { workbench } = session();
    const { keyboard } = workbench.page;
    const command = (title: string): Promise<void> => new Keyboard(workbench).run(title);
    await command('Fleetio: Search Vehicles');
    await workbench.quickInputTitle('Search Vehicles').waitFor();
    await keyboard.type('van 77');
    await workbench.quickInputRow('Van 77').waitFor();
    await workbench.press('Enter');
    await workbench.focusedRow().filter({ hasText: 'Van 77' }).waitFor();
    // It gets the focus before it is unfolded.
    await workbench.row('Meter Entries').waitFor();
    await workbench.press('ArrowDown');
    await workbench.focusedRow().filter({ hasText: 'Meter Entries' }).waitFor();
    await workbench.press('ArrowRight');
    await workbench.row(DAY).waitFor();
    await workbench.press('ArrowDown');
    await workbench.press('Enter');
    await workbench.page.locator('.tab.active', { hasText: 'Meter Entry' }).waitFor();
    await command('Fleetio: Focus on Vehicles View');
    await workbench.focusedRow().waitFor();
    // To the section, which the next one closes, and to the vehicle.
    await workbench.press('ArrowLeft');
    await workbench.press('ArrowLeft');
    await workbench.press('ArrowLeft');
    await workbench.focusedRow().filter({ hasText: 'Van 77' }).waitFor();
    await workbench.press('Shift+F10');
    await workbench.page.locator('.monaco-menu .action-item').first().waitFor();
    await workbench.screenshot('explorer 7 menu by keyboard');
    await workbench.press('ArrowDown');
    await workbench.press('Enter');
    const page = await workbench.webview('h1:text-is("Van 77")');
    assert.equal(await page.locator('h1').innerText(), 'Van 77');
    // The panel takes the focus once it is ready, which closes a box that was opened before.
    await untilSeen(async () => {
      await command('Fleetio: Filter Vehicles');
      const isOpen = workbench.quickInputTitle('Filter Vehicles').waitFor({ timeout: 5000 });
      await isOpen.catch(() => undefined);
      await keyboard.type('Status');
      await workbench.quickInputRow('Type').waitFor({ state: 'detached' });
      await workbench.press('Enter');
    }, workbench.quickInputTitle('Filter Vehicles: Status'));
    await workbench.quickInputRow('In Shop').waitFor();
    await keyboard.type('In Shop');
    await workbench.press('Enter');
    const head = workbench.page.locator('.pane-header', { hasText: 'Vehicles' });
    await head.filter({ hasText: 'In Shop' }).waitFor();
    await command('Fleetio: Clear Filters');
    await head.filter({ hasNotText: 'In Shop' }).waitFor();
  });

  it('opens an entry as JSON, and says in a hover what a field means, with the unit of the vehicle', async () => {
    const { workbench } = session();
    await workbench.expand('Car 1');
    await workbench.expand('Meter Entries');
    await workbench.row(/^\d{4}-\d\d-\d\d$/).click();
    await workbench.page.locator('.tab.active', { hasText: 'Meter Entry' }).waitFor();
    await workbench.editor.locator('.view-line', { hasText: '"value"' }).locator('span span').first().hover();
    await workbench.page.locator('.monaco-hover:visible', { hasText: 'Unit: mi' }).waitFor();
    await workbench.screenshot('explorer 8 record');
    await workbench.row('Car 1').locator('.monaco-tl-twistie').click();
  });

  it('finds archived vehicles when it is asked to look among them', async () => {
    const { workbench } = session();
    await workbench.runCommand('Fleetio: Search Vehicles');
    await workbench.quickInputTitle('Search Vehicles').waitFor();
    await workbench.quickInputField.fill('retired');
    await workbench.quickInputRow('Look Among Archived Vehicles').waitFor();
    await workbench.screenshot('explorer 9 no match');
    await workbench.pick('Look Among Archived Vehicles');
    await workbench.pick('Retired');
    await workbench.focusedRow().filter({ hasText: 'Retired' }).waitFor();
    await workbench.screenshot('explorer 10 archived');
  });

  describe('opens the panel of a vehicle, which', () => {
    before(async () => {
      const { workbench } = session();
      await workbench.runCommand('View: Close All Editors');
      await workbench.runCommand('Fleetio: Focus on Vehicles View');
      await workbench.focusedRow().waitFor();
      await workbench.press('Home');
    });

    it('shows the vehicle, its photo, its charts, reminders and issues', async () => {
      const { workbench } = session();
      await workbench.showViews('Fleetio');
      await workbench.row('Car 1').waitFor();
      await workbench.pressRowButton('Car 1', 'Open Vehicle');
      const page = await workbench.webview('#costs canvas');
      assert.equal(await page.locator('h1').innerText(), 'Car 1');
      await page.locator('#meters canvas').waitFor();
      await page.locator('#economy canvas').waitFor();
      await page.locator('#reminders li').first().waitFor();
      await page.waitForFunction('document.querySelector(".identity img")?.naturalWidth === 240');
      await workbench.screenshot('panel 1 light');
      assert.deepEqual(await violations(page), []);
    });

    it('goes through a chart by keyboard, and says what a screen reader says', async () => {
      const { workbench } = session();
      const page = await workbench.webview('#costs canvas');
      const plot = page.locator('#meters .plot');
      await plot.focus();
      await plot.press('Home');
      await plot.press('ArrowRight');
      assert.equal(await plot.getAttribute('aria-valuenow'), '2');
      const words = await plot.getAttribute('aria-valuetext');
      assert.match(words ?? '', /^\d{4}-\d\d-\d\d · Primary meter: [\d,.]+ mi$/);
      await page.locator('#meters .tip', { hasText: words ?? '' }).waitFor();
      await page.locator('#meters summary').click();
      await page.locator('#meters details[open] td').first().waitFor();
      await workbench.screenshot('panel 2 keyboard and table');
    });

    for (const theme of ['Dark Modern', 'Dark High Contrast', 'Light High Contrast']) {
      it(`has no fault of accessibility in ${theme}`, async () => {
        const { workbench } = session();
        await workbench.useTheme(theme);
        const page = await workbench.webview('#costs canvas');
        await workbench.screenshot(`panel 3 ${theme}`);
        assert.deepEqual(await violations(page), []);
      });
    }

    it('exports what a chart shows', async () => {
      const { workbench } = session();
      const page = await workbench.webview('#costs canvas');
      await page.locator('#costs button', { hasText: 'Export CSV' }).scrollIntoViewIfNeeded();
      await workbench.screenshot('panel 4 costs');
      await page.locator('#costs button', { hasText: 'Export CSV' }).click();
      await workbench.quickInputTitle('Export CSV').waitFor();
      await workbench.screenshot('panel 5 save');
      await workbench.press('Enter');
      await workbench.editor.filter({ hasText: 'Date,Fuel,Service' }).waitFor();
      const file = path.join(session().demo.workspace, 'Car 1 Cost by Month.csv');
      assert.match(await readFile(file, 'utf8'), /^Date,Fuel,Service\r\n(?:\d{4}-\d\d,[\d.]+,[\d.]+\r\n)+$/);
      await workbench.runCommand('View: Close Editor');
      await workbench.page.locator('.tab', { hasText: '.csv' }).waitFor({ state: 'detached' });
    });

    it('is there again after a reload', async () => {
      const { workbench } = session();
      // It was hidden by the file that was exported, and is drawn anew.
      await workbench.webview('#meters details[open] td');
      await workbench.reloadWindow();
      const page = await workbench.webview('#costs canvas');
      assert.equal(await page.locator('h1').innerText(), 'Car 1');
      await page.locator('#meters details[open] td').first().waitFor();
      assert.equal(await page.locator('details[open]').count(), 1, 'the table that was open, and no other');
      await workbench.screenshot('panel 6 after reload');
    });

    it('shows a name that is HTML as the text that it is', async () => {
      const { workbench } = session();
      const name = '<img src=x onerror=alert(1)>';
      await workbench.showViews('Fleetio');
      await workbench.runCommand('Fleetio: Search Vehicles');
      await workbench.quickInputTitle('Search Vehicles').waitFor();
      await workbench.quickInputField.fill('<img');
      await workbench.pick(name);
      await workbench.row(name).waitFor();
      await workbench.pressRowButton(name, 'Open Vehicle');
      const page = await workbench.webview(`h1:text-is(${JSON.stringify(name)})`);
      assert.equal(await page.locator('img').count(), 1, 'its photo');
      assert.equal(await page.locator('[onerror]').count(), 0);
      await workbench.screenshot('panel 7 hostile name');
    });
  });
});

const PHOTO =
  '<svg xmlns="http://www.w3.org/2000/svg" width="240" height="160"><rect width="240" height="160" fill="#8ab"/></svg>';

/** Gives the suite a server on this machine that has a photo under every address. @returns its address, once it is there */
function usePhotoServer(): () => string {
  const server = createServer((_, response) => {
    response.setHeader('Content-Type', 'image/svg+xml').end(PHOTO);
  });
  before(async () => {
    await once(server.listen(0, '127.0.0.1'), 'listening');
  });
  after(() => {
    server.close();
  });
  return () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
