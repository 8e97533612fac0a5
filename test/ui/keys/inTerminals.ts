import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { SecretSearch } from '../secretSearch';
import type { Session } from '../session';

/** What terminals are given of a key, and that it ends with the window. */
export function keysInTerminals(session: () => Session): void {
  const message = 'New terminals of this folder have the API key';

  /** What a terminal says of the length of the variable. */
  async function lengthInTerminal(name: string): Promise<string> {
    const { workbench, demo } = session();
    await workbench.page.locator('.terminal-wrapper.active .xterm.focus .xterm-cursor').first().waitFor();
    await workbench.page.keyboard.type(`echo "length \${#FLEETIO_API_KEY}" > ${name}.txt\n`);
    for (let attempt = 0; attempt < 100; attempt++) {
      const text = await readFile(path.join(demo.workspace, `${name}.txt`), 'utf8').catch(() => '');
      if (text !== '') {
        return text.trim();
      }
      await workbench.page.waitForTimeout(100);
    }
    throw new Error('The terminal did not answer.');
  }

  it('is there on request, and says so', async () => {
    const { workbench } = session();
    await workbench.showViews('Fleetio');
    await workbench.row('Owner').waitFor();
    await workbench.runCommand('Fleetio: Give API Key to New Terminals');
    await workbench.notification(message).waitFor();
    await workbench.screenshotInBothThemes('keys in terminals 1 given');
    await workbench.pressNotificationButton(message, 'Open Terminal');
    assert.equal(await lengthInTerminal('given'), 'length 40');
    await workbench.screenshot('keys in terminals 2 terminal');

    // Where VS Code tells what extensions gave to the terminal, there is whose key it is and how to end it.
    await workbench.runCommand('Terminal: Show Environment Contributions');
    await workbench.editor.filter({ hasText: 'Fleetio: API key "Owner" for Riverside Logistics' }).waitFor();
    await workbench.screenshotInBothThemes('keys in terminals 3 mark');
    await workbench.runCommand('View: Close Editor');
  });

  it('is not kept by VS Code across a reload', async () => {
    const { workbench, demo } = session();
    // VS Code would bring a terminal back that still runs, with all that it was given.
    await workbench.runCommand('Terminal: Kill All Terminals');
    await workbench.reload();
    await workbench.showViews('Fleetio');
    await workbench.row('Owner').waitFor();
    const search = new SecretSearch([demo.sandbox.keys[0]!.apiKey]);
    await search.lookAtFolder(demo.dataFolder);
    await search.lookAtPage(workbench.page);
    assert.deepEqual(search.findings, []);
    await workbench.runCommand('Terminal: Create New Terminal');
    assert.equal(await lengthInTerminal('reloaded'), 'length 0');
  });
}
