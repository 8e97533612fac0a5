import * as vscode from 'vscode';
import { notify } from '../platform/notify';
import type { StoredKey } from '../../keys/storedKey';
import type { ActiveKeys } from './activeKeys';

/** In globalState: the URIs of the folders that each key was given to, by the keys' ids. */
const FOLDERS_OF_KEYS = 'fleetio.foldersOfKeys';
/** In globalState: nobody wants to hear again of keys that several folders share. */
const SHARING_IS_FINE = 'fleetio.sharingIsFine';

type FoldersByKey = Readonly<Record<string, readonly string[]>>;

/** Gives a folder of the workspace a key of its own. Asks which folder where there are several. */
export async function useKeyInFolder(
  active: ActiveKeys,
  globalState: vscode.Memento,
  key: StoredKey,
): Promise<void> {
  const { t } = vscode.l10n;
  const folder = await pickFolder(t('Which folder shall use the API key "{0}"?', key.label));
  if (folder === undefined) {
    return;
  }
  await active.bind(folder, key.id);
  await tellOfSharing(globalState, folder, key);
}

/** The only folder, or the one that is chosen; undefined when there is none, which is told, or the person left. */
export async function pickFolder(placeHolder: string): Promise<vscode.WorkspaceFolder | undefined> {
  const [first, ...others] = vscode.workspace.workspaceFolders ?? [];
  if (first === undefined) {
    const { t } = vscode.l10n;
    void notify('info', t('Open a folder first.'), {
      title: t('Open Folder'),
      command: 'workbench.action.files.openFolder',
    });
    return undefined;
  }
  return others.length === 0 ? first : vscode.window.showWorkspaceFolderPick({ placeHolder });
}

/**
 * Fleetio advises one key for each integration (fleetio-api.md section 1.4): a key that a second folder is given is told
 * of, once.
 */
async function tellOfSharing(
  globalState: vscode.Memento,
  folder: vscode.WorkspaceFolder,
  key: StoredKey,
): Promise<void> {
  const all = globalState.get<FoldersByKey>(FOLDERS_OF_KEYS, {});
  const before = all[key.id] ?? [];
  const uri = folder.uri.toString();
  if (before.includes(uri)) {
    return;
  }
  await globalState.update(FOLDERS_OF_KEYS, { ...all, [key.id]: [...before, uri] });
  if (before.length !== 1 || globalState.get<boolean>(SHARING_IS_FINE, false)) {
    return;
  }
  const { t } = vscode.l10n;
  const never = t("Don't Show Again");
  void vscode.window
    .showInformationMessage(
      t(
        'The API key "{0}" is now used in two workspaces. With a key for each integration, one can be revoked without stopping the others.',
        key.label,
      ),
      never,
    )
    .then((answer) => (answer === never ? globalState.update(SHARING_IS_FINE, true) : undefined));
}

/** Forgets which folders a key was given to. */
export async function forgetFolders(globalState: vscode.Memento, id: string): Promise<void> {
  const { [id]: gone, ...others } = globalState.get<FoldersByKey>(FOLDERS_OF_KEYS, {});
  if (gone !== undefined) {
    await globalState.update(FOLDERS_OF_KEYS, others);
  }
}
