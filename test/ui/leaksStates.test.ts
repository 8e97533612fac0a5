import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { leakedKeys } from '../unit/leaks/everyExposure';
import { message, onlyLeaks } from './leaksView';
import { useSession, type Session } from './session';
import { untilSeen } from './workbench';

/** What the view says when it has no rows, each with a next step. */
describe('The view Leaks without leaks', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fleetio-plain-'));
  const session = useSession({
    sandbox: { rateLimit: 'off' },
    workspace: folder,
    workspaceTrust: true,
    settings: {
      'workbench.colorTheme': 'Default Dark Modern',
      'security.workspace.trust.enabled': true,
      'security.workspace.trust.startupPrompt': 'never',
    },
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('an untrusted workspace: only open documents are looked at', async () => {
    const { workbench } = session();
    await workbench.showViews('Fleetio');
    await onlyLeaks(session());
    await welcome(session(), 'This workspace is not trusted').waitFor();
    await workbench.screenshot('leaks state untrusted');
    await workbench.page
      .locator('.welcome-view a.monaco-button', { hasText: 'Manage Workspace Trust' })
      .click();
    await workbench.page.locator('.workspace-trust-editor .monaco-button', { hasText: /^Trust$/ }).click();
    await workbench.page.locator('.workspace-trust-header.workspace-trust-trusted').click();
    await workbench.press('Escape');
    await welcome(session(), 'Nothing leaked was found in what was scanned.').waitFor();
    await workbench.screenshot('leaks state clean');
    await workbench.page.locator('.welcome-view a.monaco-button', { hasText: 'Scan Workspace' }).click();
    await workbench.statusBarItem('Workspace: nothing found, ').waitFor();
    await workbench.screenshot('leaks state clean after a scan');
  });

  it('no git repository: nothing is staged, and there is no history', async () => {
    const { workbench } = session();
    await workbench.page.locator('.welcome-view a.monaco-button', { hasText: 'Scan History' }).click();
    await welcome(session(), 'No folder of this workspace is in a git repository').waitFor();
    await workbench.screenshot('leaks state no repository');
  });

  it('no git repository: a .env file is written after a yes, which says so', async () => {
    const { workbench } = session();
    await workbench.runCommand('Fleetio: Write .env');
    await workbench.page.locator('.monaco-dialog-box').waitFor();
    await workbench.screenshot('leaks state no repository env');
    assert.match(await workbench.pressDialogButton('Write'), /This folder is in no git repository/);
    const file = path.join(folder, '.env');
    await workbench.statusBarItem('no git is there to ignore .env').waitFor();
    assert.match(await readFile(file, 'utf8'), /^FLEETIO_API_KEY=\w{40}$/m);
    await rm(file);
    await rm(path.join(folder, '.env.example'));
  });

  it('no git: files are scanned all the same, and found keys are shown', async () => {
    const { workbench, demo } = session();
    // A setting of the machine that the folder is on.
    const settings = path.join(demo.dataFolder, 'data', 'Machine', 'settings.json');
    await mkdir(path.dirname(settings), { recursive: true });
    await writeFile(settings, JSON.stringify({ 'git.path': '/nowhere/git' }));
    // It takes a moment until the setting counts.
    await untilSeen(
      () => workbench.runCommand('Fleetio: Scan Staged Changes for Leaked Keys'),
      welcome(session(), 'Git was not found'),
    );
    await workbench.screenshot('leaks state no git');
    await writeFile(path.join(folder, 'a.py'), `FLEETIO_API_KEY = "${leakedKeys.untracked}"\n`);
    await workbench.row('Git was not asked').waitFor();
    await message(session(), 'Git was not found').waitFor();
    await workbench.screenshot('leaks state no git with a leak');
  });

  it('a scan that takes its time: says how far it is, and can be cancelled', async () => {
    const { workbench } = session();
    for (let file = 0; file < HUGE_FILES; file++) {
      // Sparse: they take no room on the disk.
      await writeFile(path.join(folder, `huge${file}.bin`), '');
      await truncate(path.join(folder, `huge${file}.bin`), HUGE_BYTES);
    }
    await workbench.runCommand('Fleetio: Scan Workspace for Leaked Keys');
    await message(session(), `of ${HUGE_FILES + 1} files`).waitFor();
    await workbench.screenshot('leaks state scanning');
    await workbench.runCommand('Fleetio: Cancel Scan for Leaked Keys');
    await message(session(), 'The scan was cancelled.').waitFor();
    await workbench.row('Git was not asked').waitFor();
    await workbench.screenshot('leaks state cancelled');
  });
});

const HUGE_FILES = 150;
const HUGE_BYTES = 24 * 1024 * 1024;

function welcome({ workbench }: Session, text: string): Locator {
  return workbench.page.locator('.sidebar .welcome-view', { hasText: text });
}
