import * as vscode from 'vscode';
import { notify, toAddKey } from '../platform/notify';
import { FleetioClient } from '../../fleetio/client';
import type { ClientServices } from '../../fleetio/services';
import { isAccepted } from '../../keys/checkKey';
import type { KeyRing } from '../../keys/keyRing';
import { connectionOf, type StoredKey } from '../../keys/storedKey';
import { DONE, showTasks } from '../platform/taskList';
import { openManagePage } from './managePage';

/** Forgets a key in every place that holds anything of it. */
export type Forget = (id: string) => Promise<void>;

/** Removes a key after a yes, and says that this does not revoke it. */
export async function removeKey(
  ring: KeyRing,
  key: StoredKey,
  services: ClientServices,
  forget: Forget,
): Promise<void> {
  const { t } = vscode.l10n;
  const remove = t('Remove');
  const revoke = t('Revoke First…');
  const answer = await vscode.window.showWarningMessage(
    t('Remove the API key "{0}" from VS Code?', key.label),
    {
      modal: true,
      detail: t('Fleetio goes on accepting it until it is revoked there, under Manage API Keys.'),
    },
    remove,
    revoke,
  );
  if (answer === remove) {
    await forget(key.id);
  } else if (answer === revoke) {
    await revokeKey(ring, key, services, forget);
  }
}

/** Leads to a key that is dead: revoke it at Fleetio, see that it is refused, and forget it. */
export async function revokeKey(
  ring: KeyRing,
  key: StoredKey,
  services: ClientServices,
  forget: Forget,
): Promise<void> {
  const { t } = vscode.l10n;
  await showTasks(
    t('Revoke "{0}"', key.label),
    t('Integrations that use it stop working. There is no way back.'),
    [
      {
        label: t('Revoke it in Fleetio'),
        detail: t('Opens Manage API Keys. Choose Revoke in the menu of its row.'),
        icon: 'link-external',
        run: async () => {
          await openManagePage();
          return t('Manage API Keys is open in the browser. When the key is revoked there, check it here.');
        },
      },
      {
        label: t('Check that it is dead, then forget it'),
        detail: t(
          'Asks Fleetio with the key, once. It is removed from VS Code only when Fleetio refuses it.',
        ),
        icon: 'shield',
        run: async (signal) => {
          if (await isAccepted(new FleetioClient(connectionOf(key), services), signal)) {
            return t('Fleetio still accepts it. Revoke it under Manage API Keys, then check again.');
          }
          ring.noteDead(key);
          await forget(key.id);
          void notify(
            'info',
            t('Fleetio refuses the API key "{0}". It is revoked, and forgotten here.', key.label),
            toAddKey(),
          );
          return DONE;
        },
      },
    ],
  );
}

/** Forgets entries that cannot be read as keys, after a yes. */
export async function removeDamaged(ring: KeyRing): Promise<void> {
  const { t } = vscode.l10n;
  const count = (await ring.damaged()).length;
  const remove = t('Forget');
  const answer = await vscode.window.showWarningMessage(
    t('Forget the stored keys that cannot be read ({0})?', count),
    {
      modal: true,
      detail: t('They may be of use to a newer version of this extension. Nothing brings them back.'),
    },
    remove,
  );
  if (answer === remove) {
    await ring.removeDamaged();
  }
}
