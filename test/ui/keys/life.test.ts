import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Demo } from '../../vscode/startDemo';
import { SecretSearch } from '../secretSearch';
import { useSession } from '../session';
import { answerAll } from './steps';

const CLEAR_SECONDS = 3;

/** The life of a key, from the clipboard to its removal, with everything logged. */
describe('The life of a key', () => {
  const session = useSession({
    sandbox: { rateLimit: 'off', vehicles: 5 },
    settings: { 'fleetio.clipboardClearSeconds': CLEAR_SECONDS, 'window.autoDetectColorScheme': true },
    logLevel: 'trace',
  });
  const printed: string[] = [];
  const keyOf = (label: string): string =>
    session().demo.sandbox.keys.find((key) => key.label === label)!.apiKey;
  const clipboard = (): Promise<string> =>
    session().workbench.page.evaluate('navigator.clipboard.readText()');

  it('is added from the clipboard, with its account', async () => {
    const { workbench, demo } = session();
    workbench.page.on('console', (message) => printed.push(message.text()));
    await workbench.showViews('Fleetio');
    await workbench.row('Owner').waitFor();
    const token = demo.sandbox.accounts[0]!.accountToken;
    const copied = `FLEETIO_API_KEY="Token ${keyOf('One yard')}"\nFLEETIO_ACCOUNT_TOKEN=${token}\n`;
    await workbench.page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(copied)})`);
    await workbench.runCommand('Fleetio: Add API Key from Clipboard');
    await answerAll(workbench, { label: 'Telematics' });
    await workbench.notification('is stored and in use for Riverside Logistics').waitFor();
    await workbench.row('Telematics').filter({ hasText: 'in use' }).waitFor();
    await workbench.statusBarItem('Telematics · Riverside Logistics').waitFor();
    await workbench.screenshot('keys 1 added from clipboard');
  });

  it('shows what is known of it', async () => {
    const { workbench } = session();
    await workbench.hoverRow('Telematics', 'User: Arjun Mehta');
    await workbench.screenshot('keys 2 hover');
  });

  it('is copied, and leaves the clipboard again', async () => {
    const { workbench } = session();
    await workbench.chooseFromRowMenu('Telematics', 'Copy API Key');
    await workbench.statusBarItem('it leaves the clipboard in').waitFor();
    assert.equal(await clipboard(), keyOf('One yard'));
    await workbench.screenshot('keys 3 copied');
    for (let second = 0; second < 5 * CLEAR_SECONDS && (await clipboard()) !== ''; second++) {
      await workbench.page.waitForTimeout(1000);
    }
    assert.equal(await clipboard(), '');
  });

  it('goes to no terminal while VS Code logs what terminals are given', async () => {
    const { workbench } = session();
    await workbench.runCommand('Fleetio: Give API Key to New Terminals');
    await workbench.notification('At the log level Trace').waitFor();
    await workbench.screenshot('keys 4 terminals');
  });

  it('is written into .env, which git ignores', async () => {
    const { workbench, demo } = session();
    await workbench.runCommand('Fleetio: Write .env');
    await workbench.page.locator('.monaco-dialog-box').waitFor();
    await workbench.screenshotInBothThemes('keys 5 write env');
    const said = await workbench.pressDialogButton('Write');
    assert.match(said, /Git ignores \.env, so it is not committed/);
    await workbench.statusBarItem('.env and .env.example are written').waitFor();
    const text = await readFile(path.join(demo.workspace, '.env'), 'utf8');
    assert.ok(text.includes(`FLEETIO_API_KEY=${keyOf('One yard')}\n`));
    const example = await readFile(path.join(demo.workspace, '.env.example'), 'utf8');
    assert.match(example, /^FLEETIO_API_KEY=your-api-key$/m);
  });

  it('is rotated: the new key has to see what the old one saw', async () => {
    const { workbench } = session();
    await workbench.chooseFromRowMenu('Telematics', 'Rotate API Key');
    await workbench.quickInputTitle('Rotate "Telematics" (1/3)').waitFor();
    await workbench.screenshotInBothThemes('keys 6 rotate');
    await workbench.choose('Rotate "Telematics" (1/3)', 'I have the new key');
    await workbench.answer('Rotate "Telematics" (2/3)', keyOf('One yard'));
    await workbench.quickInputMessage.filter({ hasText: 'This is the old key' }).waitFor();
    await workbench.answer('Rotate "Telematics" (2/3)', keyOf('Two accounts'));
    await workbench.quickInputTitle('Rotate "Telematics" (3/3)').waitFor();
    await workbench.pick('Check that Fleetio refuses the old key');
    await workbench.quickInput.filter({ hasText: 'Fleetio still accepts the old key' }).waitFor();
    await workbench.pick('Search this workspace and its history');
    await workbench.quickInput.filter({ hasText: 'Files: 1, commits: 0. .env' }).waitFor();
    await workbench.screenshotInBothThemes('keys 7 old key');
    await workbench.pick('Done');
    await workbench.row('Telematics').filter({ hasText: 'old key not revoked yet' }).waitFor();
    await workbench.screenshot('keys 8 rotated');
  });

  it('has no old key any more once Fleetio refuses that', async () => {
    const { workbench, demo } = session();
    demo.sandbox.changeKey('One yard', 'revoke');
    await workbench.pressRowButton('Telematics', 'Check the Old API Key…');
    await workbench.pick('Check that Fleetio refuses the old key');
    await workbench.quickInput.filter({ hasText: 'it is dead, and forgotten here' }).waitFor();
    await workbench.screenshot('keys 8b old key is dead');
    await workbench.pick('Done');
    await workbench.row('Telematics').filter({ hasNotText: 'old key not revoked yet' }).waitFor();
  });

  it('becomes the own key of this workspace', async () => {
    const { workbench } = session();
    await workbench.chooseFromRowMenu('Owner', 'Use API Key for This Workspace');
    await workbench.row('Owner').filter({ hasText: 'in use for this folder' }).waitFor();
    await workbench.statusBarItem('Owner · Riverside Logistics').waitFor();
    await workbench.screenshot('keys 9 own key');
  });

  it('is found in a .env file, stored after a yes, and taken out of the file', async () => {
    const { workbench, demo } = session();
    const file = path.join(demo.workspace, '.env');
    await writeFile(file, `FLEETIO_API_KEY=${keyOf('Old integration')}\nOTHER=1\n`);
    await workbench.runCommand('Fleetio: Add API Keys from .env Files');
    await workbench.quickInputTitle('Add API Keys from .env Files').waitFor();
    await workbench.screenshotInBothThemes('keys 10 found in env file');
    await workbench.press('Enter');
    await answerAll(workbench, { label: 'Old integration', apiVersion: '2023-03-01' });
    await workbench.quickInputRow('Take the secrets out of the file').waitFor();
    await workbench.screenshotInBothThemes('keys 11 clean the file');
    await workbench.pick('Take the secrets out of the file');
    await workbench.row('Old integration').waitFor();
    let text = '';
    for (let attempt = 0; attempt < 50 && !text.startsWith('FLEETIO_API_KEY=\n'); attempt++) {
      await workbench.page.waitForTimeout(100);
      text = await readFile(file, 'utf8');
    }
    assert.equal(text, 'FLEETIO_API_KEY=\nOTHER=1\n');
  });

  it('is revoked only when Fleetio refuses it, and then forgotten', async () => {
    const { workbench, demo } = session();
    await workbench.chooseFromRowMenu('Telematics', 'Revoke API Key');
    await workbench.pick('Check that it is dead');
    await workbench.quickInput.filter({ hasText: 'Fleetio still accepts it' }).waitFor();
    await workbench.screenshotInBothThemes('keys 12 revoke');
    demo.sandbox.changeKey('Two accounts', 'revoke');
    await workbench.pick('Check that it is dead');
    await workbench.notification('It is revoked, and forgotten here').waitFor();
    await workbench.row('Telematics').waitFor({ state: 'detached' });
    await workbench.screenshot('keys 12b revoked');
  });

  it('is removed after a yes only, which says that this does not revoke it', async () => {
    const { workbench } = session();
    for (const answer of ['Cancel', 'Remove']) {
      await workbench.row('Old integration').waitFor();
      await workbench.chooseFromRowMenu('Old integration', 'Remove API Key');
      const said = await workbench.pressDialogButton(answer);
      assert.match(said, /Fleetio goes on accepting it until it is revoked there/);
    }
    await workbench.row('Old integration').waitFor({ state: 'detached' });
  });

  it('leaves no trace: no secret is anywhere but in the secret storage', async () => {
    const { workbench, demo } = session();
    await crashExtensionHost(demo);
    await workbench.reload();
    await workbench.showViews('Fleetio');
    await workbench.row('Owner').waitFor();
    // Not the demo's own key, which comes in the environment of VS Code's server, and is logged with that.
    const secrets = ['One yard', 'Two accounts', 'Old integration'].map(keyOf);
    const lookEverywhere = async (): Promise<SecretSearch> => {
      const search = new SecretSearch(secrets);
      await search.lookAtFolder(demo.dataFolder);
      await search.lookAtPage(workbench.page);
      search.look('console', printed.join('\n'));
      search.look('access log', JSON.stringify(demo.sandbox.requests));
      search.look('what VS Code printed, crashes too', demo.printed());
      return search;
    };
    const search = await lookEverywhere();
    assert.deepEqual(search.findings, []);
    assert.ok(search.places > 20, `only ${search.places} places were looked at`);

    // The same search finds a key that is leaked on purpose, in each kind of place.
    const [key = ''] = secrets;
    await writeFile(path.join(demo.dataFolder, 'leak.bin'), Buffer.from(`xx${key}`).toString('base64'));
    await workbench.page.evaluate(`localStorage.setItem('leak', '${key}')`);
    await workbench.page.evaluate(leakIntoDatabase(key));
    printed.push(`Token ${key}`);
    const leaked = await lookEverywhere();
    assert.deepEqual([...leaked.findings].sort(), [
      'console',
      'database leak',
      'leak.bin',
      'local storage leak',
    ]);
  });

  it('is missed when the secret storage has lost it, once and with words', async () => {
    const { workbench } = session();
    // Without the server's half of its key, the workbench keeps secrets in the memory of its page only.
    await workbench.page.route('**/mint-key', (route) => route.fulfill({ status: 405 }));
    await workbench.reload();
    await workbench.notification('VS Code has lost the API keys').waitFor();
    await workbench.showViews('Fleetio');
    await workbench.page.locator('.welcome-view', { hasText: 'No API key is stored yet' }).waitFor();
    await workbench.screenshot('keys 13 lost');
  });

  it('has a walkthrough that leads to a first one', async () => {
    const { workbench } = session();
    await workbench.runCommand('Welcome: Open Walkthrough');
    await workbench.quickInputField.fill('Get Started with the Fleetio API');
    await workbench.pick('Get Started with the Fleetio API');
    await workbench.page.locator('.getting-started-step.expanded', { hasText: 'Add an API key' }).waitFor();
    await workbench.page.locator('.getting-started-step', { hasText: 'Guard the repository' }).waitFor();
    await workbench.screenshotInBothThemes('keys 14 walkthrough');
  });

  it('is not needed for the demo fleet, which a click on the walkthrough starts', async () => {
    const { workbench } = session();
    await workbench.page
      .locator('.getting-started-step .monaco-button', { hasText: 'Start the Demo Fleet' })
      .click();
    await workbench.row('Demo fleet').filter({ hasText: 'in use · Riverside Logistics' }).waitFor();
    await workbench.row('Car 1').waitFor();
    await workbench.page
      .locator('.getting-started-step .codicon-getting-started-step-checked')
      .first()
      .waitFor();
    await workbench.screenshot('keys 15 demo fleet');
  });
});

/** A script that puts a text into a database of its own, as bytes, as VS Code keeps its logs. */
function leakIntoDatabase(text: string): string {
  return `new Promise((resolve) => {
    const opening = indexedDB.open('leak');
    opening.onupgradeneeded = () => opening.result.createObjectStore('leak');
    opening.onsuccess = () => {
      const transaction = opening.result.transaction('leak', 'readwrite');
      transaction.objectStore('leak').put(new TextEncoder().encode('x${text}'), 'leak');
      transaction.oncomplete = () => resolve(opening.result.close());
    };
  })`;
}

/** Has the process that knows the keys end as a crash does, with all that is written then. */
async function crashExtensionHost({ printed }: Demo): Promise<void> {
  const pid = printed()
    .match(/(?<=<)\d+(?=> Launched Extension Host Process)/g)
    ?.at(-1);
  assert.ok(pid !== undefined, 'The server does not say which process it is.');
  process.kill(Number(pid), 'SIGABRT');
  const end = `<${pid}> Extension Host Process exited with code: null, signal: SIGABRT`;
  for (let attempt = 0; attempt < 100 && !printed().includes(end); attempt++) {
    await setTimeout(100);
  }
  assert.ok(printed().includes(end), 'The extension host did not crash.');
}
