import * as vscode from 'vscode';
import type { FleetRecord } from '../../fleetio/client';
import { recordDescription, recordLabel, recordTooltip } from '../../fleetio/format';
import { fieldValue } from '../../fleetio/records';
import { RESOURCES, type ResourceId } from '../../fleetio/resources';
import { catalogueWords } from '../platform/catalogueWords';
import { markdownText } from '../platform/markdown';
import { treeItem } from '../platform/treeItem';
import {
  isRecordNode,
  vehicleOf,
  type AccountNode,
  type ListsNode,
  type Node,
  type RecordNode,
  type SectionNode,
} from './nodes';
import { noteRow } from './noteRows';

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

/** How a node looks in the tree, save for its tooltip, which {@link tooltipOf} makes when it is wanted. */
export function rowOf(node: Node): vscode.TreeItem {
  switch (node.kind) {
    case 'account':
      return accountRow(node);
    case 'lists':
      return listsRow(node);
    case 'vehicle':
      return recordRow(node, Collapsed);
    case 'section':
      return sectionRow(node);
    case 'entry':
      return entryRow(node);
    case 'more':
    case 'failure':
    case 'empty':
      return noteRow(node);
  }
}

/** The values come from the server and could hold anything: they are added as text, never as Markdown. */
export function tooltipOf(node: Node): vscode.MarkdownString | undefined {
  if (!isRecordNode(node)) {
    return undefined;
  }
  const { resource, record } = node;
  const lines = recordTooltip(resource, record, vehicleOf(node)?.record).map(([title, text]) =>
    markdownText(`${catalogueWords(title)}: ${text}`),
  );
  return new vscode.MarkdownString(
    [`**${markdownText(recordLabel(resource, record))}**`, ...lines].join('\n\n'),
  );
}

/** The account in use is open from the start; opening another asks for its first page. */
function accountRow({ id, active, rank }: AccountNode): vscode.TreeItem {
  const name = active.accountName;
  return treeItem(name, {
    id,
    description: rank === 'inUse' ? vscode.l10n.t('in use') : '',
    collapsibleState: rank === 'other' ? Collapsed : Expanded,
    contextValue: 'fleetio.account',
    iconPath: new vscode.ThemeIcon('organization'),
    accessibilityInformation: { label: vscode.l10n.t('Account {0}, its vehicles', name) },
  });
}

function listsRow({ id, parent }: ListsNode): vscode.TreeItem {
  return treeItem(vscode.l10n.t('Account Lists'), {
    id,
    description: vscode.l10n.t('of all vehicles, people, parts and settings'),
    collapsibleState: Collapsed,
    contextValue: 'fleetio.lists',
    iconPath: new vscode.ThemeIcon('library'),
    accessibilityInformation: { label: vscode.l10n.t('Lists of the account {0}', parent.active.accountName) },
  });
}

function sectionRow({ id, query, parent }: SectionNode): vscode.TreeItem {
  const { title: english, icon } = RESOURCES[query.resource];
  const title = catalogueWords(english);
  const count = parent.kind === 'vehicle' ? parent.record[`${query.resource}_count`] : undefined;
  const owner =
    parent.kind === 'vehicle' ? recordLabel('vehicles', parent.record) : parent.parent.active.accountName;
  const counted = typeof count === 'number' ? String(count) : '';
  return treeItem(title, {
    id,
    description: counted,
    collapsibleState: Collapsed,
    contextValue: 'fleetio.section',
    iconPath: new vscode.ThemeIcon(icon),
    accessibilityInformation: { label: vscode.l10n.t('{0} of {1}', `${counted} ${title}`.trim(), owner) },
  });
}

function entryRow(node: Extract<RecordNode, { kind: 'entry' }>): vscode.TreeItem {
  const row = recordRow(node, None);
  row.command = { command: 'fleetio.openRecord', title: vscode.l10n.t('Open'), arguments: [node] };
  return row;
}

function recordRow(node: RecordNode, collapsibleState: vscode.TreeItemCollapsibleState): vscode.TreeItem {
  const { id, kind, resource, record } = node;
  const { singular } = RESOURCES[resource];
  const label = recordLabel(resource, record);
  const vehicle = vehicleOf(node)?.record;
  const described = recordDescription(resource, record, vehicle);
  const owner = vehicle === undefined ? ownerName(record) : '';
  const description = [owner, described].filter((text) => text !== '').join(' · ');
  return treeItem(label, {
    id,
    description,
    collapsibleState,
    contextValue: `fleetio.${kind}`,
    iconPath: iconOf(resource, record),
    accessibilityInformation: { label: `${catalogueWords(singular)} ${label}, ${description}` },
  });
}

/** In a list of all vehicles, which one a record belongs to. */
function ownerName(record: FleetRecord): string {
  const names = ['vehicle.name', 'vehicle_name', 'asset.name'].map((field) => fieldValue(record, field));
  return names.find((name) => typeof name === 'string') ?? '';
}

/** The names of status colours that Fleetio uses, as colours of the theme (fleetio-api.md section 6.1). */
const STATUS_COLORS: Readonly<Record<string, string>> = {
  green: 'charts.green',
  // charts.orange is see-through in most themes.
  orange: 'symbolIcon.classForeground',
  red: 'charts.red',
  yellow: 'charts.yellow',
  blue: 'charts.blue',
  purple: 'charts.purple',
};

/** The colours of statuses that have a word only (sections 6.6, 6.7 and 6.9). */
const WORD_COLORS: Readonly<Record<string, string>> = {
  ok: 'green',
  due_soon: 'orange',
  overdue: 'red',
  completed: 'green',
  pending: 'orange',
  Open: 'orange',
  Resolved: 'green',
  Closed: 'green',
};

/** A record that has a status shows its colour; the word for it stands in the description. */
function iconOf(resource: ResourceId, record: FleetRecord): vscode.ThemeIcon {
  const { icon, statusColor, status } = RESOURCES[resource];
  const named = statusColor === undefined ? undefined : record[statusColor];
  const name = named ?? (status === undefined ? undefined : WORD_COLORS[String(record[status])]);
  const color = typeof name === 'string' ? STATUS_COLORS[name] : undefined;
  return new vscode.ThemeIcon(icon, color === undefined ? undefined : new vscode.ThemeColor(color));
}
