import type { FleetioClient, FleetRecord, ListQuery } from '../../fleetio/client';
import { PagedList } from '../../fleetio/pagedList';
import { RESOURCES, type ResourceId } from '../../fleetio/resources';

/** A row that has a list below it, loaded page by page. */
export type ListNode = RootNode | SectionNode;

/** A row of the tree, or its invisible root. */
export type Node = RootNode | VehicleNode | SectionNode | EntryNode | NoteNode;

/** The account's vehicles. */
export interface RootNode {
  readonly kind: 'root';
  readonly id: string;
  readonly query: ListQuery;
  readonly list: PagedList;
}

export interface VehicleNode {
  readonly kind: 'vehicle';
  readonly id: string;
  readonly parent: RootNode;
  readonly resource: 'vehicles';
  /** Changes when the list is refreshed; the row stays the same. */
  record: FleetRecord;
  readonly sections: readonly SectionNode[];
}

/** The entries of one kind of a vehicle. */
export interface SectionNode {
  readonly kind: 'section';
  readonly id: string;
  readonly parent: VehicleNode;
  readonly query: ListQuery;
  readonly list: PagedList;
}

export interface EntryNode {
  readonly kind: 'entry';
  readonly id: string;
  readonly parent: SectionNode;
  readonly resource: ResourceId;
  readonly record: FleetRecord;
}

/** A row that says something of a list: more to load, a failure, nothing there. */
export interface NoteNode {
  readonly kind: 'more' | 'failure' | 'empty';
  readonly id: string;
  readonly parent: ListNode;
}

/** The row that a command was called on; undefined when it was called without one. */
export function asNode(argument: unknown): Node | undefined {
  return typeof argument === 'object' && argument !== null && 'kind' in argument
    ? (argument as Node)
    : undefined;
}

/** What hangs on a vehicle, in the catalogue's order. */
const SECTIONS = (Object.keys(RESOURCES) as ResourceId[]).filter((id) => RESOURCES[id].vehicle !== undefined);

/** The tree's rows over one client. Rows are made once and kept, so that what was open stays open. */
export class FleetNodes {
  readonly root: RootNode;
  private readonly vehicles = new Map<number, VehicleNode>();

  constructor(private readonly client: FleetioClient) {
    const query: ListQuery = { resource: 'vehicles', sort: { field: 'name', direction: 'asc' } };
    this.root = { kind: 'root', id: 'vehicles', query, list: this.listOf(query) };
  }

  /** The rows below `node` as far as they are loaded; makes no request. */
  children(node: Node): readonly Node[] {
    switch (node.kind) {
      case 'root':
        return around(
          node,
          node.list.records.map((record) => this.vehicle(record)),
        );
      case 'vehicle':
        return node.sections;
      case 'section':
        return around(
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

  private vehicle(record: FleetRecord): VehicleNode {
    const known = this.vehicles.get(record.id);
    if (known !== undefined) {
      known.record = record;
      return known;
    }
    const sections: SectionNode[] = [];
    const id = `vehicles/${record.id}`;
    const node: VehicleNode = {
      kind: 'vehicle',
      id,
      parent: this.root,
      resource: 'vehicles',
      record,
      sections,
    };
    for (const resource of SECTIONS) {
      const query: ListQuery = { resource, vehicleId: record.id };
      sections.push({
        kind: 'section',
        id: `${id}/${resource}`,
        parent: node,
        query,
        list: this.listOf(query),
      });
    }
    this.vehicles.set(record.id, node);
    return node;
  }

  private listOf(query: ListQuery): PagedList {
    return new PagedList((options) => this.client.page(query, options));
  }
}

function entry(parent: SectionNode, record: FleetRecord): EntryNode {
  return { kind: 'entry', id: `${parent.id}/${record.id}`, parent, resource: parent.query.resource, record };
}

/** A list's records with what there is to say of them: a failed refresh above, where it is seen, the rest below. */
function around(parent: ListNode, records: readonly Node[]): readonly Node[] {
  const { failure, failedAtStart, hasMore } = parent.list;
  const note = (kind: NoteNode['kind']): NoteNode => ({ kind, id: `${parent.id}/${kind}`, parent });
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
