import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { leakedKeys, leakEverywhere } from '../unit/leaks/everyExposure';
import { Repository } from '../unit/leaks/repository';
import { violations } from './accessibility';
import { message, onlyLeaks } from './leaksView';
import { useSession } from './session';
import { untilSeen } from './workbench';

const LINE = 'API key';

/** A leak that went all the way: seen in the view, in the editor, in an old commit, and led to its end by the guide. */
describe('The view Leaks', () => {
  const repository = Repository.create();
  leakEverywhere(repository);
  const session = useSession({ sandbox: { rateLimit: 'off' }, workspace: repository.root });
  after(() => {
    repository.remove();
  });

  it('shows by itself what is in the work tree and what is staged, by how far it got', async () => {
    const { workbench } = session();
    await workbench.showViews('Fleetio');
    await onlyLeaks(session());
    await workbench.row('Pushed').waitFor();
    await workbench.row('Staged').waitFor();
    await workbench.screenshot('leaks 1 view light');
    const badge = workbench.activityBarIcon('Fleetio').locator('xpath=..').locator('.badge-content');
    // What is only staged is found after the files.
    await badge.filter({ hasText: '6' }).waitFor();
  });

  it('scans the history by keyboard alone, and opens the version of the file that had the key', async () => {
    const { workbench } = session();
    await workbench.runCommand('Fleetio: Scan History for Leaked Keys');
    await workbench.row('In older commits').waitFor();
    await message(session(), 'History: ').waitFor();
    await workbench.runCommand('Fleetio: Focus on Leaks View');
    // Rows that come in meanwhile move the focus.
    await untilSeen(
      async () => {
        await workbench.press('Home');
        await workbench.page.keyboard.type('old');
        await workbench.focusedRow().filter({ hasText: 'old.py' }).waitFor();
        await workbench.press('ArrowDown');
      },
      workbench.focusedRow().filter({ hasText: LINE }),
    );
    await workbench.press('Enter');
    await workbench.page.locator('.tab.active', { hasText: 'old.py (' }).waitFor();
    await workbench.statusBarItem('Ln 3, Col ').waitFor();
    assert.ok((await workbench.editorText()).includes(leakedKeys.history));
    await workbench.screenshot('leaks 2 old version');
  });

  it('asks what to do about which leak, with what got furthest first', async () => {
    const { workbench } = session();
    await workbench.runCommand('Fleetio: What to Do About a Leak');
    await workbench.quickInputTitle('What to Do').waitFor();
    const rows = await workbench.quickInput.locator('.quick-input-list .label-description').allInnerTexts();
    await workbench.screenshot('leaks 2 picker');
    const names = ['pushed.js', 'old.py', 'staged.py', 'modified.py', 'untracked.py'];
    assert.deepEqual(
      rows.flatMap((row) => names.find((name) => row.includes(name)) ?? []),
      names,
    );
    await workbench.press('Escape');
  });

  it('says over the key what it is, how far it got and since when', async () => {
    const { workbench } = session();
    await workbench.openFile('pushed.js');
    await workbench.page.locator('.squiggly-error').first().waitFor();
    const hover = await workbench.hoverProblem('is on origin/main');
    await hover.locator('a', { hasText: 'What to do' }).first().waitFor();
    await workbench.screenshot('leaks 3 hover');
  });

  it('says what it is and what to do where Go to Next Problem tells it, in a narrow editor', async () => {
    const { workbench } = session();
    const { page } = workbench;
    await workbench.openFile('pushed.js');
    await page.locator('.squiggly-error').first().waitFor();
    await page.setViewportSize({ width: 1050, height: 800 });
    await workbench.goTo(1, 1);
    const [first, ...others] = await workbench.nextProblem();
    assert.match(first?.text ?? '', /^Fleetio API key \(\S+\) is on origin\/main, in commit \w{7}\.$/);
    assert.match(others[0]?.text ?? '', /^Rotate it first; deleting it here does not help\.$/);
    assert.ok([first, ...others].every((line) => line?.isInSight));
    await workbench.screenshot('leaks 3 next problem');
    await workbench.press('Escape');
    await workbench.showProblems();
    await workbench.screenshot('leaks 3 problems');
    await workbench.runCommand('View: Hide Panel');
    await page.setViewportSize({ width: 1280, height: 800 });
    await workbench.hoverProblem('is on origin/main');
  });

  it('opens the guide from the hover', async () => {
    const { workbench } = session();
    await workbench.page.locator('.monaco-hover:visible a', { hasText: 'What to do' }).first().click();
    const page = await workbench.webview('#step-rotate');
    assert.match(await page.locator('h1').innerText(), /^Fleetio API key \(/);
    await page.locator('#step-remove .status', { hasText: 'src/pushed.js:3' }).waitFor();
    await page
      .locator('#step-history code', { hasText: 'git filter-repo --invert-paths --path src/pushed.js' })
      .waitFor();
    assert.ok(!(await page.content()).includes(leakedKeys.pushed), 'the key is not in the page');
    await workbench.screenshot('leaks 4 guide light');
    assert.deepEqual(await violations(page), []);
  });

  it('remembers by keyboard alone what is done, also after the window was loaded again', async () => {
    const { workbench } = session();
    const page = await workbench.webview('#step-rotate');
    await page.locator('#box-rotate').focus();
    await workbench.press('Space');
    await page.locator('#progress', { hasText: '1 of 6 done.' }).waitFor();
    assert.ok(await page.locator('#box-rotate').and(page.locator(':focus')).count());
    await workbench.reloadWindow();
    const again = await workbench.webview('#step-rotate.done');
    assert.ok(await again.locator('#box-rotate').isChecked());
    await workbench.screenshot('leaks 5 guide after reload');
  });

  it('has the focus where it was when a dialog is closed', async () => {
    const { workbench } = session();
    const page = await workbench.webview('#act-dead');
    const asks = page.locator('#act-dead', { hasText: 'Ask Fleetio…' });
    await asks.focus();
    await workbench.press('Enter');
    const dialog = workbench.page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    await workbench.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await asks.and(page.locator(':focus')).waitFor();
  });

  it('copies the command that rewrites the history, and runs nothing', async () => {
    const { workbench } = session();
    const page = await workbench.webview('#copy-history-1');
    await page.locator('#copy-history-1').click();
    await page.locator('#step-history .note', { hasText: 'Copied' }).waitFor();
    const copied = await workbench.page.evaluate<string>('navigator.clipboard.readText()');
    assert.equal(copied, 'git filter-repo --replace-text ../replacements.txt');
  });

  it('fits a dark theme and those of high contrast', async () => {
    const { workbench } = session();
    await workbench.useTheme('Dark Modern');
    const page = await workbench.webview('#step-history');
    await page.locator('#step-verify').scrollIntoViewIfNeeded();
    assert.deepEqual(await violations(page), []);
    await workbench.showViews('Fleetio');
    await workbench.row('Pushed').waitFor();
    await workbench.rowSaying(endsOf('pushed')).hover();
    await workbench.screenshot('leaks 6 view and guide dark');
    for (const theme of ['Dark High Contrast', 'Light High Contrast']) {
      await workbench.useTheme(theme);
      assert.deepEqual(await violations(page), []);
      await workbench.screenshot(`leaks 6 view and guide ${theme}`);
    }
  });

  it('replaces a key by a read of the environment from its row', async () => {
    const { workbench } = session();
    // VS Code draws rows again when the theme changes or the guide loses the focus; a click in between is lost.
    await untilSeen(
      () => workbench.pressButtonOf(workbench.rowSaying(endsOf('committed')), 'Replace It in the File'),
      workbench.editor.filter({ hasText: 'os.environ' }),
    );
    await workbench.row('Committed').waitFor({ state: 'detached' });
    await workbench.screenshot('leaks 7 fixed from the view');
  });

  it('unstages a file from the row of a leak', async () => {
    const { workbench } = session();
    await untilSeen(
      () => workbench.pressButtonOf(workbench.rowSaying(endsOf('staged')), 'Unstage File'),
      workbench.row('Staged').filter({ hasText: '1' }),
    );
    assert.equal(repository.git('diff', '--cached', '--name-only'), 'src/index.py\n');
    await workbench.rowSaying(endsOf('indexOnly')).hover();
    await workbench.screenshot('leaks 8 staged row');
  });

  it('accepts a leak from its row, says how many that were, and tells of them again when nothing accepts them', async () => {
    const { workbench } = session();
    const row = workbench.rowSaying(endsOf('history'));
    repository.commit('config/old.py', `FLEETIO_API_KEY = "${leakedKeys.history}"\n`.repeat(2));
    await workbench.rows
      .filter({ hasText: endsOf('history') })
      .nth(1)
      .waitFor();
    await workbench.chooseFromMenuOf(row, 'Accept Leak in the Baseline');
    await workbench.statusBarItem('All 2 leaks of this secret in the file are accepted').waitFor();
    await row.waitFor({ state: 'detached' });
    await workbench.screenshot('leaks 8 accepted');
    await rm(repository.file('.fleetio-baseline'));
    await row.waitFor();
  });

  it('keeps a committed key that its file has lost', async () => {
    const { workbench } = session();
    repository.write('config/old.py', 'import os\n');
    const row = workbench
      .rowSaying(endsOf('history'))
      .and(workbench.page.locator('[aria-label*="is no longer in the file, but in commit"]'));
    await row.waitFor();
    for (const theme of ['Light Modern', 'Dark Modern']) {
      await workbench.useTheme(theme);
      await workbench.screenshot(`leaks 9 lost ${theme}`);
    }
    await workbench.chooseFromMenuOf(row, 'What to Do About a Leak');
    const page = await workbench.webview('#step-rotate');
    await page.locator('#summary', { hasText: 'is no longer in the file, but in commit' }).waitFor();
  });

  it('copies a report without the secrets', async () => {
    const { workbench } = session();
    for (const format of ['Markdown', 'SARIF']) {
      const report = await workbench.copiedBy(async () => {
        await workbench.runCommand('Fleetio: Copy Leak Report');
        await workbench.choose('Copy Leak Report', format);
      });
      await workbench.statusBarItem('The report was copied.').waitFor();
      assert.equal(report.startsWith('{'), format === 'SARIF');
      assert.match(report, /src\/pushed\.js/);
      assert.ok(Object.values(leakedKeys).every((key) => !report.includes(key)));
    }
  });
});

/** Nobody has said yet that the workspace is trusted: git is not run, so that nobody knows how far the key got. */
describe('The view Leaks in Restricted Mode', () => {
  const repository = Repository.create();
  leakEverywhere(repository);
  const session = useSession({
    sandbox: { rateLimit: 'off' },
    workspace: repository.root,
    workspaceTrust: true,
    settings: {
      'security.workspace.trust.enabled': true,
      'security.workspace.trust.startupPrompt': 'never',
    },
  });
  after(() => {
    repository.remove();
  });

  it('says of a pushed key that nobody knows how far it got, and why', async () => {
    const { workbench } = session();
    await workbench.showViews('Fleetio');
    await onlyLeaks(session());
    await workbench.openFile('pushed.js');
    await workbench.row('Git was not asked').waitFor();
    await message(session(), 'This workspace is not trusted').waitFor();
    const hover = await workbench.hoverProblem('may be in a commit: git was not asked.', 'warning');
    await workbench.screenshot('leaks restricted mode hover');
    await hover.locator('a', { hasText: 'What to do' }).first().click();
  });

  it('guides as for the worst, and scans nothing', async () => {
    const { workbench } = session();
    const page = await workbench.webview('#step-rotate');
    await page.locator('#progress', { hasText: '0 of 6 done.' }).waitFor();
    await page.locator('#text-rotate', { hasText: 'Git was not asked' }).waitFor();
    await workbench.screenshot('leaks restricted mode guide');
    await page.locator('#act-verify', { hasText: 'Manage Workspace Trust' }).click();
    await workbench.page.locator('.workspace-trust-editor').waitFor();
    assert.equal(await workbench.row('Not tracked by git').count(), 0);
  });

  it('says in the open guide how far it got, once the workspace is trusted', async () => {
    const { workbench } = session();
    await workbench.page.locator('.workspace-trust-editor .monaco-button', { hasText: /^Trust$/ }).click();
    await workbench.page.locator('.workspace-trust-header.workspace-trust-trusted').click();
    await workbench.press('Escape');
    await workbench.row('Pushed').waitFor();
    await message(session(), 'This workspace is not trusted').waitFor({ state: 'detached' });
    const page = await workbench.webview('#step-rotate');
    await page.locator('#text-rotate', { hasText: 'This comes first' }).waitFor();
    await page.locator('#summary', { hasText: 'is on origin/main' }).waitFor();
  });

  it('says in the open guide that the key was pushed meanwhile', async () => {
    const { workbench } = session();
    await workbench.runCommand('View: Close All Editors');
    await workbench.openFile('committed.py');
    const hover = await workbench.hoverProblem('is in commit');
    await hover.locator('a', { hasText: 'What to do' }).first().click();
    const page = await workbench.webview('#step-rotate');
    await page.locator('#text-history', { hasText: 'Nothing was pushed yet' }).waitFor();
    repository.git('push', '-q', 'origin', 'main');
    await page.locator('#text-history', { hasText: 'It makes no leaked key harmless' }).waitFor();
    await page.locator('#step-team').waitFor();
    await page.locator('#progress', { hasText: '0 of 6 done.' }).waitFor();
  });

  it('stages a clean file again from the guide, where only what is staged still has the key', async () => {
    const { workbench } = session();
    await workbench.runCommand('View: Close All Editors');
    await workbench.pressButtonOf(workbench.rowSaying(endsOf('indexOnly')), 'What to Do About a Leak');
    const page = await workbench.webview('#step-rotate');
    await page
      .locator('#step-remove .status', { hasText: 'The file is clean, but what is staged' })
      .waitFor();
    await workbench.screenshot('leaks only staged');
    await page.locator('#act-remove', { hasText: 'Stage File Again' }).click();
    await page.locator('#step-remove .status', { hasText: 'It was not found in open documents' }).waitFor();
    await workbench.rowSaying(endsOf('indexOnly')).waitFor({ state: 'detached' });
    assert.equal(repository.git('diff', '--name-only', 'src/index.py'), '');
  });
});

/** Rows of leaks are called alike; the ends of the secret tell them apart. */
const endsOf = (exposure: keyof typeof leakedKeys): string => `${leakedKeys[exposure].slice(0, 4)}…`;
