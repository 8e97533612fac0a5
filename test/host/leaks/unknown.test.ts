import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { guideSteps } from '../../../src/vscode/leakGuide/guideSteps';
import type { KeptLeak } from '../../../src/vscode/leakGuide/keptLeak';
import type { GuideStep, StepId } from '../../../src/vscode/leakGuide/messages';
import { activated } from '../extension';
import { closeAll, hoverAt, keyWarning, leakingScript, open } from './warnings';

/** Git can be left unasked, which says nothing of a key; it must not be taken for a no. */
describe('how far a leaked key got', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fleetio-outside-'));
  const file = path.join(folder, 'sync.js');

  before(async () => {
    await activated();
    writeFileSync(file, leakingScript());
  });
  afterEach(closeAll);
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it('is told of as not known where git cannot be asked', async () => {
    const settings = vscode.workspace.getConfiguration('git');
    await settings.update('path', '/nowhere/git', vscode.ConfigurationTarget.Global);
    try {
      const document = await open(file);
      const { range } = await keyWarning(document, /may be in a commit: git was not asked/);
      assert.ok(!(await hoverAt(document.uri, range.start, 'What to do')).includes('commit'));
    } finally {
      await settings.update('path', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('is nowhere for a file outside of all repositories', async () => {
    const document = await open(file);
    const { range } = await keyWarning(document, /is in a file that is in no git repository/);
    assert.ok(!(await hoverAt(document.uri, range.start, 'What to do')).includes('commit'));
  });

  it('is taken for the worst by the guide, until git is asked', () => {
    assert.deepEqual(idsOf(undefined), ['rotate', 'dead', 'remove', 'history', 'team', 'verify']);
    assert.deepEqual(idsOf('outside'), ['rotate', 'dead', 'remove', 'verify']);
    const [rotate] = stepsFor(undefined);
    assert.match(rotate?.text ?? '', /^Git was not asked/);
  });

  it('cannot be looked into by the guide where the workspace is not trusted', () => {
    for (const exposure of [undefined, 'untracked', 'pushed'] as const) {
      const verify = stepsFor(exposure, false).at(-1);
      assert.equal(verify?.action, 'Manage Workspace Trust');
    }
  });
});

const idsOf = (exposure: KeptLeak['exposure']): StepId[] => stepsFor(exposure).map(({ id }) => id);

function stepsFor(exposure: KeptLeak['exposure'], isTrusted = true): GuideStep[] {
  const leak: KeptLeak = {
    rule: 'fleetio-api-key',
    confidence: 'high',
    redacted: 'a71c…5f41',
    fingerprint: '0123456789abcdef',
    path: 'src/sync.js',
    exposure,
  };
  return guideSteps(leak, {
    ...{ isOwn: false, isReplaced: false, canAsk: true, isTrusted },
    life: undefined,
    places: [],
    isSavedOnly: false,
    isOnlyStaged: false,
    done: [],
  });
}
