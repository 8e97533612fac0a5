import * as vscode from 'vscode';
import type { KeyRing } from '../../keys/keyRing';
import { keyReminderDays } from '../platform/configuration';
import { foreseenWords } from '../platform/failures';
import type { ActiveKeys } from './activeKeys';
import { itemOf, keyRow, type Row } from './keyRows';

/** The view *API Keys*: one row a key, the one in use marked, and word of what cannot be read. */
export class KeysTree implements vscode.TreeDataProvider<Row>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly parts: vscode.Disposable;

  constructor(
    private readonly ring: KeyRing,
    private readonly active: ActiveKeys,
  ) {
    const view = vscode.window.createTreeView('fleetio.keys', { treeDataProvider: this });
    this.parts = vscode.Disposable.from(
      view,
      active.onDidChange(() => {
        this.refresh();
      }),
      // Ages count in days: a view that comes back to sight after a night says the new ones.
      view.onDidChangeVisibility(() => {
        this.refresh();
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('fleetio.keyReminderDays')) {
          this.refresh();
        }
      }),
      this.changed,
    );
  }

  /** Reads the store again and draws all rows anew. */
  refresh(): void {
    this.changed.fire(undefined);
  }

  getTreeItem(row: Row): vscode.TreeItem {
    return itemOf(row);
  }

  async getChildren(row?: Row): Promise<Row[]> {
    if (row !== undefined) {
      return [];
    }
    try {
      return await this.rows();
    } catch (error) {
      const words = foreseenWords(error);
      if (words === undefined) {
        throw error;
      }
      return [{ kind: 'failure', words }];
    }
  }

  dispose(): void {
    this.parts.dispose();
  }

  private async rows(): Promise<Row[]> {
    const [keys, damaged, inUse] = await Promise.all([
      this.ring.keys(),
      this.ring.damaged(),
      this.active.get(),
    ]);
    const ownId = this.active.ownId();
    const now = new Date();
    const reminderDays = keyReminderDays();
    const rows = keys.map((key) => {
      const scope = key.id === ownId ? 'here' : 'everywhere';
      return keyRow(key, { inUse: key.id === inUse?.id ? scope : undefined, now, reminderDays });
    });
    return damaged.length === 0 ? rows : [...rows, { kind: 'damaged', count: damaged.length }];
  }
}
