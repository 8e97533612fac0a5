import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { useSession } from './session';
import { snippetsByKeyboard } from './snippets';

const DAY = /^\d{4}-\d\d-\d\d$/;

/** One walk through all parts, each step on what the one before left on screen. */
describe('A walk through the parts', () => {
  const session = useSession({
    sandbox: { rateLimit: 'off', entries: 60 },
    settings: { 'window.autoDetectColorScheme': true },
  });

  it('opens with the Fleetio icon in the activity bar', async () => {
    const { workbench } = session();
    await workbench.activityBarIcon('Fleetio').waitFor();
    await workbench.screenshot('workbench');
  });

  it('shows the demo key and the vehicles of its account', async () => {
    const { workbench } = session();
    await workbench.showViews('Fleetio');
    for (const title of ['API Keys', 'Vehicles', 'Leaks']) {
      await workbench.page.locator('.pane-header', { hasText: title }).waitFor();
    }
    await workbench.row('Owner').waitFor();
    await workbench.row('Car 1').waitFor();
    await workbench.hoverRow('Car 1', 'VIN: ');
    await workbench.screenshot('walk 1 vehicles');
  });

  it('opens a vehicle for free, and a section with one request', async () => {
    const { workbench, demo } = session();
    const asked = demo.sandbox.requests.length;
    await workbench.expand('Car 1');
    await workbench.row('Fuel Entries').waitFor();
    assert.equal(demo.sandbox.requests.length, asked);
    await workbench.expand('Meter Entries');
    await workbench.row(DAY).waitFor();
    assert.equal(demo.sandbox.requests.length, asked + 1);
    await workbench.screenshot('walk 2 meter entries');
  });

  it('loads more by keyboard alone and goes to the first new row', async () => {
    const { workbench } = session();
    await workbench.row('Meter Entries').click({ position: { x: 60, y: 8 } });
    await workbench.expand('Meter Entries');
    for (let row = 0; row < 51; row++) {
      await workbench.press('ArrowDown');
    }
    assert.match(await workbench.focusedRow().innerText(), /Load more\s*50 of about 60/);
    await workbench.screenshot('walk 3 load more');
    await workbench.press('Enter');
    await workbench
      .focusedRow()
      .filter({ has: workbench.page.locator('.label-name', { hasText: DAY }) })
      .waitFor();
    await workbench.row('Load more').waitFor({ state: 'detached' });
    await workbench.screenshot('walk 4 more loaded');
  });

  it('generates a snippet from the menu of a row', async () => {
    const { workbench } = session();
    // So that the row below all the entries that were loaded is in sight.
    await workbench.press('Home');
    await workbench.row('Meter Entries').locator('.monaco-tl-twistie').click();
    await workbench.chooseFromRowMenu('Fuel Entries', 'Generate Snippet…');
    await workbench.choose('Snippet: Fuel Entries of vehicle', 'JavaScript (fetch)');
    await workbench.choose('JavaScript (fetch): Fuel Entries', 'New document');
    await workbench.statusBarItem('JavaScript').waitFor();
    assert.match(await workbench.editorText(), /Fuel Entries of vehicle \d+[^]*fetch\(/);
    await workbench.screenshot('walk 5 snippet');
  });

  it('marks the committed key in the editor and in Problems, and replaces it by a read of the environment', async () => {
    const { workbench, demo } = session();
    await workbench.openFile('sync.js');
    await workbench.page.locator('.squiggly-error').first().waitFor();
    const problems = await workbench.showProblems();
    await problems.filter({ hasText: 'Fleetio API key' }).first().waitFor();
    await workbench.screenshot('walk 6 committed key');

    const lines = (await readFile(path.join(demo.workspace, 'src', 'sync.js'), 'utf8')).split('\n');
    const line = lines.findIndex((text) => text.includes("'Token "));
    await workbench.goTo(line + 1, lines[line]!.indexOf('Token ') + 10);
    await workbench.quickFix('Replace by a read of the environment variable FLEETIO_API_KEY');
    await workbench.editor.filter({ hasText: 'process.env.FLEETIO_API_KEY' }).waitFor();
    await problems.filter({ hasText: 'Fleetio API key' }).waitFor({ state: 'detached' });
    await workbench.screenshot('walk 7 key replaced');
  });

  describe('goes on to snippets by keyboard alone, which', () => {
    before(async () => {
      const { workbench } = session();
      await workbench.runCommand('File: Save All');
      await workbench.runCommand('View: Close All Editors');
      await workbench.pressDialogButton("Don't Save");
      await workbench.runCommand('View: Hide Panel');
    });
    snippetsByKeyboard(session);
  });
});
