import type { FleetRecord, ListQuery } from '../../fleetio/client';
import { PagedList } from '../../fleetio/pagedList';
import { RESOURCES, type ResourceId } from '../../fleetio/resources';
import { accountMark } from '../../keys/accountPlace';
import type { Active } from '../keys/activeClient';
import {
  accountOf,
  type AccountNode,
  type AccountRank,
  type EntryNode,
  type ListNode,
  type ListsNode,
  type Node,
  type NoteNode,
  type SectionNode,
  type VehicleNode,
} from './nodes';

const RESOURCE_IDS = Object.keys(RESOURCES) as readonly ResourceId[];

/** What hangs on a vehicle, in the catalogue's order. */
export const VEHICLE_SECTIONS = RESOURCE_IDS.filter((id) => {
  const { vehicle, parent, readable } = RESOURCES[id];
  return vehicle !== undefined || (parent === 'vehicles' && readable === 'list');
});

/** What an account has lists of, beside the vehicles themselves. */
export const ACCOUNT_LISTS = RESOURCE_IDS.filter((id) => {
  const { parent, readable } = RESOURCES[id];
  const isList = readable === undefined || readable === 'listAndRecord' || readable === 'list';
  return isList && parent === undefined && id !== 'vehicles' && id !== 'accounts';
});

/** Rows of vehicles that were searched for and whose page is not loaded; as many as a person goes back to. */
const MOST_FOUND = 20;

/**
 * The tree's rows of one account. Rows are made once, when they are shown, and kept, so that what was open stays open.
 * It makes no request by itself: its lists do, when they are asked to.
 */
export class FleetNodes {
  readonly account: AccountNode;
  private readonly lists: ListsNode;
  private readonly vehicles = new Map<number, VehicleNode>();
  private readonly sections = new Map<string, readonly SectionNode[]>();
  private found: readonly VehicleNode[] = [];

  /** @param query the list of vehicles that is shown. */
  constructor(
    private readonly active: Active,
    query: ListQuery,
    rank: AccountRank = 'only',
  ) {
    // VS Code keeps by its id whether a row is open: what is open stays so with another key, but an account that was folded
    // as one of several does not come folded where it is the one in use.
    const mark = accountMark(active.key);
    const id = rank === 'other' ? `${mark}/other` : mark;
    this.account = { kind: 'account', id, active, rank, query, list: this.listOf(query) };
    this.lists = { kind: 'lists', id: `${id}/lists`, parent: this.account };
  }

  /** The rows below `node` as far as they are loaded. */
  children(node: Node): readonly Node[] {
    switch (node.kind) {
      case 'account':
        return [this.lists, ...this.vehicleRows(node)];
      case 'lists':
        return this.sectionsOf(node, ACCOUNT_LISTS, {});
      case 'vehicle':
        return this.sectionsOf(node, VEHICLE_SECTIONS, { vehicleId: node.record.id });
      case 'section':
        return withNotes(
          node,
          node.list.records.map((record) => entry(node, record)),
        );
      case 'entry':
      case 'more':
      case 'failure':
      case 'empty':
        return [];
    }
  }

  /** Shows other vehicles, or the same in another order; what was open below a vehicle stays. */
  show(query: ListQuery): void {
    this.account.list.cancel();
    this.account.query = query;
    this.account.list = this.listOf(query);
    this.found = [];
  }

  /** The row of a vehicle wherever it came from; above the others when its page is not loaded. */
  rowOf(record: FleetRecord): VehicleNode {
    const row = this.vehicle(record);
    if (!this.isListed(row)) {
      this.found = [row, ...this.found.filter((other) => other !== row)].slice(0, MOST_FOUND);
    }
    return row;
  }

  /** The vehicle's row, if there was ever one. */
  known(vehicleId: number): VehicleNode | undefined {
    return this.vehicles.get(vehicleId);
  }

  /** True for a vehicle that is shown although its page is not loaded. */
  isFound(row: VehicleNode): boolean {
    return this.found.includes(row) && !this.isListed(row);
  }

  /** Every list that has a row. */
  *allLists(): Iterable<ListNode> {
    yield this.account;
    for (const sections of this.sections.values()) {
      yield* sections;
    }
  }

  private isListed({ record }: VehicleNode): boolean {
    return this.account.list.records.some(({ id }) => id === record.id);
  }

  private vehicleRows(account: AccountNode): readonly Node[] {
    const listed = account.list.records.map((record) => this.vehicle(record));
    const known = new Set<Node>(listed);
    this.found = this.found.filter((row) => !known.has(row));
    return [...this.found, ...withNotes(account, listed)];
  }

  private vehicle(record: FleetRecord): VehicleNode {
    const known = this.vehicles.get(record.id);
    if (known !== undefined) {
      known.record = record;
      return known;
    }
    const id = `${this.account.id}/vehicles/${record.id}`;
    const row: VehicleNode = { kind: 'vehicle', id, parent: this.account, resource: 'vehicles', record };
    this.vehicles.set(record.id, row);
    return row;
  }

  private sectionsOf(
    parent: VehicleNode | ListsNode,
    resources: readonly ResourceId[],
    owner: Pick<ListQuery, 'vehicleId'>,
  ): readonly SectionNode[] {
    const known = this.sections.get(parent.id);
    if (known !== undefined) {
      return known;
    }
    const made = resources.map((resource): SectionNode => {
      const query: ListQuery = { resource, ...owner };
      return { kind: 'section', id: `${parent.id}/${resource}`, parent, query, list: this.listOf(query) };
    });
    this.sections.set(parent.id, made);
    return made;
  }

  private listOf(query: ListQuery): PagedList {
    return new PagedList((options) => this.active.client.page(query, options));
  }
}

function entry(parent: SectionNode, record: FleetRecord): EntryNode {
  return { kind: 'entry', id: `${parent.id}/${record.id}`, parent, resource: parent.query.resource, record };
}

/** A list's records with what there is to say of them: a failed refresh above, where it is seen, the rest below. */
function withNotes(parent: ListNode, records: readonly Node[]): readonly Node[] {
  const { failure, failedAtStart, hasMore } = parent.list;
  const keyId = accountOf(parent).active.key.id;
  const note = (kind: NoteNode['kind']): NoteNode => ({ kind, id: `${parent.id}/${kind}`, parent, keyId });
  if (failure !== undefined && failedAtStart) {
    const more = records.length > 0 && hasMore ? [note('more')] : [];
    return [note('failure'), ...records, ...more];
  }
  if (failure !== undefined) {
    return [...records, note('failure')];
  }
  if (hasMore) {
    return [...records, note('more')];
  }
  return records.length === 0 ? [note('empty')] : records;
}
