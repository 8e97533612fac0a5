import * as vscode from 'vscode';
import type { RateLimitState } from '../../fleetio/client';
import type { Active, ActiveClient } from '../keys/activeClient';
import { clock } from '../platform/failures';
import { FleetNodes, type ListNode, type Node } from './nodes';
import { rowOf } from './rows';

/** The view *Vehicles*: nothing is asked of the server before its row is opened. */
export class VehiclesTree implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<Node | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly view: vscode.TreeView<Node>;
  private nodes: FleetNodes | undefined;
  private endWatch: (() => void) | undefined;

  constructor(private readonly active: ActiveClient) {
    this.view = vscode.window.createTreeView('fleetio.vehicles', {
      treeDataProvider: this,
      showCollapseAll: true,
    });
    active.onDidChange(() => {
      this.forget();
      this.changed.fire(undefined);
    });
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return rowOf(node);
  }

  getParent(node: Node): Node | undefined {
    return node.kind === 'root' || node.parent.kind === 'root' ? undefined : node.parent;
  }

  /** Loads the first page of a list the first time its row is opened. */
  async getChildren(node?: Node): Promise<Node[]> {
    const nodes = await this.open();
    const parent = node ?? nodes?.root;
    if (nodes === undefined || parent === undefined) {
      return [];
    }
    if (parent.kind === 'root' || parent.kind === 'section') {
      await parent.list.ready();
    }
    return [...nodes.children(parent)];
  }

  /** Loads the next page of the list whose last row this is, and goes to its first new row. */
  async loadMore(row: Node | undefined): Promise<void> {
    if (row?.kind !== 'more') {
      return;
    }
    const { parent } = row;
    const before = parent.list.records.length;
    await this.load(parent, () => parent.list.more());
    const firstNew = this.nodes?.children(parent)[before];
    if (firstNew !== undefined) {
      await this.view.reveal(firstNew, { select: true, focus: true });
    }
  }

  /** Makes the request again whose failure this row tells of. */
  async retry(row: Node | undefined): Promise<void> {
    if (row?.kind === 'failure') {
      await this.load(row.parent, () => row.parent.list.retry());
    }
  }

  /** Loads the first page of a list again, by default that of the vehicles; what was loaded stays until it arrives. */
  async refresh(row: Node | undefined): Promise<void> {
    const list = row?.kind === 'section' ? row : this.nodes?.root;
    if (list !== undefined) {
      await this.load(list, () => list.list.refresh());
    }
  }

  dispose(): void {
    this.forget();
    this.view.dispose();
    this.changed.dispose();
  }

  private async load(parent: ListNode, request: () => Promise<void>): Promise<void> {
    const row = parent.kind === 'root' ? undefined : parent;
    const done = vscode.window.withProgress({ location: { viewId: 'fleetio.vehicles' } }, request);
    this.changed.fire(row);
    await done;
    this.changed.fire(row);
  }

  private async open(): Promise<FleetNodes | undefined> {
    if (this.nodes === undefined) {
      const active = await this.active.get();
      if (active !== undefined) {
        this.show(active);
      }
    }
    return this.nodes;
  }

  /** Makes the rows of a client, unless somebody else who waited for it has made them. */
  private show({ client, accountName }: Active): void {
    if (this.nodes === undefined) {
      this.nodes = new FleetNodes(client);
      this.view.description = accountName;
      this.endWatch = client.rateLimit.onChange((state) => {
        this.view.message = waitMessage(state);
      });
    }
  }

  private forget(): void {
    this.nodes?.root.list.cancel();
    this.nodes = undefined;
    this.endWatch?.();
    this.view.description = '';
    this.view.message = '';
  }
}

/** Why nothing comes, while requests wait for the account's next minute. */
function waitMessage({ resumesAt }: RateLimitState): string {
  return resumesAt === undefined
    ? ''
    : vscode.l10n.t(
        "This minute's requests of the account are used up. Loading goes on at {0}.",
        clock(resumesAt),
      );
}
