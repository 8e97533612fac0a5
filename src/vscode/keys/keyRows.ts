import * as vscode from 'vscode';
import { isDue } from '../../keys/age';
import { activeAccount, type KeyState, type StoredKey } from '../../keys/storedKey';
import type { FailureWords } from '../platform/failures';
import { treeItem } from '../platform/treeItem';
import { ageWords, keyFacts, stateWords } from './keyWords';

/** The row of a key. It knows the key by its id and holds nothing secret. */
export interface KeyRow {
  readonly kind: 'key';
  readonly keyId: string;
  readonly label: string;
  readonly account: string;
  readonly apiVersion: string;
  readonly state: KeyState | undefined;
  readonly age: string;
  /** Its owner wants to be reminded of it by now. */
  readonly isDue: boolean;
  /** `here`: the folder has it as its own. `everywhere`: it counts where a folder has none. */
  readonly inUse: 'here' | 'everywhere' | undefined;
  /** A key that it took the place of may still be accepted. */
  readonly hasRetired: boolean;
  /** What its hover says. */
  readonly facts: readonly string[];
}

/** A row of the view *API Keys*. */
export type Row =
  | KeyRow
  /** Entries that cannot be read as keys. */
  | { readonly kind: 'damaged'; readonly count: number }
  /** The store itself cannot be read. */
  | { readonly kind: 'failure'; readonly words: FailureWords };

/** What a key's row says. */
export function keyRow(
  key: StoredKey,
  { inUse, now, reminderDays }: { inUse: KeyRow['inUse']; now: Date; reminderDays: number },
): KeyRow {
  const { id: keyId, label, apiVersion, addedAt, check, retired = [] } = key;
  return {
    kind: 'key',
    keyId,
    label,
    account: activeAccount(key).name,
    apiVersion,
    state: check?.state,
    age: ageWords(addedAt, now),
    isDue: isDue(addedAt, now, reminderDays),
    inUse,
    hasRetired: retired.length > 0,
    facts: keyFacts(key, now),
  };
}

export function itemOf(row: Row): vscode.TreeItem {
  switch (row.kind) {
    case 'key':
      return keyItem(row);
    case 'damaged':
      return damagedItem(row.count);
    case 'failure':
      return failureItem(row.words);
  }
}

function damagedItem(count: number): vscode.TreeItem {
  const { t } = vscode.l10n;
  const label = t('Unreadable keys: {0}', count);
  const description = t('kept as they are');
  const tooltip = t(
    'These stored keys are damaged, or of a newer version of this extension. Add them again, then remove this row: it forgets what cannot be read.',
  );
  return treeItem(label, {
    id: 'damaged',
    description,
    tooltip,
    iconPath: new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground')),
    contextValue: 'fleetio.damagedKeys',
    accessibilityInformation: { label: `${label}, ${description}. ${tooltip}` },
  });
}

function failureItem({ title, advice, icon }: FailureWords): vscode.TreeItem {
  return treeItem(title, {
    id: 'failure',
    description: advice,
    tooltip: `${title}. ${advice}`,
    iconPath: new vscode.ThemeIcon(icon, new vscode.ThemeColor('list.errorForeground')),
    contextValue: 'fleetio.keysFailure',
    accessibilityInformation: { label: `${title}. ${advice}` },
    command: { command: 'fleetio.refreshApiKeys', title: vscode.l10n.t('Retry') },
  });
}

function keyItem(row: KeyRow): vscode.TreeItem {
  const { keyId, label, account, apiVersion, age } = row;
  const { t } = vscode.l10n;
  const words = [
    ...problemWords(row),
    ...useWords(row),
    account,
    apiVersion,
    ...(stateWords(row.state).icon ? [] : [stateWords(row.state).title]),
    age,
  ];
  const tooltip = new vscode.MarkdownString('**').appendText(label).appendMarkdown('**');
  for (const fact of row.facts) {
    tooltip.appendMarkdown('\n\n').appendText(fact);
  }
  return treeItem(label, {
    id: keyId,
    description: words.join(' · '),
    tooltip,
    iconPath: iconOf(row),
    contextValue: contextOf(row),
    accessibilityInformation: { label: t('API key {0}: {1}', label, words.join(', ')) },
  });
}

/** What is wrong or to be done, first in the row so that a narrow view shows it. */
function problemWords({ state, isDue: due, hasRetired }: KeyRow): string[] {
  const { t } = vscode.l10n;
  const { icon, title } = stateWords(state);
  return [
    ...(icon ? [title] : []),
    ...(due ? [t('time to rotate')] : []),
    ...(hasRetired ? [t('old key not revoked yet')] : []),
  ];
}

function useWords({ inUse }: KeyRow): string[] {
  switch (inUse) {
    case 'here':
      return [vscode.l10n.t('in use for this folder')];
    case 'everywhere':
      return [vscode.l10n.t('in use')];
    case undefined:
      return [];
  }
}

function iconOf({ state, isDue: due, inUse, hasRetired }: KeyRow): vscode.ThemeIcon {
  const { icon } = stateWords(state);
  if (icon !== undefined) {
    return new vscode.ThemeIcon(icon.id, new vscode.ThemeColor(icon.color));
  }
  if (due || hasRetired) {
    return new vscode.ThemeIcon('history', new vscode.ThemeColor('list.warningForeground'));
  }
  return new vscode.ThemeIcon(inUse === undefined ? 'key' : 'pass-filled');
}

/** What menus go by: `fleetio.key`, then a word for each thing that decides about an item. */
function contextOf({ inUse, hasRetired }: KeyRow): string {
  const words = [
    inUse === undefined ? '' : 'inUse',
    inUse === 'here' ? 'own' : '',
    hasRetired ? 'retired' : '',
  ];
  return ['fleetio.key', ...words.filter((word) => word !== '')].join(' ');
}
