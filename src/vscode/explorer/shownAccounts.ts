import type { Active, ActiveClient } from '../keys/activeClient';
import { FleetNodes } from './fleetNodes';
import { listingQuery, type VehicleListing } from './listing';
import type { VehicleListings } from './listings';
import { accountOf, type AccountRank, type ListNode, type Node } from './nodes';

/** An account in the view: its rows, and what its vehicles are narrowed by. */
export interface ShownAccount extends Active {
  readonly nodes: FleetNodes;
  listing: VehicleListing;
}

/** The accounts of the key in use. Their rows are made when the view is opened, and let go of when other clients come. */
export class ShownAccounts {
  private accounts: readonly ShownAccount[] = [];

  constructor(
    private readonly active: ActiveClient,
    private readonly listings: VehicleListings,
    /** Called when there are accounts where there were none. */
    private readonly onOpen: () => void,
  ) {}

  /** Those that are open; the first one is that of the key's requests. */
  get open(): readonly ShownAccount[] {
    return this.accounts;
  }

  /** Opens all where none is open; none without a key. */
  async ready(): Promise<readonly ShownAccount[]> {
    const all = this.accounts.length === 0 ? await this.active.all() : [];
    // Somebody else who waited for the key may have opened them.
    if (all.length > 0 && this.accounts.length === 0) {
      this.accounts = all.map((active, at) => this.made(active, rankOf(at, all.length)));
      this.onOpen();
    }
    return this.accounts;
  }

  /** The account of a row; undefined for a row that is no longer shown. */
  of(node: Node): ShownAccount | undefined {
    return this.accounts.find(({ nodes }) => nodes.account === accountOf(node));
  }

  /** Every list that has a row. */
  *lists(): Iterable<ListNode> {
    for (const { nodes } of this.accounts) {
      yield* nodes.allLists();
    }
  }

  /** Shows other vehicles of an account, or the same in another order, and keeps that. */
  async narrow(account: ShownAccount, listing: VehicleListing): Promise<void> {
    account.listing = listing;
    account.nodes.show(listingQuery(listing, account.key.apiVersion));
    await this.listings.keep(account.key, listing);
  }

  /** Ends what is being loaded and lets go of all rows. */
  forget(): void {
    for (const { list } of this.lists()) {
      list.cancel();
    }
    this.accounts = [];
  }

  private made(active: Active, rank: AccountRank): ShownAccount {
    const listing = this.listings.of(active.key);
    const nodes = new FleetNodes(active, listingQuery(listing, active.key.apiVersion), rank);
    return { ...active, nodes, listing };
  }
}

function rankOf(at: number, count: number): AccountRank {
  if (count === 1) {
    return 'only';
  }
  return at === 0 ? 'inUse' : 'other';
}
