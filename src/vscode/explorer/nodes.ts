import type { FleetRecord, ListQuery } from '../../fleetio/client';
import type { PagedList } from '../../fleetio/pagedList';
import { idInPath } from '../../fleetio/request';
import type { ResourceId } from '../../fleetio/resources';
import { placeOf } from '../../keys/accountPlace';
import type { Active } from '../keys/activeClient';
import type { ShownRecord } from '../records/recordAddress';

/** A row that has a list below it, loaded page by page. */
export type ListNode = AccountNode | SectionNode;

/** A row that shows a record. */
export type RecordNode = VehicleNode | EntryNode;

/** A row of the tree. Its id stays the same for as long as the account does. */
export type Node = AccountNode | ListsNode | VehicleNode | SectionNode | EntryNode | NoteNode;

/** The only account of the key, the one of several that its requests are made for, or one of its others. */
export type AccountRank = 'only' | 'inUse' | 'other';

/** An account that the key in use reaches, with its vehicles below it. */
export interface AccountNode {
  readonly kind: 'account';
  readonly id: string;
  /** Who makes the requests for what is below. */
  readonly active: Active;
  readonly rank: AccountRank;
  /** These two change with the filters and the order of the vehicles. */
  query: ListQuery;
  list: PagedList;
}

/** The lists of the account that belong to no single vehicle. */
export interface ListsNode {
  readonly kind: 'lists';
  readonly id: string;
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
  /** The key that the list is asked for with, so that a refused one can be edited from here. */
  readonly keyId: string;
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

/** The account that a row belongs to, or is. */
export function accountOf(node: Node): AccountNode {
  return node.kind === 'account' ? node : accountOf(node.parent);
}

/** Where a row's record is found: which one, and of which vehicle where it stands below one. */
export function addressOf(node: RecordNode): ShownRecord {
  const { resource, record } = node;
  const vehicle = node.kind === 'entry' ? vehicleOf(node) : undefined;
  const owner = vehicle === undefined ? {} : { vehicleId: vehicle.record.id };
  const { key } = accountOf(node).active;
  return { ...placeOf(key), resource, id: idInPath(resource, record, key.apiVersion), ...owner };
}
