import * as vscode from 'vscode';
import { notify } from '../platform/notify';
import { addressOf, fileOf, type Leak } from './leak';

/** VS Code hands no larger text to extensions, and no change of theirs reaches it. In characters, of which each is a byte or more. */
const LARGEST = 50 * 1024 * 1024;

/** Opens the document of a leak to change it. @returns undefined where it is too large for that, which is told. */
export async function openToChange(leak: Leak): Promise<vscode.TextDocument | undefined> {
  try {
    return await vscode.workspace.openTextDocument(leak.uri);
  } catch (error) {
    if (!(await isTooLarge(leak))) {
      throw error;
    }
    void tellTooLarge(leak);
    return undefined;
  }
}

/** Whether that is why a file could not be opened. */
export async function isTooLarge({ uri }: Leak): Promise<boolean> {
  return vscode.workspace.fs.stat(fileOf(uri)).then(
    ({ size }) => size > LARGEST,
    // It is not there at all.
    () => false,
  );
}

export function tellTooLarge(leak: Leak): Promise<void> {
  const { t } = vscode.l10n;
  const name = vscode.workspace.asRelativePath(fileOf(leak.uri));
  const text = t(
    '{0} is too large: VS Code lets no extension read or change a file of more than 50 MB. Take the secret out by hand, or let git ignore the file.',
    name,
  );
  return notify('warning', text, {
    title: t('Let Git Ignore the File…'),
    command: 'fleetio.ignoreLeakedFile',
    args: [addressOf(leak)],
  });
}
