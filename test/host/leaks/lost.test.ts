import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import * as vscode from 'vscode';
import type { TestAccess } from '../../../src/extension';
import { addressOf, type Leak } from '../../../src/vscode/leaks/leak';
import { activated, eventually } from '../extension';
import {
  applyFix,
  inventedKey,
  keyWarning,
  leakingScript,
  noKeyWarning,
  open,
  useRepository,
} from './warnings';

const CLEAN = 'export const headers = {};\n';

describe('a leaked key that its file has lost', () => {
  let access: TestAccess;
  const repository = useRepository((made) => {
    made.commit('README.md', 'Fleetio\n');
    made.commit('src/sync.js', leakingScript());
  });
  const file = (): string => repository().file('src/sync.js');

  before(async () => {
    access = await activated();
    await eventually('the first scan', () => access.leaks.scans.hasScannedAll || undefined);
  });

  it('is one of the history as soon as it is fixed, and opens in the version that has it', async () => {
    const head = repository().commit('src/sync.js', `// Calls Fleetio.\n${leakingScript()}`);
    const document = await open(file());
    const { range } = await keyWarning(document, /is in commit/);
    await applyFix(document.uri, range, 'Replace by a read');
    const leak = await leakThat(({ exposure }) => exposure === 'history');
    assert.equal(leak.version?.revision, head);
    assert.match(tooltipOf(leak), /is no longer in the file, but in commit \w{7}\.\nRotate it\./);
    await vscode.commands.executeCommand('fleetio.openLeak', addressOf(leak));
    const editor = vscode.window.activeTextEditor!;
    assert.equal(editor.document.uri.scheme, 'fleetio-old-version');
    assert.equal(editor.document.getText(editor.selection), inventedKey());
    await vscode.commands.executeCommand('fleetio.openLeakGuide', addressOf(leak));
    await eventually('the guide', () =>
      vscode.window.tabGroups.activeTabGroup.activeTab?.label === `Leak ${leak.redacted}` ? true : undefined,
    );
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('undo');
    await leakThat(({ exposure }) => exposure === 'committed');
  });

  it('stays known after the fix is committed, and by the commit that brought it in', async () => {
    const origin = repository().git('rev-parse', 'HEAD').trim();
    const document = await open(file());
    await keyWarning(document, /is in commit/);
    repository().push();
    await keyWarning(document, /is on origin\/main/);
    repository().commit('src/sync.js', CLEAN);
    await noKeyWarning(document);
    const leak = await leakThat(({ exposure }) => exposure === 'history');
    assert.equal(leak.commit?.id, origin);
    assert.match(tooltipOf(leak), /in commit \w{7}, which was pushed\.\nRotate it\./);
  });

  it('is one of the history where its folder is gone, and nothing is open', async () => {
    await leakThat(({ exposure }) => exposure === 'committed');
    rmSync(repository().file('src'), { recursive: true });
    await leakThat(({ exposure }) => exposure === 'history');
  });

  it('is one of the history where it was only staged, and was committed', async () => {
    repository().write('src/other.js', leakingScript(inventedKey('other')));
    repository().git('add', '.');
    repository().write('src/other.js', CLEAN);
    const isOther = ({ uri }: Leak): boolean => uri.path.endsWith('other.js');
    await leakThat((leak) => isOther(leak) && leak.onlyStaged === true);
    repository().git('commit', '-q', '--no-verify', '-m', 'Call Fleetio');
    await leakThat((leak) => isOther(leak) && leak.exposure === 'history');
  });

  it('is in no history where the commit was replaced, as soon as a scan says so', async () => {
    await leakThat(({ exposure }) => exposure === 'committed');
    repository().write('src/sync.js', CLEAN);
    await leakThat(({ exposure }) => exposure === 'history');
    repository().git('commit', '-q', '--no-verify', '--amend', '-a', '-m', 'Call it otherwise');
    await vscode.commands.executeCommand('fleetio.scanHistory');
    assert.deepEqual(
      keysThat(() => true),
      [],
    );
  });

  it('is not lost where the file has it and a comment allows it', async () => {
    const document = await open(file());
    const { range } = await keyWarning(document, /is in commit/);
    await applyFix(document.uri, range, 'Allow it here');
    await noKeyWarning(document);
    await document.save();
    await new Promise((resolve) => setTimeout(resolve, 2000));
    assert.deepEqual(
      keysThat(() => true),
      [],
    );
  });

  /** Those of the repository. */
  function keysThat(fits: (leak: Leak) => boolean): Leak[] {
    return access.leaks.tree
      .shown()
      .filter(({ rule, uri }) => rule === 'fleetio-api-key' && uri.fsPath.startsWith(repository().root))
      .filter(fits);
  }

  function leakThat(fits: (leak: Leak) => boolean): Promise<Leak> {
    return eventually('the leak', () => keysThat(fits)[0]);
  }

  function tooltipOf(leak: Leak): string {
    const { tooltip } = access.leaks.tree.getTreeItem({ kind: 'leak', leak, ...addressOf(leak) });
    assert.ok(typeof tooltip === 'string');
    return tooltip;
  }
});
