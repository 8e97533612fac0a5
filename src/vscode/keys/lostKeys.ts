import * as vscode from 'vscode';
import { notify, toAddKey } from '../platform/notify';
import type { KeyRing, SecretStore } from '../../keys/keyRing';
import { StoreMark } from '../../keys/storeMark';

/** In globalState. */
const MARKED = 'fleetio.storeIsMarked';

/** Tells once, in plain words, that the secret storage lost its keys since the last session. */
export function watchForLostKeys(
  store: SecretStore,
  ring: KeyRing,
  globalState: vscode.Memento,
  onFailure: (error: unknown) => void,
): { dispose(): void } {
  const mark = new StoreMark(store, {
    get: () => globalState.get(MARKED, false),
    set: async (value) => globalState.update(MARKED, value),
  });
  const leave = async (): Promise<void> => {
    if ((await ring.keys()).length > 0) {
      await mark.leave();
    }
  };
  const look = async (): Promise<void> => {
    if (await mark.isForgotten()) {
      void tellOfLoss();
    } else {
      await leave();
    }
  };
  look().catch(onFailure);
  return ring.onDidChange(() => {
    leave().catch(onFailure);
  });
}

function tellOfLoss(): Promise<void> {
  return notify(
    'warning',
    vscode.l10n.t(
      'VS Code has lost the API keys that were stored: here it keeps secrets in memory only. On Linux, install and unlock gnome-keyring or KWallet; in a browser, keep its site data. Then add the keys again.',
    ),
    toAddKey(),
  );
}
