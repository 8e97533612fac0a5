import assert from 'node:assert/strict';
import { useSession } from './session';

describe('Snippets', () => {
  const session = useSession({ sandbox: { rateLimit: 'off', entries: 10 } });

  it('are generated from the palette: an endpoint, its filters, the language of the editor first', async () => {
    const { workbench } = session();
    await workbench.openFile('overdue.js');
    await workbench.goTo(2, 1);
    await workbench.runCommand('Fleetio: Generate Snippet…');
    await workbench.quickInputRow('Meter Entries of a Vehicle').waitFor();
    await workbench.screenshot('snippet 1 endpoints');
    await workbench.choose('Generate Snippet', 'Vehicles');

    await workbench.quickInputTitle('Vehicles (2/4)').waitFor();
    await workbench.screenshot('snippet 2 parameters');
    await workbench.choose('Vehicles (2/4)', 'license_plate contains');
    await workbench.answer('license_plate contains', "O'Neil");
    await workbench.quickInputTitle('Vehicles (2/4)').waitFor();
    await workbench.quickInputField.fill('created_at desc');
    await workbench.press('Enter');
    await workbench.quickInputRow('license_plate contains O').waitFor();
    await workbench.screenshot('snippet 3 parameters chosen');
    await workbench.choose('Vehicles (2/4)', 'Go on');

    await workbench.quickInputTitle('Snippet: Vehicles (3/4)').waitFor();
    await workbench.screenshot('snippet 4 languages');
    await workbench.choose('Snippet: Vehicles (3/4)', 'JavaScript (axios)');
    await workbench.choose('JavaScript (axios): Vehicles (4/4)', 'Script that prints JSON');
    await workbench.quickInputRow('Function to call').waitFor();
    await workbench.screenshot('snippet 5 places and options');
    await workbench.choose('JavaScript (axios): Vehicles (4/4)', 'At the cursor');
    await workbench.editor.filter({ hasText: '// Vehicles, from the Fleetio API' }).waitFor();
    const text = await workbench.editorText();
    assert.match(text, /^import axios from 'axios';/);
    await workbench.screenshot('snippet 6 at the cursor');
  });
});
