import assert from 'node:assert/strict';
import { violations } from './accessibility';
import { useSession } from './session';

/** These walks are not about waiting for the next minute. */
const FAST = { 'fleetio.requestsPerMinute': 1000 };

/** What a person does in the view *Vehicles*, each step on what the one before left on screen. */
describe('The explorer', () => {
  const session = useSession({ sandbox: { rateLimit: 'off', entries: 60, vehicles: 2500 }, settings: FAST });

  it('finds a vehicle whose page was never loaded, and shows its row', async () => {
    const { workbench } = session();
    await workbench.showViews('Fleetio');
    await workbench.row('Car 1').waitFor();
    await workbench.runCommand('Fleetio: Search Vehicles');
    await workbench.quickInputTitle('Search Vehicles').waitFor();
    await workbench.quickInputField.fill('van 55');
    await workbench.quickInputRow('Van 551').waitFor();
    await workbench.screenshot('explorer 1 search');
    await workbench.quickInputRow('Van 551').click();
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

  it('opens an entry as JSON, and says in a hover what a field means, with the unit of the vehicle', async () => {
    const { workbench } = session();
    await workbench.expand('Car 1');
    await workbench.expand('Meter Entries');
    await workbench.row(/^\d{4}-\d\d-\d\d$/).click();
    await workbench.page.locator('.tab.active', { hasText: 'Meter Entry' }).waitFor();
    await workbench.editor.locator('.view-line', { hasText: '"value"' }).locator('span span').first().hover();
    await workbench.page.locator('.monaco-hover:visible', { hasText: 'Unit: mi' }).waitFor();
    await workbench.screenshot('explorer 4 record');
  });
});

/** The panel of a vehicle, in each kind of theme. */
describe('The panel of a vehicle', () => {
  const session = useSession({ sandbox: { rateLimit: 'off', entries: 60 }, settings: FAST });

  it('shows the vehicle, its charts, reminders and issues', async () => {
    const { workbench } = session();
    await workbench.showViews('Fleetio');
    await workbench.row('Car 1').waitFor();
    await workbench.pressRowButton('Car 1', 'Open Vehicle');
    const page = await workbench.webview('#costs canvas');
    assert.equal(await page.locator('h1').innerText(), 'Car 1');
    await page.locator('#meters canvas').waitFor();
    await page.locator('#economy canvas').waitFor();
    await page.locator('#reminders li').first().waitFor();
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
    await page.locator('#meters td').first().waitFor();
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
    await workbench.editor.filter({ hasText: 'Date,Fuel,Service' }).waitFor();
    await workbench.press('Control+F4');
  });

  it('is there again after a reload', async () => {
    const { workbench } = session();
    await workbench.reloadWindow();
    const page = await workbench.webview('#costs canvas');
    assert.equal(await page.locator('h1').innerText(), 'Car 1');
    await workbench.screenshot('panel 5 after reload');
  });

  it('shows a name that is HTML as the text that it is', async () => {
    const { workbench } = session();
    const name = '<img src=x onerror=alert(1)>';
    await workbench.showViews('Fleetio');
    await workbench.runCommand('Fleetio: Search Vehicles');
    await workbench.quickInputTitle('Search Vehicles').waitFor();
    await workbench.quickInputField.fill('<img');
    await workbench.quickInputRow(name).click();
    await workbench.row(name).waitFor();
    await workbench.pressRowButton(name, 'Open Vehicle');
    const page = await workbench.webview(`h1:text-is(${JSON.stringify(name)})`);
    assert.equal(await page.locator('img').count(), 0);
    await workbench.screenshot('panel 6 hostile name');
  });
});
