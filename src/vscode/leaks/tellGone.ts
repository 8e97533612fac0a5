import * as vscode from 'vscode';

/** What a row or a link asked for can be done by the time that it is clicked. */
export function tellGone(): void {
  vscode.window.setStatusBarMessage(vscode.l10n.t('$(check) This leak is no longer there.'), 5000);
}
