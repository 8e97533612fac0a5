import assert from 'node:assert/strict';
import { startSandbox } from '../../src/sandbox/server';
import { answerUpToKey } from './keys/steps';
import { useSession, type Session } from './session';

const SECTIONS = [
  'Linked Vehicles',
  'Renewal Reminders',
  'Faults',
  'Comments',
  'Location Entries',
  'Expense Entries',
  'Assignments',
  'Inspections',
  'Work Orders',
  'Service Reminders',
  'Issues',
  'Service Entries',
  'Meter Entries',
];

/** Every state that is not the usual one has its own words and a next step; seen in a dark theme. */
describe('States of the views', () => {
  const session = useSession({
    sandbox: { rateLimit: 12 },
    settings: { 'workbench.colorTheme': 'Default Dark Modern' },
  });

  it('not permitted: a key whose user may see vehicles only', async () => {
    const { workbench } = session();
    await workbench.showViews('Fleetio');
    await workbench.row('Car 1').waitFor();
    await addKey(session(), 'Vehicles only');
    await workbench.expand('Car 1');
    await workbench.expand('Fuel Entries');
    await workbench.row('Not permitted').waitFor();
    await workbench.screenshot('state not permitted');
  });

  it('a key of a plan without API access is told apart from a mistyped one', async () => {
    const { workbench } = session();
    await startAdding(session(), 'No API plan');
    await workbench.quickInputMessage.filter({ hasText: 'Professional or Premium' }).waitFor();
    await workbench.screenshot('state no api plan');
    await workbench.press('Escape');
  });

  it('rate limit reached: the view says when loading goes on, and the tree stays', async () => {
    const { workbench } = session();
    const message = workbench.page.locator('.sidebar .message', { hasText: 'Loading goes on at' });
    // The sections need the room of the view below; each is one request, also one that is not permitted.
    await workbench.foldView('Leaks');
    for (const section of SECTIONS) {
      if ((await message.count()) === 0) {
        await workbench.expand(section);
      }
    }
    await message.waitFor();
    await workbench.row('Car 1').waitFor();
    const countdown = workbench.statusBarItem('Fleetio goes on in');
    await workbench.screenshot('state rate limit');
    const seconds = await countdown.innerText();
    assert.match(seconds, /Fleetio goes on in \d+ s/);
    await countdown.filter({ hasText: seconds.trim() }).waitFor({ state: 'detached' });
  });

  it('no key: the views say how to get one', async () => {
    const { workbench } = session();
    for (const label of ['Owner', 'Vehicles only']) {
      await workbench.chooseFromRowMenu(label, 'Remove API Key');
      await workbench.pressDialogButton('Remove');
      await workbench.row(label).waitFor({ state: 'detached' });
    }
    await workbench.page.locator('.welcome-view', { hasText: 'No API key is stored yet' }).waitFor();
    await workbench.screenshot('state no key');
  });

  it('offline: the input says so, and takes the key once Fleetio is there again', async () => {
    const { workbench, demo } = session();
    await demo.sandbox.close();
    await startAdding(session(), 'Owner');
    await workbench.quickInputMessage.filter({ hasText: 'Fleetio cannot be reached' }).waitFor();
    await workbench.screenshot('state offline');

    const { port } = new URL(demo.sandbox.url);
    const again = await startSandbox({ port: Number(port) });
    await workbench.press('Enter');
    await workbench.quickInputTitle('Add API Key (4/4)').waitFor();
    await workbench.press('Escape');
    await again.close();
  });
});

/** Goes through the steps up to the key, with a key of the sandbox. */
async function startAdding({ workbench, demo }: Session, label: string): Promise<void> {
  const { apiKey } = demo.sandbox.keys.find((key) => key.label === label)!;
  await workbench.runCommand('Fleetio: Add API Key');
  await answerUpToKey(workbench, { label, apiKey });
}

async function addKey(session: Session, label: string): Promise<void> {
  const { workbench } = session;
  await startAdding(session, label);
  await workbench.answer('Add API Key (4/4)', '');
  await workbench.notification('is stored and in use').waitFor();
}
