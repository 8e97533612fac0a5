import path from 'node:path';
import * as vscode from 'vscode';
import type { ClientServices } from '../../fleetio/services';
import type { ClipboardGuard } from '../../keys/clipboardGuard';
import type { KeyRing } from '../../keys/keyRing';
import type { StoredKey } from '../../keys/storedKey';
import { fileState } from '../../leaks/git/fileState';
import { clipboardClearSeconds } from '../platform/configuration';
import { configuredGit, foldersForGit } from '../platform/git';
import { notify, tellNotIgnored, toAddKey } from '../platform/notify';
import { addKeyBySteps } from './addKey';
import { findKeys, type FoundKey } from './foundKeys';
import { makeIgnored } from './gitIgnore';

const ENV_FILES = '**/{.env,.env.*,*.env}';
const NOT_OURS = '**/{node_modules,.git,vendor,.venv}/**';
const MOST_FILES = 200;

/**
 * Adds the key that is in the clipboard, by the same steps, with what was found in their boxes. Once it is stored, it is
 * taken out of the clipboard after the usual time.
 */
export async function addKeyFromClipboard(
  ring: KeyRing,
  services: ClientServices,
  guard: ClipboardGuard,
): Promise<StoredKey | undefined> {
  const text = await vscode.env.clipboard.readText();
  const [found] = findKeys(text, ENV_FILE_NAME);
  const stored = await addKeyBySteps(ring, services, {
    apiKey: found?.apiKey ?? text.trim(),
    accountToken: found?.accountToken ?? '',
  });
  if (stored !== undefined && text.includes(stored.apiKey)) {
    guard.watch(text, clipboardClearSeconds());
  }
  return stored;
}

/** What is copied as a key is judged as a file of settings would be. */
const ENV_FILE_NAME = '.env';

/** A key in a file of the workspace. */
interface KeyInFile {
  readonly uri: vscode.Uri;
  readonly line: number;
  readonly found: FoundKey;
}

/**
 * Offers to store the keys that lie in .env files of the workspace, and then to take them out of there.
 * @param onStored hears of each key that was stored.
 */
export async function addKeysFromEnvFiles(
  ring: KeyRing,
  services: ClientServices,
  onStored: (key: StoredKey) => Promise<unknown>,
): Promise<void> {
  const { t } = vscode.l10n;
  const all = await vscode.window.withProgress(
    { location: { viewId: 'fleetio.keys' }, title: t('Looking for API keys in .env files') },
    () => keysInFiles(),
  );
  if (all.length === 0) {
    void notify('info', t('There is no Fleetio API key in a .env file of this workspace.'), toAddKey());
    return;
  }
  const items = all.map((key) => ({
    label: key.found.redacted,
    description: t('{0}, line {1}', vscode.workspace.asRelativePath(key.uri), key.line),
    detail: key.found.accountToken === '' ? t('without an account token') : t('with an account token'),
    picked: true,
    key,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: t('Add API Keys from .env Files'),
    placeHolder: t('Which of these keys shall be stored in VS Code?'),
    canPickMany: true,
    ignoreFocusOut: true,
  });
  for (const { key } of chosen ?? []) {
    const { apiKey, accountToken } = key.found;
    const label = path.basename(path.dirname(key.uri.path));
    const added = await addKeyBySteps(ring, services, { label, apiKey, accountToken });
    if (added !== undefined) {
      await onStored(added);
      await offerToClean(key);
    }
  }
}

async function keysInFiles(): Promise<readonly KeyInFile[]> {
  const uris = await vscode.workspace.findFiles(ENV_FILES, NOT_OURS, MOST_FILES);
  const keys: KeyInFile[] = [];
  for (const uri of uris) {
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    for (const found of findKeys(text, vscode.workspace.asRelativePath(uri, false))) {
      keys.push({ uri, line: lineOf(text, found), found });
    }
  }
  return keys;
}

/** Counts from 1. */
function lineOf(text: string, { spans: [first] }: FoundKey): number {
  return text.slice(0, first?.start).split('\n').length;
}

interface CleanUp extends vscode.QuickPickItem {
  readonly run: () => Promise<void>;
}

/** Asks what shall become of a stored key's copy in its file. */
async function offerToClean(key: KeyInFile): Promise<void> {
  const { t } = vscode.l10n;
  const name = vscode.workspace.asRelativePath(key.uri);
  const folder = vscode.workspace.getWorkspaceFolder(key.uri);
  const file = key.uri.fsPath;
  const canAskGit = folder !== undefined && foldersForGit().includes(folder);
  const state = canAskGit
    ? await fileState(path.dirname(file), path.basename(file), configuredGit())
    : undefined;
  const items: CleanUp[] = [
    { label: t('Leave the file as it is'), run: () => Promise.resolve() },
    {
      label: t('Take the secrets out of the file'),
      detail: t('The names stay, with nothing behind them.'),
      run: () => takeOut(key),
    },
  ];
  if (state === 'tracked' || state === 'notIgnored') {
    items.push({
      label: state === 'tracked' ? t('Take the file out of git') : t('Let git ignore the file'),
      detail:
        state === 'tracked'
          ? t('It stays on disk. What was committed stays in the history: rotate the key.')
          : t('It is added to .gitignore.'),
      run: () => ignore(file, name),
    });
  }
  const chosen = await vscode.window.showQuickPick(items, {
    title: t('The key in {0}', name),
    placeHolder:
      state === 'tracked'
        ? t('The file is in git, and the key with it. What shall happen?')
        : t('The key is stored in VS Code. What shall happen to its copy in the file?'),
    ignoreFocusOut: true,
  });
  await chosen?.run();
}

/** Has git leave a file alone, and says whether it does. */
async function ignore(file: string, name: string): Promise<void> {
  const { t } = vscode.l10n;
  if (await makeIgnored(file, configuredGit())) {
    vscode.window.setStatusBarMessage(t('$(check) Git ignores {0} now', name), 5000);
  } else {
    void tellNotIgnored(name);
  }
}

/** Empties the places where the secrets stand, as one change that can be undone, and saves the file. */
async function takeOut({ uri, found }: KeyInFile): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const edit = new vscode.WorkspaceEdit();
  const keys = findKeys(document.getText(), vscode.workspace.asRelativePath(uri, false));
  const again = keys.find(({ apiKey }) => apiKey === found.apiKey);
  for (const { start, end } of again?.spans ?? []) {
    edit.delete(uri, new vscode.Range(document.positionAt(start), document.positionAt(end)));
  }
  await vscode.workspace.applyEdit(edit);
  await document.save();
}
