import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ALLOW } from '../unit/leaks/corpus';
import { answerAll } from './keys/steps';
import { type Session, useSession } from './session';

const THEMES = ['Light Modern', 'Dark Modern'];

/** From a workspace that nobody trusts, where git is not started, to a key that is stored, asked about, and kept out of the next commit. */
describe('Fixes of leaked keys', () => {
  const session = useSession({
    sandbox: { rateLimit: 'off', vehicles: 5 },
    settings: {
      'window.autoDetectColorScheme': false,
      'security.workspace.trust.enabled': true,
      'security.workspace.trust.startupPrompt': 'never',
    },
    workspaceTrust: true,
  });
  const keyOf = (label: string): string =>
    session().demo.sandbox.keys.find((key) => key.label === label)!.apiKey;

  it('do not say how far a key got, until the workspace is trusted: git is not started', async () => {
    const { workbench, demo } = session();
    const calls = await logGit(demo.dataFolder);
    await workbench.openFile('sync.js');
    await workbench.page.locator('.squiggly-warning').first().waitFor();
    await workbench.showProblems();
    await problem(session(), 'may be in a commit: git was not asked.').waitFor();
    await workbench.screenshot('restricted 1 not trusted');
    assert.equal(await calls(), '');
    await workbench.statusBarItem('Restricted Mode').click();
    await workbench.page
      .locator('.workspace-trust-editor .monaco-button', { hasText: /^Trust$/ })
      .first()
      .click();
    await problem(session(), 'is in commit').waitFor();
    await workbench.screenshot('restricted 2 trusted');
    assert.match(await calls(), /ls-files|cat-file|log/);
    await workbench.runCommand('View: Close All Editors');
  });

  it('are offered at the squiggle', async () => {
    const { workbench, demo } = session();
    // Both at once: the box that opens files does not see at once what comes later.
    await writeFile(path.join(demo.workspace, 'src', 'report.js'), script(keyOf('One yard')));
    await writeFile(path.join(demo.workspace, 'src', 'second.js'), script(keyOf('Two accounts')));
    await workbench.openFile('report.js');
    await workbench.page.locator('.squiggly-warning').first().waitFor();
    await workbench.goTo(2, 30);
    const fixes = workbench.page.locator('.action-widget .monaco-list-row.action');
    for (const theme of THEMES) {
      await workbench.useTheme(theme);
      await workbench.goTo(2, 30);
      await workbench.press('Control+.');
      await fixes.filter({ hasText: 'Accept it in the baseline' }).first().waitFor();
      await workbench.screenshot(`fixes 1 menu ${theme}`);
      await workbench.press('Escape');
    }
  });

  it('ask Fleetio only after a yes, and say whether the key is live', async () => {
    const { workbench, demo } = session();
    const asked = demo.sandbox.requests.length;
    await workbench.showProblems();
    await workbench.goTo(2, 30);
    await workbench.quickFix('Ask Fleetio whether the key is live');
    await workbench.page.locator('.monaco-dialog-box').waitFor();
    await workbench.screenshot('fixes 2 question');
    assert.equal(demo.sandbox.requests.length, asked);
    const said = await workbench.pressDialogButton('Send the Key and Ask');
    assert.match(
      said,
      new RegExp(`sent from this machine to ${new URL(demo.sandbox.url).host}.*GET .*/accounts`),
    );
    const { host } = new URL(demo.sandbox.url);
    await problem(session(), `It is live: ${host} takes it.`).waitFor();
    await workbench.notification(`is live: ${host} takes it. Rotate it.`).waitFor();
    assert.equal(demo.sandbox.requests.length, asked + 1);
    await workbench.screenshot('fixes 3 live');

    await fetch(new URL('/sandbox/keys', demo.sandbox.url), {
      method: 'POST',
      body: JSON.stringify({ label: 'One yard', change: 'revoke' }),
    });
    await workbench.goTo(2, 30);
    await workbench.quickFix('Ask Fleetio whether the key is live');
    await workbench.pressDialogButton('Send the Key and Ask');
    await problem(session(), `is dead: ${host} refuses it`).waitFor();
    await workbench.screenshot('fixes 4 dead');
  });

  it('store a key and have the file read it from the environment', async () => {
    const { workbench } = session();
    await workbench.openFile('second.js');
    await workbench.page.locator('.squiggly-warning').first().waitFor();
    await workbench.goTo(2, 30);
    await workbench.quickFix('Store the key under API Keys and replace it…');
    await answerAll(workbench, { label: 'Reports' }, 'Store Leaked Key');
    await workbench.pick('Riverside Logistics');
    await workbench.editor.filter({ hasText: 'process.env.FLEETIO_API_KEY' }).waitFor();
    await workbench.statusBarItem('The key is stored').waitFor();
    await workbench.screenshot('fixes 5 stored');
    await workbench.press('Control+Z');
    await workbench.editor.filter({ hasText: 'Token ' + keyOf('Two accounts').slice(0, 4) }).waitFor();
  });

  it('take a comment out that allows nothing, which is told', async () => {
    const { workbench, demo } = session();
    await writeFile(
      path.join(demo.workspace, 'src', 'allowed.js'),
      `// ${ALLOW} the demo key\nexport const url = 1;\n`,
    );
    await workbench.openFile('allowed.js');
    await workbench.page.locator('.squiggly-info').first().waitFor();
    for (const theme of THEMES) {
      await workbench.useTheme(theme);
      await workbench.goTo(1, 6);
      await workbench.press('Control+K');
      await workbench.press('Control+I');
      await workbench.page
        .locator('.monaco-hover:visible', {
          hasText: 'This comment allows a Fleetio secret where there is none.',
        })
        .waitFor();
      await workbench.screenshot(`fixes 6 comment that allows nothing ${theme}`);
      await workbench.press('Escape');
    }
    await workbench.quickFix('Remove the comment');
    await workbench.page.locator('.squiggly-info').waitFor({ state: 'detached' });
    assert.equal(await workbench.editorText(), 'export const url = 1;');
  });

  it('are needed before the commit: source control says so, as it is staged', async () => {
    const { workbench, demo } = session();
    execFileSync('git', ['add', 'src/report.js'], { cwd: demo.workspace });
    await workbench.showViews('Source Control');
    const head = workbench.page.locator('.sidebar .pane-header', { hasText: 'Fleetio Secrets Staged: 1' });
    await head.waitFor();
    await workbench.screenshot('fixes 6 source control folded');
    await head.click();
    const row = workbench.rows.filter({ hasText: 'line 2 · ' });
    await row.waitFor();
    for (const theme of THEMES) {
      await workbench.useTheme(theme);
      await workbench.screenshot(`fixes 6 source control ${theme}`);
    }
    await row.click();
    await workbench.statusBarItem('Ln 2').waitFor();
    await row.hover();
    await row.locator('.action-label[aria-label="Unstage File"]').click();
    await row.waitFor({ state: 'detached' });
    assert.equal(execFileSync('git', ['diff', '--cached'], { cwd: demo.workspace, encoding: 'utf8' }), '');
  });

  it('lead from a key that is typed to one that is rotated', async () => {
    const { workbench, demo } = session();
    await workbench.openFile('overdue.js');
    // Below the last line, where nothing has to make room for it first.
    await workbench.goTo(13, 1);
    await workbench.page.keyboard.type(`const headers = { Authorization: 'Token ${keyOf('Vehicles only')}`);
    await workbench.page.locator('.squiggly-warning').first().waitFor();
    await workbench.screenshot('loop 1 typed');

    await workbench.quickFix('Store the key under API Keys and replace it…');
    await answerAll(workbench, { label: 'Typed' }, 'Store Leaked Key');
    await workbench.statusBarItem('The key is stored').waitFor();
    await workbench.page.locator('.squiggly-warning').waitFor({ state: 'detached' });
    assert.match(await workbench.editorText(), /Token \$\{process\.env\.FLEETIO_API_KEY\}/);
    await workbench.screenshot('loop 2 stored and replaced');

    await workbench.showViews('Fleetio');
    await workbench.chooseFromRowMenu('Typed', 'Rotate API Key');
    await workbench.choose('Rotate "Typed" (1/3)', 'I have the new key');
    demo.sandbox.changeKey('Vehicles only', 'regenerate');
    await workbench.answer('Rotate "Typed" (2/3)', keyOf('Vehicles only'));
    await workbench.choose('Rotate "Typed" (3/3)', 'Check that Fleetio refuses the old key');
    await workbench.quickInput.filter({ hasText: 'it is dead, and forgotten here' }).waitFor();
    await workbench.screenshot('loop 3 old key is dead');
    await workbench.pick('Done');
    await workbench.row('Typed').filter({ hasText: 'in use' }).waitFor();
    // The same key was committed in another file, which now says that nobody gets in with it.
    await workbench.page
      .locator('.markers-panel .monaco-list-row', { hasText: /is dead: 127\.0\.0\.1:\d+ refuses it/ })
      .nth(1)
      .waitFor();
    await workbench.screenshot('loop 4 rotated');
    await workbench.runCommand('File: Revert File');
  });

  it('and a guard stops the commit', async () => {
    const { workbench, demo } = session();
    await workbench.runCommand('Fleetio: Install Pre-commit Guard');
    await workbench.notification('that takes a Fleetio key along is stopped').waitFor();
    await workbench.screenshot('fixes 7 guard');
    execFileSync('git', ['add', 'src/report.js'], { cwd: demo.workspace });
    assert.throws(
      () => execFileSync('git', ['commit', '-m', 'Report'], { cwd: demo.workspace, stdio: 'pipe' }),
      /Fleetio API key/,
    );
  });
});

/** Has all of VS Code use a git that writes down what it is called with. @returns what that was so far. */
async function logGit(dataFolder: string): Promise<() => Promise<string>> {
  const log = path.join(dataFolder, 'git-calls');
  const git = path.join(dataFolder, 'git-that-logs');
  await writeFile(log, '');
  await writeFile(git, `#!/bin/sh\necho "$*" >> '${log}'\nexec git "$@"\n`, { mode: 0o755 });
  const settings = path.join(dataFolder, 'data', 'Machine', 'settings.json');
  await mkdir(path.dirname(settings), { recursive: true });
  await writeFile(settings, JSON.stringify({ 'git.path': git }));
  return () => readFile(log, 'utf8');
}

function problem({ workbench }: Session, text: string) {
  return workbench.page.locator('.markers-panel .monaco-list-row', { hasText: text }).first();
}

const script = (key: string): string =>
  [
    'export const headers = {',
    `  Authorization: 'Token ${key}',`,
    '};',
    "export const url = 'https://secure.fleetio.com/api/vehicles';",
    '',
  ].join('\n');
