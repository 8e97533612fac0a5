import * as vscode from 'vscode';
import type { FleetRecord, RateLimitState } from '../../fleetio/client';
import type { FleetioErrorKind } from '../../fleetio/errors';
import { KeyStoreError } from '../../keys/keyStoreError';
import type { Active, ActiveClient } from '../keys/activeClient';
import { clock } from '../platform/failures';
import { loadRecord } from '../records/loadRecord';
import { FleetNodes } from './fleetNodes';
import { isNarrowed, listingQuery, type VehicleListing } from './listing';
import { listingWords, type VehicleListings } from './listings';
import { addressOf, type EntryNode, type ListNode, type Node, type VehicleNode } from './nodes';
import type { RateLimitStatus } from './rateLimitStatus';
import { rowOf, tooltipOf } from './rows';

const VIEW = 'fleetio.vehicles';

/** What the view shows: the rows of a client. */
interface Shown extends Active {
  readonly nodes: FleetNodes;
  listing: VehicleListing;
}

/**
 * The view *Vehicles*. Nothing is asked of the server before its row is opened, and nothing at all while the view is
 * hidden.
 */
export class VehiclesTree implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<Node | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly view: vscode.TreeView<Node>;
  private readonly loading = new Set<ListNode>();
  private shown: Shown | undefined;
  private problem: FleetioErrorKind | undefined;
  private endWatch: (() => void) | undefined;

  constructor(
    private readonly active: ActiveClient,
    private readonly listings: VehicleListings,
    private readonly rateLimit: RateLimitStatus,
    dragAndDropController: vscode.TreeDragAndDropController<Node>,
  ) {
    this.view = vscode.window.createTreeView(VIEW, {
      treeDataProvider: this,
      showCollapseAll: true,
      canSelectMany: true,
      dragAndDropController,
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
    const shown = await this.open();
    if (shown === undefined) {
      return [];
    }
    if (isList(node)) {
      await this.track(node, () => node.list.ready());
    }
    if (node === shown.nodes.account) {
      this.tellProblem(shown.nodes);
    }
    return [...shown.nodes.children(node)];
  }

  /** Loads the next page of the list whose last row this is, and goes to its first new row. */
  async loadMore(row: Node | undefined): Promise<void> {
    if (row?.kind !== 'more') {
      return;
    }
    const { parent } = row;
    const place = this.shown?.nodes.children(parent).findIndex(({ id }) => id === row.id) ?? -1;
    await this.load(parent, () => parent.list.more());
    const firstNew = this.shown?.nodes.children(parent)[place];
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
   * Loads again what a row shows: a record or a list; without a row, the vehicles and all that is open. What is
   * there stays until the answer has come. A hidden view is loaded when it is seen again.
   */
  async refresh(row: Node | undefined): Promise<void> {
    const { shown } = this;
    if (row?.kind === 'vehicle') {
      await this.refreshVehicle(row);
    } else if (row?.kind === 'section') {
      await this.load(row, () => row.list.refresh());
    } else if (row?.kind === 'entry') {
      await this.refreshEntry(row);
    } else if (shown !== undefined && wholeProblem(shown.nodes) !== undefined) {
      await this.load(shown.nodes.account, () => shown.nodes.account.list.retry());
    } else if (shown !== undefined) {
      for (const { list } of shown.nodes.allLists()) {
        list.expire();
      }
      this.changed.fire(undefined);
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
    const shown = await this.open();
    if (shown === undefined) {
      return;
    }
    const { account } = shown.nodes;
    await this.track(account, () => account.list.ready());
    const row = shown.nodes.rowOf(record);
    this.changed.fire(account);
    await this.view.reveal(row, { select: true, focus: true, expand: true });
  }

  /** The account that is shown, with what its vehicles are narrowed by; undefined without a key. */
  async current(): Promise<Readonly<Shown> | undefined> {
    return this.open();
  }

  /** Shows other vehicles of the account, or the same in another order. */
  async narrow(listing: VehicleListing): Promise<void> {
    const shown = await this.open();
    if (shown === undefined) {
      return;
    }
    await this.listings.keep(shown.key, listing);
    shown.listing = listing;
    shown.nodes.show(listingQuery(listing, shown.key.apiVersion));
    this.describe(shown);
    this.changed.fire(undefined);
  }

  dispose(): void {
    this.forget();
    this.view.dispose();
    this.changed.dispose();
  }

  /** The account, unless the view has nothing but a problem to tell of, which its welcome content does. */
  private async roots(): Promise<Node[]> {
    const shown = await this.open().catch((error: unknown) => {
      if (error instanceof KeyStoreError) {
        return undefined;
      }
      throw error;
    });
    return shown === undefined || this.problem !== undefined ? [] : [shown.nodes.account];
  }

  /** Shows or takes away the welcome content that is about the vehicles' first page. */
  private tellProblem(nodes: FleetNodes | undefined): void {
    const problem = nodes && wholeProblem(nodes);
    if (problem !== this.problem) {
      this.problem = problem;
      setContext('fleetio.vehiclesProblem', problem);
      this.changed.fire(undefined);
    }
  }

  private async refreshVehicle(row: VehicleNode): Promise<void> {
    const { shown } = this;
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
    const { client } = this.shown ?? {};
    if (client !== undefined) {
      const record = await withProgress(() => loadRecord(client, addressOf(row), true));
      row.parent.list.update(record);
      this.changed.fire(row.parent);
    }
  }

  private async load(parent: ListNode, request: () => Promise<void>): Promise<void> {
    const done = this.track(parent, request);
    this.changed.fire(parent);
    await done;
    if (parent === this.shown?.nodes.account) {
      this.tellProblem(this.shown.nodes);
    }
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

  private async open(): Promise<Shown | undefined> {
    if (this.shown === undefined) {
      const active = await this.active.get();
      if (active !== undefined) {
        this.show(active);
      }
    }
    return this.shown;
  }

  /** Makes the rows of a client, unless somebody else who waited for it has made them. */
  private show(active: Active): void {
    if (this.shown !== undefined) {
      return;
    }
    const { client, key, accountName } = active;
    const listing = this.listings.of(key);
    const nodes = new FleetNodes(client, accountName, listingQuery(listing, key.apiVersion));
    this.shown = { ...active, nodes, listing };
    this.describe(this.shown);
    this.rateLimit.watch(client.rateLimit);
    this.endWatch = client.rateLimit.onChange((state) => {
      this.view.message = waitMessage(state);
    });
  }

  /** The filters and the order stand in the view's head, where they are seen whatever is scrolled to. */
  private describe({ listing }: Shown): void {
    this.view.description = listingWords(listing);
    setContext('fleetio.narrowed', isNarrowed(listing));
  }

  private forget(): void {
    for (const { list } of this.shown?.nodes.allLists() ?? []) {
      list.cancel();
    }
    this.shown = undefined;
    this.tellProblem(undefined);
    this.endWatch?.();
    this.view.description = '';
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

/** What keeps the whole fleet away, so that there is nothing else to show. */
function wholeProblem({ account }: FleetNodes): FleetioErrorKind | undefined {
  const { failure, records, loading } = account.list;
  const isWhole = failure !== undefined && records.length === 0 && !loading;
  return isWhole && WHOLE_PROBLEMS.includes(failure.kind) ? failure.kind : undefined;
}

function isList(node: Node): node is ListNode {
  return node.kind === 'account' || node.kind === 'section';
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
