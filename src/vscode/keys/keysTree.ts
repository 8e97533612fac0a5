import * as vscode from 'vscode';
import type { KeyRing } from '../../keys/keyRing';
import { activeAccount, type StoredKey } from '../../keys/storedKey';
import { treeItem } from '../platform/treeItem';

/** A row of the view: a key, known by its id and never by the key itself, or word of keys that cannot be read. */
export type KeyRow =
  | {
      readonly keyId: string;
      readonly label: string;
      readonly account: string;
      readonly apiVersion: string;
      readonly addedAt: string;
      readonly inUse: boolean;
    }
  | { readonly damaged: number };

/** The view *API Keys*: one row a key, the one in use marked. */
export class KeysTree implements vscode.TreeDataProvider<KeyRow>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly parts: vscode.Disposable;

  constructor(private readonly ring: KeyRing) {
    this.parts = vscode.Disposable.from(
      vscode.window.createTreeView('fleetio.keys', { treeDataProvider: this }),
      ring.onDidChange(() => {
        this.changed.fire(undefined);
      }),
      this.changed,
    );
  }

  getTreeItem(row: KeyRow): vscode.TreeItem {
    return 'damaged' in row ? damagedItem(row.damaged) : keyItem(row);
  }

  async getChildren(row?: KeyRow): Promise<KeyRow[]> {
    if (row !== undefined) {
      return [];
    }
    const active = await this.ring.active();
    const rows: KeyRow[] = (await this.ring.keys()).map((key) => keyRow(key, key.id === active?.id));
    const damaged = (await this.ring.damaged()).length;
    return damaged === 0 ? rows : [...rows, { damaged }];
  }

  dispose(): void {
    this.parts.dispose();
  }
}

function keyRow(key: StoredKey, inUse: boolean): KeyRow {
  const { id: keyId, label, apiVersion, addedAt } = key;
  return { keyId, label, account: activeAccount(key).name, apiVersion, addedAt, inUse };
}

function keyItem(row: Extract<KeyRow, { keyId: string }>): vscode.TreeItem {
  const { keyId, label, account, apiVersion, addedAt, inUse } = row;
  const { t } = vscode.l10n;
  const state = inUse ? t('in use') : t('not in use');
  const tooltip = new vscode.MarkdownString('**').appendText(label).appendMarkdown('**');
  for (const line of [
    t('Account: {0}', account),
    t('API version: {0}', apiVersion),
    t('Added: {0}', new Date(addedAt).toLocaleDateString()),
    inUse ? t('Requests are made with this key.') : t('Not in use.'),
  ]) {
    tooltip.appendMarkdown('\n\n').appendText(line);
  }
  return treeItem(label, {
    id: keyId,
    description: [...(inUse ? [state] : []), account, apiVersion].join(' · '),
    tooltip,
    iconPath: new vscode.ThemeIcon(inUse ? 'pass-filled' : 'key'),
    contextValue: inUse ? 'fleetio.key.active' : 'fleetio.key',
    accessibilityInformation: {
      label: t('API key {0}, account {1}, API version {2}, {3}', label, account, apiVersion, state),
    },
  });
}

function damagedItem(count: number): vscode.TreeItem {
  return treeItem(vscode.l10n.t('Stored keys that cannot be read: {0}', count), {
    id: 'damaged',
    description: vscode.l10n.t('they are kept; add them again'),
    iconPath: new vscode.ThemeIcon('warning'),
  });
}
