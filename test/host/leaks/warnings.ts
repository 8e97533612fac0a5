import { createHash } from 'node:crypto';
import path from 'node:path';
import * as vscode from 'vscode';
import { Repository } from '../../unit/leaks/repository';
import { eventually } from '../extension';

/** A key that nobody has. */
export const inventedKey = (name = 'example-leak'): string => createHash('sha1').update(name).digest('hex');

export const inventedToken = inventedKey('example-account').slice(0, 10);

/** A script that sends a key to Fleetio. */
export const leakingScript = (key = inventedKey()): string =>
  [
    'export const headers = {',
    `  Authorization: 'Token ${key}',`,
    `  'Account-Token': '${inventedToken}',`,
    '};',
    "export const url = 'https://secure.fleetio.com/api/vehicles';",
    '',
  ].join('\n');

/**
 * A notebook with a key in its text and another in its code.
 * @param printed by its last cell.
 */
export function leakingNotebook(printed?: string): string {
  const outputs =
    printed === undefined ? [] : [{ output_type: 'stream', name: 'stdout', text: [`${printed}\n`] }];
  const cell = (kind: string, source: string, own: readonly object[] = []): object => ({
    cell_type: kind,
    metadata: {},
    source: [source],
    ...(kind === 'code' && { execution_count: null, outputs: own }),
  });
  const cells = [
    cell('markdown', `The Fleetio API key is ${inventedKey('prose')}`),
    cell('code', `key = "${inventedKey()}"  # Fleetio`),
    cell('code', 'print(key)', outputs),
  ];
  const language = { language_info: { name: 'python' } };
  return JSON.stringify({ cells, metadata: language, nbformat: 4, nbformat_minor: 5 }, null, 1);
}

/** The folder that the tests run in. */
export function workspaceFolder(): string {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder === undefined) {
    throw new Error('No folder is open.');
  }
  return folder.uri.fsPath;
}

export async function open(file: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(file);
  await vscode.window.showTextDocument(document);
  return document;
}

/** The warnings about API keys. */
export function keyWarnings(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter(({ code }) => typeof code === 'object' && code.value === 'fleetio-api-key');
}

/** The first warning about a key, when it says this. */
export function keyWarning({ uri }: { uri: vscode.Uri }, says = /./): Promise<vscode.Diagnostic> {
  return eventually(`a warning about the key in ${path.basename(uri.path)} that says ${says.source}`, () =>
    keyWarnings(uri).find(({ message }) => says.test(message)),
  );
}

export async function noKeyWarning({ uri }: { uri: vscode.Uri }): Promise<void> {
  await eventually(`no warning about a key in ${path.basename(uri.path)}`, () =>
    keyWarnings(uri).length === 0 ? true : undefined,
  );
}

/** The hover that has this in it, as Markdown without what escapes signs. */
export const hoverAt = (uri: vscode.Uri, at: vscode.Position, expected: string): Promise<string> =>
  eventually('the hover', async () => {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      uri,
      at,
    );
    const texts = hovers.flatMap(({ contents }) =>
      contents.map((content) => (content as vscode.MarkdownString).value.replaceAll('\\', '')),
    );
    return texts.find((one) => one.includes(expected));
  });

/** What the light bulb offers at a place. @param kind what else is asked for, such as what is done on saving. */
export async function fixesAt(
  uri: vscode.Uri,
  range: vscode.Range,
  kind?: string,
): Promise<vscode.CodeAction[]> {
  return vscode.commands.executeCommand('vscode.executeCodeActionProvider', uri, range, kind);
}

/** Does what a fix of this title does. */
export async function applyFix(uri: vscode.Uri, range: vscode.Range, title: string): Promise<void> {
  // None are offered while the text is another than the one that was looked at.
  const fix = await eventually(`the fix ${title}`, async () =>
    (await fixesAt(uri, range)).find((one) => one.title.includes(title)),
  );
  if (fix.edit !== undefined) {
    await vscode.workspace.applyEdit(fix.edit);
  }
  if (fix.command !== undefined) {
    await vscode.commands.executeCommand(
      fix.command.command,
      ...((fix.command.arguments ?? []) as unknown[]),
    );
  }
}

/**
 * A real repository below the folder that is open, anew for each test of a suite, with one commit in it. The answer is to
 * be called in a test, when it runs.
 * @param prepare makes the first commit; by default a file that names Fleetio.
 */
export function useRepository(
  prepare: (repository: Repository) => void = (made) => {
    made.commit('README.md', 'Fleetio\n');
  },
): () => Repository {
  let repository: Repository | undefined;
  beforeEach(() => {
    repository = Repository.below(workspaceFolder());
    prepare(repository);
  });
  afterEach(async () => {
    await closeAll();
    repository?.remove();
  });
  return () => {
    if (repository === undefined) {
      throw new Error('It is made before each test.');
    }
    return repository;
  };
}

export async function closeAll(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.files.revert');
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** What VS Code's git extension shares with others, as far as it is needed here. */
interface GitApi {
  openRepository(root: vscode.Uri): Promise<unknown>;
  toGitUri(uri: vscode.Uri, ref: string): vscode.Uri;
}

export async function gitExtension(): Promise<GitApi> {
  const extension = vscode.extensions.getExtension<{ getAPI(version: 1): GitApi }>('vscode.git')!;
  return (await extension.activate()).getAPI(1);
}
