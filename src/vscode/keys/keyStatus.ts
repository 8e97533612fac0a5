import * as vscode from 'vscode';
import { KeyStoreError } from '../../keys/keyStoreError';
import { activeAccount, type StoredKey } from '../../keys/storedKey';
import type { ActiveKeys } from './activeKeys';
import { keyFacts, stateWords } from './keyWords';

/**
 * Shows the key that counts in the status bar, and tells menus and welcome views of it: `fleetio.hasKey`,
 * `fleetio.keyState` (a KeyState, `notChecked`, `none`, or `unreadable` where the store fails) and
 * `fleetio.folderHasOwnKey`.
 */
export class KeyStatus implements vscode.Disposable {
  private readonly item: vscode.StatusBarItem;
  private readonly following: vscode.Disposable;

  constructor(
    private readonly active: ActiveKeys,
    onFailure: (error: unknown) => void,
  ) {
    this.item = vscode.window.createStatusBarItem('fleetio.key', vscode.StatusBarAlignment.Right, 90);
    this.item.name = vscode.l10n.t('Fleetio API Key');
    this.item.command = 'fleetio.useApiKey';
    const update = (): void => {
      this.update().catch(onFailure);
    };
    this.following = active.onDidChange(update);
    update();
  }

  dispose(): void {
    this.following.dispose();
    this.item.dispose();
  }

  private async update(): Promise<void> {
    const key = await this.active.get().catch(unreadable);
    if (typeof key === 'object') {
      this.show(key);
    } else {
      this.item.hide();
    }
    const context = {
      'fleetio.hasKey': typeof key === 'object',
      'fleetio.keyState': typeof key === 'object' ? (key.check?.state ?? 'notChecked') : (key ?? 'none'),
      'fleetio.folderHasOwnKey': this.active.ownId() !== undefined,
    };
    await Promise.all(
      Object.entries(context).map(([name, value]) =>
        vscode.commands.executeCommand('setContext', name, value),
      ),
    );
  }

  private show(key: StoredKey): void {
    const { t } = vscode.l10n;
    const account = activeAccount(key).name;
    const state = stateWords(key.check?.state);
    const isOwn = this.active.ownId() === key.id;
    this.item.text = state.icon
      ? `$(${state.icon.id}) ${key.label} · ${account} · ${state.title}`
      : `$(key) ${key.label} · ${account}`;
    this.item.backgroundColor = state.icon && new vscode.ThemeColor('statusBarItem.warningBackground');
    const tooltip = new vscode.MarkdownString('**');
    tooltip.appendText(t('Fleetio API key {0}', key.label)).appendMarkdown('**');
    const scope = isOwn
      ? t('This folder has it as its own.')
      : t('It is in use where a folder has no own key.');
    for (const line of [...keyFacts(key, new Date()), scope, t('Click to use another key.')]) {
      tooltip.appendMarkdown('\n\n').appendText(line);
    }
    this.item.tooltip = tooltip;
    this.item.accessibilityInformation = {
      label: t('Fleetio API key {0}, account {1}, {2}', key.label, account, state.title),
      role: 'button',
    };
    this.item.show();
  }
}

/** The view *API Keys* has words for it. */
function unreadable(error: unknown): 'unreadable' {
  if (error instanceof KeyStoreError) {
    return 'unreadable';
  }
  throw error;
}
