import type { FleetRecord, ListQuery } from '../../fleetio/client';
import type { PagedList } from '../../fleetio/pagedList';
import type { ResourceId } from '../../fleetio/resources';

/** A row that has a list below it, loaded page by page. */
export type ListNode = AccountNode | SectionNode;

/** A row that shows a record. */
export type RecordNode = VehicleNode | EntryNode;

/** A row of the tree. Its id stays the same for as long as the account does. */
export type Node = AccountNode | ListsNode | VehicleNode | SectionNode | EntryNode | NoteNode;

/** The account of the key in use, with its vehicles below it. */
export interface AccountNode {
  readonly kind: 'account';
  readonly id: 'account';
  readonly name: string;
  /** These two change with the filters and the order of the vehicles. */
  query: ListQuery;
  list: PagedList;
}

/** The lists of the account that belong to no single vehicle. */
export interface ListsNode {
  readonly kind: 'lists';
  readonly id: 'lists';
  readonly parent: AccountNode;
}

export interface VehicleNode {
  readonly kind: 'vehicle';
  readonly id: string;
  readonly parent: AccountNode;
  readonly resource: 'vehicles';
  /** Changes when the list is refreshed; the row stays the same. */
  record: FleetRecord;
}

/** The entries of one kind: those of a vehicle, or all of the account. */
export interface SectionNode {
  readonly kind: 'section';
  readonly id: string;
  readonly parent: VehicleNode | ListsNode;
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

/**
 * The rows that a command was called on: VS Code gives the row under the pointer, and after it all selected ones when
 * that row is among them.
 */
export function asNodes(clicked: unknown, selected: unknown): readonly Node[] {
  const several = Array.isArray(selected) ? selected : [clicked];
  return several.map(asNode).filter((node) => node !== undefined);
}

/** True for a row that shows a record. */
export function isRecordNode(node: Node): node is RecordNode {
  return node.kind === 'vehicle' || node.kind === 'entry';
}

/** The vehicle that a row belongs to, or is; undefined in the lists of the account. */
export function vehicleOf(node: Node): VehicleNode | undefined {
  switch (node.kind) {
    case 'vehicle':
      return node;
    case 'account':
    case 'lists':
      return undefined;
    case 'section':
    case 'entry':
    case 'more':
    case 'failure':
    case 'empty':
      return vehicleOf(node.parent);
  }
}

/** Where a row's record is found: which one, and of which vehicle where it stands below one. */
export function addressOf(node: RecordNode): Pick<RecordNode, 'resource'> & {
  readonly id: number;
  readonly vehicleId?: number;
} {
  const { resource, record } = node;
  const vehicle = node.kind === 'entry' ? vehicleOf(node) : undefined;
  return { resource, id: record.id, ...(vehicle === undefined ? {} : { vehicleId: vehicle.record.id }) };
}
