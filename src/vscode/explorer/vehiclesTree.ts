import * as vscode from 'vscode';
import type { FleetRecord, RateLimitState } from '../../fleetio/client';
import type { FleetioErrorKind } from '../../fleetio/errors';
import { KeyStoreError } from '../../keys/keyStoreError';
import type { ActiveClient } from '../keys/activeClient';
import { clock } from '../platform/failures';
import { loadRecord } from '../records/loadRecord';
import { ALL_VEHICLES, isNarrowed, type VehicleListing } from './listing';
import { listingWords, type VehicleListings } from './listings';
import { accountOf, addressOf, type EntryNode, type ListNode, type Node, type VehicleNode } from './nodes';
import type { RateLimitStatus } from './rateLimitStatus';
import { rowOf, tooltipOf } from './rows';
import { ShownAccounts, type ShownAccount } from './shownAccounts';

const VIEW = 'fleetio.vehicles';

/**
 * The view *Vehicles*. Nothing is asked of the server before its row is opened, and nothing at all while the view is
 * hidden.
 */
export class VehiclesTree implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<Node | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly view: vscode.TreeView<Node>;
  private readonly loading = new Set<ListNode>();
  private readonly shown: ShownAccounts;
  private problem: FleetioErrorKind | undefined;

  constructor(
    active: ActiveClient,
    listings: VehicleListings,
    rateLimit: RateLimitStatus,
    dragAndDropController: vscode.TreeDragAndDropController<Node>,
  ) {
    this.view = vscode.window.createTreeView(VIEW, {
      treeDataProvider: this,
      showCollapseAll: true,
      canSelectMany: true,
      dragAndDropController,
    });
    this.shown = new ShownAccounts(active, listings, () => {
      this.describe();
      rateLimit.watch(this.shown.open.map(({ client }) => client.rateLimit));
    });
    rateLimit.onDidChange((state) => {
      this.view.message = waitMessage(state);
    });
    active.onDidChange(() => {
      this.forget();
      this.changed.fire(undefined);
    });
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return rowOf(node);
  }

  /** Tooltips are made for the row under the pointer alone, as there can be thousands of rows. */
  resolveTreeItem(item: vscode.TreeItem, node: Node): vscode.TreeItem {
    const tooltip = tooltipOf(node);
    return tooltip === undefined ? item : Object.assign(item, { tooltip });
  }

  getParent(node: Node): Node | undefined {
    return node.kind === 'account' ? undefined : node.parent;
  }

  /** Loads the first page of a list the first time its row is opened. */
  async getChildren(node?: Node): Promise<Node[]> {
    if (node === undefined) {
      return this.roots();
    }
    if (isList(node)) {
      await this.track(node, () => node.list.ready());
    }
    this.tellProblem();
    return [...(this.shown.of(node)?.nodes.children(node) ?? [])];
  }

  /** Loads the next page of the list whose last row this is, and goes to its first new row. */
  async loadMore(row: Node | undefined): Promise<void> {
    if (row?.kind !== 'more') {
      return;
    }
    const { parent } = row;
    const nodes = this.shown.of(row)?.nodes;
    const place = nodes?.children(parent).findIndex(({ id }) => id === row.id) ?? -1;
    await this.load(parent, () => parent.list.more());
    const firstNew = nodes?.children(parent)[place];
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

  /**
   * Loads again what a row shows: a record, a list, or all that is open of an account; without a row, all that is open.
   * What is there stays until the answer has come. A hidden view is loaded when it is seen again.
   */
  async refresh(row: Node | undefined): Promise<void> {
    if (row?.kind === 'vehicle') {
      await this.refreshVehicle(row);
    } else if (row?.kind === 'section') {
      await this.load(row, () => row.list.refresh());
    } else if (row?.kind === 'entry') {
      await this.refreshEntry(row);
    } else if (this.problem !== undefined) {
      await Promise.all(
        this.shown.open.map(({ nodes: { account } }) => this.load(account, () => account.list.retry())),
      );
    } else {
      for (const { list } of row === undefined
        ? this.shown.lists()
        : (this.shown.of(row)?.nodes.allLists() ?? [])) {
        list.expire();
      }
      this.changed.fire(row);
    }
  }

  /** Ends what is being loaded; each list then has a row that offers to load it after all. */
  cancelLoading(): void {
    for (const node of this.loading) {
      node.list.cancel();
    }
  }

  /** Shows the row of a vehicle, also when its page was never loaded. */
  async reveal(record: FleetRecord): Promise<void> {
    const shown = await this.current();
    if (shown === undefined) {
      return;
    }
    const { account } = shown.nodes;
    await this.track(account, () => account.list.ready());
    const row = shown.nodes.rowOf(record);
    this.changed.fire(account);
    await this.view.reveal(row, { select: true, focus: true, expand: true });
  }

  /** The account that the view's actions are about: that of the selected row, else that in use; undefined without a key. */
  async current(): Promise<Readonly<ShownAccount> | undefined> {
    const [first] = await this.shown.ready();
    const [selected] = this.view.selection;
    return (selected && this.shown.of(selected)) ?? first;
  }

  /** Shows other vehicles of the current account, or the same in another order. */
  async narrow(listing: VehicleListing): Promise<void> {
    const account = await this.current();
    if (account !== undefined) {
      await this.shown.narrow(account, listing);
      this.describe();
      this.changed.fire(undefined);
    }
  }

  /** Shows all vehicles of every account again; the order stays. */
  async clearFilters(): Promise<void> {
    const narrowed = this.shown.open.filter(({ listing }) => isNarrowed(listing));
    await Promise.all(
      narrowed.map((account) => this.shown.narrow(account, { ...ALL_VEHICLES, sort: account.listing.sort })),
    );
    this.describe();
    this.changed.fire(undefined);
  }

  dispose(): void {
    this.forget();
    this.view.dispose();
    this.changed.dispose();
  }

  /** The accounts, unless the view has nothing but a problem to tell of, which its welcome content does. */
  private async roots(): Promise<Node[]> {
    const shown = await this.shown.ready().catch((error: unknown): readonly ShownAccount[] => {
      if (error instanceof KeyStoreError) {
        return [];
      }
      throw error;
    });
    return this.problem === undefined ? shown.map(({ nodes }) => nodes.account) : [];
  }

  /** Shows or takes away the welcome content that is about the vehicles' first page. */
  private tellProblem(): void {
    const problem = wholeProblem(this.shown.open);
    if (problem !== this.problem) {
      this.problem = problem;
      setContext('fleetio.vehiclesProblem', problem);
      this.changed.fire(undefined);
    }
  }

  private async refreshVehicle(row: VehicleNode): Promise<void> {
    const shown = this.shown.of(row);
    if (shown === undefined) {
      return;
    }
    const { client, nodes } = shown;
    row.record = await withProgress(() => loadRecord(client, addressOf(row), true));
    nodes.account.list.update(row.record);
    for (const list of nodes.allLists()) {
      if (list.kind === 'section' && list.parent === row) {
        list.list.expire();
      }
    }
    this.changed.fire(row);
  }

  private async refreshEntry(row: EntryNode): Promise<void> {
    const { client } = accountOf(row).active;
    row.parent.list.update(await withProgress(() => loadRecord(client, addressOf(row), true)));
    this.changed.fire(row.parent);
  }

  private async load(parent: ListNode, request: () => Promise<void>): Promise<void> {
    const done = this.track(parent, request);
    this.changed.fire(parent);
    await done;
    this.tellProblem();
    this.changed.fire(parent);
  }

  /** Keeps in mind that a list is being loaded, so that it can be cancelled. */
  private async track(node: ListNode, request: () => Promise<void>): Promise<void> {
    const done = request();
    if (!node.list.loading) {
      await done;
      return;
    }
    this.loading.add(node);
    setContext('fleetio.loading', true);
    try {
      await withProgress(() => done);
    } finally {
      this.loading.delete(node);
      setContext('fleetio.loading', this.loading.size > 0);
    }
  }

  /** The filters and the orders stand in the view's head, where they are seen whatever is scrolled to. */
  private describe(): void {
    const { open } = this.shown;
    this.view.description = open
      .map(({ accountName, listing }) => ({ accountName, words: listingWords(listing) }))
      .filter(({ words }) => words !== '')
      .map(({ accountName, words }) => (open.length === 1 ? words : `${accountName}: ${words}`))
      .join('; ');
    setContext(
      'fleetio.narrowed',
      open.some(({ listing }) => isNarrowed(listing)),
    );
  }

  private forget(): void {
    this.shown.forget();
    this.tellProblem();
    this.describe();
    this.view.message = '';
  }
}

/** Shows at the view's head that something is being loaded. */
function withProgress<Result>(load: () => Promise<Result>): Thenable<Result> {
  return vscode.window.withProgress({ location: { viewId: VIEW } }, load);
}

/** For the when-clauses of menus. */
function setContext(name: string, value: boolean | string | undefined): void {
  void vscode.commands.executeCommand('setContext', name, value);
}

/** Failures that keep the whole fleet away; the view's welcome content has words and a next step for each. */
const WHOLE_PROBLEMS: readonly FleetioErrorKind[] = ['unauthorized', 'forbidden', 'offline', 'timeout'];

/** What keeps the whole fleet away, so that there is nothing else to show; one of several accounts says it in its rows. */
function wholeProblem([only, ...others]: readonly ShownAccount[]): FleetioErrorKind | undefined {
  if (only === undefined || others.length > 0) {
    return undefined;
  }
  const { failure, records, loading } = only.nodes.account.list;
  const isWhole = failure !== undefined && records.length === 0 && !loading;
  return isWhole && WHOLE_PROBLEMS.includes(failure.kind) ? failure.kind : undefined;
}

function isList(node: Node): node is ListNode {
  return node.kind === 'account' || node.kind === 'section';
}

/** Why nothing comes, while requests wait for the account's next minute. */
function waitMessage(state: RateLimitState | undefined): string {
  return state?.resumesAt === undefined
    ? ''
    : vscode.l10n.t(
        "This minute's requests of the account are used up. Loading goes on at {0}.",
        clock(state.resumesAt),
      );
}
