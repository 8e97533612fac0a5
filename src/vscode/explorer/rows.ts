import * as vscode from 'vscode';
import type { FleetRecord } from '../../fleetio/client';
import { recordDescription, recordLabel, recordTooltip } from '../../fleetio/format';
import { RESOURCES, type ResourceId } from '../../fleetio/resources';
import { failureWords } from '../platform/failures';
import { treeItem } from '../platform/treeItem';
import type { EntryNode, Node, SectionNode, NoteNode, VehicleNode } from './nodes';

/** How a node looks in the tree. */
export function rowOf(node: Node): vscode.TreeItem {
  switch (node.kind) {
    case 'vehicle':
      return recordRow(node, vscode.TreeItemCollapsibleState.Collapsed, 'fleetio.vehicle');
    case 'section':
      return sectionRow(node);
    case 'entry':
      return recordRow(node, vscode.TreeItemCollapsibleState.None, 'fleetio.entry');
    case 'more':
      return moreRow(node);
    case 'failure':
      return failureRow(node);
    case 'empty':
      return emptyRow(node);
    case 'root':
      throw new Error('The root is not shown.');
  }
}

function recordRow(
  { id, resource, record }: VehicleNode | EntryNode,
  collapsibleState: vscode.TreeItemCollapsibleState,
  contextValue: string,
): vscode.TreeItem {
  const { singular } = RESOURCES[resource];
  const label = recordLabel(resource, record);
  const description = recordDescription(resource, record);
  return treeItem(label, {
    id,
    description,
    collapsibleState,
    contextValue,
    tooltip: tooltipOf(resource, record),
    iconPath: iconOf(resource, record),
    accessibilityInformation: { label: `${singular} ${label}, ${description}` },
  });
}

/** The names of status colours that Fleetio uses, as colours of the theme (fleetio-api.md section 6.1). */
const STATUS_COLORS: Readonly<Record<string, string>> = {
  green: 'charts.green',
  // charts.orange is see-through in most themes.
  orange: 'symbolIcon.classForeground',
  red: 'charts.red',
  yellow: 'charts.yellow',
};

/** A record that has a status shows its colour; the word for it stands in the description. */
function iconOf(resource: ResourceId, record: FleetRecord): vscode.ThemeIcon {
  const { icon, statusColor } = RESOURCES[resource];
  const name = statusColor === undefined ? undefined : record[statusColor];
  const color = typeof name === 'string' ? STATUS_COLORS[name] : undefined;
  return new vscode.ThemeIcon(icon, color === undefined ? undefined : new vscode.ThemeColor(color));
}

/** The values come from the server and could hold anything: they are added as text, never as Markdown. */
function tooltipOf(resource: ResourceId, record: FleetRecord): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString();
  tooltip.appendMarkdown('**').appendText(recordLabel(resource, record)).appendMarkdown('**');
  for (const [title, text] of recordTooltip(resource, record)) {
    tooltip.appendMarkdown('\n\n').appendText(`${title}: ${text}`);
  }
  return tooltip;
}

function sectionRow({ id, query, parent }: SectionNode): vscode.TreeItem {
  const { title, icon } = RESOURCES[query.resource];
  const count = parent.record[`${query.resource}_count`];
  return treeItem(title, {
    id,
    description: typeof count === 'number' ? String(count) : '',
    collapsibleState: vscode.TreeItemCollapsibleState.Collapsed,
    contextValue: 'fleetio.section',
    iconPath: new vscode.ThemeIcon(icon),
    accessibilityInformation: {
      label: vscode.l10n.t('{0} of {1}', title, recordLabel('vehicles', parent.record)),
    },
  });
}

function moreRow(node: NoteNode): vscode.TreeItem {
  const { id, parent } = node;
  const { records, remaining, loading } = parent.list;
  if (loading) {
    return treeItem(vscode.l10n.t('Loading…'), { id, iconPath: new vscode.ThemeIcon('loading~spin') });
  }
  return treeItem(vscode.l10n.t('Load more'), {
    id,
    description: vscode.l10n.t('{0} of about {1}', records.length, records.length + remaining),
    iconPath: new vscode.ThemeIcon('ellipsis'),
    contextValue: 'fleetio.more',
    command: { command: 'fleetio.loadMore', title: vscode.l10n.t('Load More'), arguments: [node] },
  });
}

function failureRow(node: NoteNode): vscode.TreeItem {
  const { failure } = node.parent.list;
  if (failure === undefined) {
    throw new Error('Nothing failed.');
  }
  const { title, advice, icon } = failureWords(failure);
  return treeItem(title, {
    id: node.id,
    description: advice,
    tooltip: `${title}. ${advice}`,
    iconPath: new vscode.ThemeIcon(icon, new vscode.ThemeColor('list.errorForeground')),
    contextValue: 'fleetio.failure',
    accessibilityInformation: { label: `${title}. ${advice}` },
    command: { command: 'fleetio.retry', title: vscode.l10n.t('Retry'), arguments: [node] },
  });
}

function emptyRow({ id, parent }: NoteNode): vscode.TreeItem {
  const { title } = RESOURCES[parent.query.resource];
  const isRoot = parent.kind === 'root';
  return treeItem(vscode.l10n.t('No {0}', title.toLowerCase()), {
    id,
    iconPath: new vscode.ThemeIcon('info'),
    description: isRoot ? vscode.l10n.t("none that the key's user may see") : '',
    tooltip: isRoot ? vscode.l10n.t('The sample data of a trial account is not visible to the API.') : '',
  });
}
