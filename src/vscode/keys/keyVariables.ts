import * as vscode from 'vscode';
import { notify, toAddKey, toManageTrust } from '../platform/notify';
import type { StoredKey } from '../../keys/storedKey';
import type { ActiveKeys } from './activeKeys';

/**
 * Gives the key to launch and task files that name `${command:fleetio.apiKey}`. Other extensions can run the command as
 * well, and nothing says who does, so the person is asked: once, or once a window.
 */
export class KeyVariables {
  private isAllowed = false;

  constructor(private readonly active: ActiveKeys) {}

  /** @returns undefined, which ends the launch, when there is no key or the person says no. */
  async value(part: 'apiKey' | 'accountToken'): Promise<string | undefined> {
    const key = await this.active.get();
    if (key === undefined) {
      void notify(
        'error',
        vscode.l10n.t('A launch or task file asks for a Fleetio API key, and none is stored.'),
        toAddKey(),
      );
      return undefined;
    }
    return (await this.mayHave(key)) ? key[part] : undefined;
  }

  private async mayHave({ label }: StoredKey): Promise<boolean> {
    if (!vscode.workspace.isTrusted) {
      void notify(
        'error',
        vscode.l10n.t('This workspace is not trusted, so its launch and task files get no API key.'),
        toManageTrust(),
      );
      return false;
    }
    if (this.isAllowed) {
      return true;
    }
    const { t } = vscode.l10n;
    const once = t('Allow Once');
    const always = t('Allow in This Window');
    const answer = await vscode.window.showWarningMessage(
      t('Give out the API key "{0}"?', label),
      {
        modal: true,
        detail: t(
          'A launch or task file that names a variable such as command:fleetio.apiKey, or another extension, asks for it. Allow it only when you have just started one.',
        ),
      },
      once,
      always,
    );
    this.isAllowed = answer === always;
    return answer !== undefined;
  }
}
