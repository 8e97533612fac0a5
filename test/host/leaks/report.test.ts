import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import { redact } from '../../../src/leaks/finding';
import { eventually } from '../extension';
import { inventedKey, keyWarning, leakingNotebook, leakingScript, useRepository } from './warnings';

describe('the report of leaks', () => {
  const repository = useRepository((made) => {
    made.commit('README.md', 'Fleetio\n');
    made.commit('sync.js', leakingScript(committed));
    made.write('fleet.ipynb', leakingNotebook());
  });
  let clipboard: string;
  beforeEach(async () => {
    clipboard = await vscode.env.clipboard.readText();
    await vscode.commands.executeCommand('fleetio.scanWorkspace');
  });
  afterEach(async () => {
    await vscode.env.clipboard.writeText(clipboard);
  });

  it('begins with what got furthest, and gives the places of notebooks in their files', async () => {
    const file = leakingNotebook();
    const expected = [
      ['sync.js', committed, placeIn(leakingScript(committed), committed)],
      ['fleet.ipynb', prose, placeIn(file, prose)],
      ['fleet.ipynb', inventedKey(), placeIn(file, inventedKey())],
    ] as const;
    const { document } = (await openNotebook()).cellAt(1);
    await keyWarning(document);
    assert.deepEqual(
      await markdownRows(),
      expected.map(([name, key, [line]]) => [name, redact(key), String(line)]),
    );
    assert.deepEqual(
      (await sarifResults()).map(({ name, region }) => [name, [region?.startLine, region?.startColumn]]),
      expected.map(([name, , place]) => [name, place]),
    );
  });

  it('names the cell of what is not saved', async () => {
    const { document } = (await openNotebook()).cellAt(2);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), `# Fleetio\napi_key = "${unsaved}"\n`);
    await vscode.workspace.applyEdit(edit);
    await keyWarning(document);
    const row = (await markdownRows()).at(-1);
    assert.deepEqual(row, ['fleet.ipynb', redact(unsaved), 'cell 3, line 2']);
    const { name, region } = (await sarifResults()).at(-1)!;
    assert.deepEqual([name, region], ['fleet.ipynb', undefined]);
  });

  const openNotebook = async (): Promise<vscode.NotebookDocument> => {
    const uri = vscode.Uri.file(repository().file('fleet.ipynb'));
    const opened = await vscode.workspace.openNotebookDocument(uri);
    await vscode.window.showNotebookDocument(opened);
    return opened;
  };

  /** File, key and place of those that are in the repository, of keys alone. */
  const markdownRows = async (): Promise<string[][]> => {
    const rows = (await copied('Markdown')).split('\n').map((row) => row.split(' | '));
    return rows
      .filter(([found]) => found?.includes('API key') === true)
      .map(([found, , file, line]) => [file, /`(.*)`/.exec(found!)![1], line].map(String))
      .flatMap(([file, ...others]) => (isOwn(file!) ? [[nameOf(file!), ...others]] : []));
  };

  const sarifResults = async (): Promise<{ name: string; region: Region | undefined }[]> => {
    const { runs } = JSON.parse(await copied('SARIF')) as SarifLog;
    return runs
      .flatMap(({ results }) => results)
      .filter(({ ruleId }) => ruleId === 'fleetio-api-key')
      .map(({ locations: [{ physicalLocation: place }] }) => place)
      .filter(({ artifactLocation: { uri } }) => isOwn(uri))
      .map(({ artifactLocation: { uri }, region }) => ({ name: nameOf(uri), region }));
  };

  const nameOf = (file: string): string => file.split('/').at(-1)!;
  const isOwn = (file: string): boolean => file.startsWith(`${path.basename(repository().root)}/`);
});

const committed = inventedKey('committed');
const prose = inventedKey('prose');
const unsaved = inventedKey('unsaved');

interface Region {
  readonly startLine: number;
  readonly startColumn: number;
}

interface SarifLog {
  readonly runs: readonly {
    readonly results: readonly {
      readonly ruleId: string;
      readonly locations: readonly [
        { readonly physicalLocation: { artifactLocation: { uri: string }; region?: Region } },
      ];
    }[];
  }[];
}

/** Line and column, from 1. */
function placeIn(text: string, part: string): [number, number] {
  const before = text.slice(0, text.indexOf(part)).split('\n');
  return [before.length, before.at(-1)!.length + 1];
}

/** What the command copies. */
async function copied(format: 'Markdown' | 'SARIF'): Promise<string> {
  await vscode.env.clipboard.writeText('');
  void vscode.commands.executeCommand('fleetio.copyLeakReport');
  if (format === 'SARIF') {
    await new Promise((resolve) => setTimeout(resolve, 500));
    await vscode.commands.executeCommand('workbench.action.quickOpenSelectNext');
  }
  return eventually(`the report as ${format}`, async () => {
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    return (await vscode.env.clipboard.readText()) || undefined;
  });
}
