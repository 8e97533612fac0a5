import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runProgram } from '../../vscode/program';
import type { Session } from '../session';
import { untilSeen, WorkbenchPage } from '../workbench';
import { takeAsItIs } from './steps';

const FOUND = 'Add API Keys from .env Files';

/** What asks before it acts, and does nothing without a yes. */
export function questionsAboutKeys(session: () => Session): void {
  const inWorkspace = (...names: string[]): string => path.join(session().demo.workspace, ...names);
  const read = (name: string): Promise<string> => readFile(inWorkspace(name), 'utf8').catch(() => '');
  const git = (...args: string[]): Promise<string> =>
    runProgram('git', args, { cwd: session().demo.workspace });
  const apiKeyOf = (label: string): string =>
    session().demo.sandbox.keys.find((key) => key.label === label)!.apiKey;

  before(async () => {
    const { workbench } = session();
    await workbench.showViews('Fleetio');
    await workbench.row('Owner').waitFor();
  });

  /** Waits until a file has a content that fits. */
  async function eventually(name: string, expected: RegExp): Promise<void> {
    for (let attempt = 0; attempt < 100 && !expected.test(await read(name)); attempt++) {
      await session().workbench.page.waitForTimeout(100);
    }
    assert.match(await read(name), expected);
  }

  /** Finds the key of the .env file, chooses it and goes through the steps with what was found in their boxes. */
  async function addFoundKey(): Promise<void> {
    const { workbench } = session();
    await workbench.runCommand('Fleetio: Add API Keys from .env Files');
    await workbench.quickInputTitle(FOUND).waitFor();
    await workbench.press('Enter');
    for (const step of [1, 2, 3, 4]) {
      await takeAsItIs(workbench, `Add API Key (${step}/4)`);
    }
    await workbench.quickInputTitle('The key in .env').waitFor();
  }

  it('a key in a .env file that git has: nothing is stored or changed without a yes', async () => {
    const { workbench } = session();
    const text = `FLEETIO_API_KEY=${apiKeyOf('Vehicles only')}\n`;
    await writeFile(inWorkspace('.env'), text);
    await git('add', '--force', '.env');
    await workbench.runCommand('Fleetio: Add API Keys from .env Files');
    await workbench.quickInputTitle(FOUND).waitFor();
    await workbench.press('Escape');
    await workbench.quickInput.waitFor({ state: 'hidden' });

    await addFoundKey();
    await workbench.screenshotInBothThemes('question 1 env file in git');
    await workbench.press('Escape');
    await workbench.quickInput.waitFor({ state: 'hidden' });
    assert.equal(await read('.env'), text);
    assert.equal((await git('ls-files', '.env')).trim(), '.env');
  });

  it('after a yes, the file leaves git and stays on disk', async () => {
    await addFoundKey();
    await session().workbench.pick('Take the file out of git');
    await session().workbench.quickInput.waitFor({ state: 'hidden' });
    await session().workbench.statusBarItem('Git ignores .env now').waitFor();
    // The account was one of two before, and folded; it is all that the new key sees.
    await session().workbench.row('Car 1').waitFor();
    assert.equal((await git('ls-files', '.env')).trim(), '');
    assert.match(await read('.env'), /^FLEETIO_API_KEY=\w{40}$/m);
  });

  it('a .env file that git does not ignore is written only after a yes, and ignored first', async () => {
    const { workbench } = session();
    await writeFile(inWorkspace('.env'), 'OTHER=1\n');
    await writeFile(inWorkspace('.gitignore'), 'node_modules/\n');
    for (const answer of ['Cancel', 'Add to .gitignore and Write']) {
      assert.deepEqual([await read('.env'), await read('.gitignore')], ['OTHER=1\n', 'node_modules/\n']);
      await workbench.runCommand('Fleetio: Write .env');
      await workbench.page.locator('.monaco-dialog-box').waitFor();
      await workbench.screenshotInBothThemes('question 2 not ignored');
      assert.match(await workbench.pressDialogButton(answer), /Git does not ignore \.env yet/);
    }
    await eventually('.env', /^OTHER=1\nFLEETIO_API_KEY=\w{40}\n/);
    assert.equal(await read('.gitignore'), 'node_modules/\n/.env\n');
    await git('check-ignore', '.env');
  });

  it('a .env file that git has is taken out of it first', async () => {
    const { workbench } = session();
    await writeFile(inWorkspace('.env'), 'OTHER=1\n');
    await git('add', '--force', '.env');
    await workbench.runCommand('Fleetio: Write .env');
    assert.match(await workbench.pressDialogButton('Take out of Git and Write'), /The file \.env is in git/);
    await eventually('.env', /^OTHER=1\nFLEETIO_API_KEY=\w{40}\n/);
    assert.equal((await git('ls-files', '.env')).trim(), '');
  });

  it('a task that names the key gets it after a yes, for once or for the window', async () => {
    const { workbench } = session();
    const task = {
      label: 'Count the key',
      type: 'shell',
      command: 'printenv KEY | wc -c > counted; echo done >> counted',
      options: { env: { KEY: '${command:fleetio.apiKey}' } },
      presentation: { reveal: 'never' },
      problemMatcher: [],
    };
    await mkdir(inWorkspace('.vscode'), { recursive: true });
    await writeFile(
      inWorkspace('.vscode', 'tasks.json'),
      JSON.stringify({ version: '2.0.0', tasks: [task] }),
    );
    const run = async (answer?: string): Promise<void> => {
      await writeFile(inWorkspace('counted'), '');
      // The box goes when the task before it ends just then.
      const choice = workbench.quickInputRow('Count the key');
      await untilSeen(() => workbench.runCommand('Tasks: Run Task'), choice);
      await workbench.pick('Count the key');
      if (answer !== undefined) {
        assert.match(await workbench.pressDialogButton(answer), /Give out the API key/);
      }
    };
    await run('Cancel');
    await run('Allow Once');
    await eventually('counted', /^\s*41\ndone/);
    await run();
    await workbench.page.locator('.monaco-dialog-box').waitFor();
    await workbench.screenshotInBothThemes('question 3 task');
    await workbench.pressDialogButton('Allow in This Window');
    await eventually('counted', /^\s*41\ndone/);
    await run();
    await eventually('counted', /^\s*41\ndone/);
  });

  it('a key that a second workspace is given is told of, until nobody wants to hear it', async () => {
    const { workbench, demo } = session();
    const message = 'is now used in two workspaces';
    // The other key is the one that was found in the .env file, and has the label of its folder.
    const give = async (window: WorkbenchPage, label: string): Promise<void> => {
      await window.chooseFromRowMenu(label, 'Use API Key for This Workspace');
      await window.row(label).filter({ hasText: 'in use for this folder' }).waitFor();
    };
    await give(workbench, 'sample');
    await give(workbench, 'Owner');
    assert.equal(await workbench.notification(message).count(), 0);

    const folder = path.join(path.dirname(demo.workspace), 'second');
    await mkdir(folder);
    const second = new WorkbenchPage(await workbench.page.context().newPage());
    await second.open(demo.address.replace(demo.workspace, folder));
    await second.showViews('Fleetio');
    await second.row('Owner').waitFor();
    await give(second, 'Owner');
    await second.notification(message).waitFor();
    await second.screenshotInBothThemes('question 4 second workspace');
    await second.pressNotificationButton(message, "Don't Show Again");
    await give(second, 'sample');
    assert.equal(await second.notification(message).count(), 0);
    await second.page.close();
  });
}
