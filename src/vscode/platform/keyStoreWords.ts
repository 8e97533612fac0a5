import * as vscode from 'vscode';
import type { KeyStoreProblem } from '../../keys/keyStoreError';
import type { FailureWords } from './failures';

/** What to say when the store of the keys fails. */
export function keyStoreWords(problem: KeyStoreProblem): FailureWords {
  const { t } = vscode.l10n;
  switch (problem) {
    case 'locked':
      return {
        title: t('Secret storage cannot be opened'),
        advice: t(
          'VS Code keeps keys in there. Unlock the keyring of your system (on Linux, gnome-keyring or KWallet has to run), then retry.',
        ),
        icon: 'lock',
      };
    case 'notKept':
      return {
        title: t('The secret storage of VS Code did not keep the API key'),
        advice: t(
          'Your system has no working keyring, so no key is stored. On Linux, install and unlock gnome-keyring or KWallet and start VS Code again.',
        ),
        icon: 'warning',
      };
    case 'gone':
      return {
        title: t('This API key is no longer stored'),
        advice: t('It was removed, perhaps in another window. Add it again if you need it.'),
        icon: 'question',
      };
  }
}
