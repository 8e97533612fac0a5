import * as vscode from 'vscode';
import { RESOURCES } from '../../fleetio/resources';
import { catalogueWords } from '../platform/catalogueWords';
import { failureWords } from '../platform/failures';
import { treeItem } from '../platform/treeItem';
import type { NoteNode } from './nodes';

/** How a row looks that says something of a list. */
export function noteRow(node: NoteNode): vscode.TreeItem {
  switch (node.kind) {
    case 'more':
      return moreRow(node);
    case 'failure':
      return failureRow(node);
    case 'empty':
      return emptyRow(node);
  }
}

function moreRow(node: NoteNode): vscode.TreeItem {
  const { id, parent } = node;
  const { records, remaining, remainingAtLeast, loading } = parent.list;
  if (loading) {
    return treeItem(vscode.l10n.t('Loading…'), { id, iconPath: new vscode.ThemeIcon('loading~spin') });
  }
  const [loaded, all] = [records.length, records.length + remaining];
  return treeItem(vscode.l10n.t('Load more'), {
    id,
    description: remainingAtLeast
      ? vscode.l10n.t('{0} of at least {1}', loaded, all)
      : vscode.l10n.t('{0} of about {1}', loaded, all),
    iconPath: new vscode.ThemeIcon('ellipsis'),
    contextValue: 'fleetio.more',
    command: { command: 'fleetio.loadMore', title: vscode.l10n.t('Load More'), arguments: [node] },
  });
}

/** A failure with its words; menus offer what helps against its kind, which the context value ends in. */
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
    contextValue: `fleetio.failure.${failure.kind}`,
    accessibilityInformation: { label: `${title}. ${advice}` },
    command: { command: 'fleetio.retry', title: vscode.l10n.t('Retry'), arguments: [node] },
  });
}

function emptyRow({ id, parent }: NoteNode): vscode.TreeItem {
  const { t } = vscode.l10n;
  const none = t('No {0}', catalogueWords(RESOURCES[parent.query.resource].title).toLowerCase());
  const why = parent.kind === 'account' ? whyNoVehicles(parent.query) : { description: '', tooltip: '' };
  return treeItem(none, {
    id,
    iconPath: new vscode.ThemeIcon('info'),
    contextValue: 'fleetio.empty',
    ...why,
    accessibilityInformation: {
      label: `${none} ${why.description}. ${why.tooltip}`,
    },
  });
}

/** Filters are the likeliest reason; without them, that a trial's sample data is not there for the API. */
function whyNoVehicles({ filters = [], archived = false }: NoteNode['parent']['query']): Pick<
  vscode.TreeItem,
  'command'
> & {
  readonly description: string;
  readonly tooltip: string;
} {
  const { t } = vscode.l10n;
  if (filters.length > 0 || archived) {
    return {
      description: t('fit the filters · clear them'),
      tooltip: t('Select this row to show all vehicles.'),
      command: { command: 'fleetio.clearVehicleFilters', title: t('Clear Filters') },
    };
  }
  return {
    description: t("that the key's user may see"),
    tooltip: t('The sample data of a trial account is not visible to the API.'),
  };
}
