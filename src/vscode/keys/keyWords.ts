import * as vscode from 'vscode';
import { daysSince } from '../../keys/age';
import { activeAccount, type KeyState, type StoredKey } from '../../keys/storedKey';

/** A key's state in words, and a codicon's id where the state wants to be seen. */
export interface StateWords {
  /** Fits a row. */
  readonly title: string;
  /** What it means and what to do next. */
  readonly advice: string;
  /** Missing: nothing is wrong. */
  readonly icon?: { readonly id: string; readonly color: string };
}

const ERROR_COLOR = 'list.errorForeground';
const WARNING_COLOR = 'list.warningForeground';

/** What to say of a key's state. @param state undefined: it was not checked. */
export function stateWords(state: KeyState | undefined): StateWords {
  const { t } = vscode.l10n;
  switch (state) {
    case undefined:
      return { title: t('not checked'), advice: t('Verify it to see whether Fleetio accepts it.') };
    case 'good':
      return { title: t('good'), advice: t('Fleetio accepts it.') };
    case 'refused':
      return {
        title: t('refused'),
        advice: t('Fleetio refuses it: it was revoked. Rotate it to a new key, or remove it.'),
        icon: { id: 'error', color: ERROR_COLOR },
      };
    case 'accountLost':
      return {
        title: t('account not seen'),
        advice: t('Fleetio accepts it, but not for this account. Edit it to choose another account.'),
        icon: { id: 'warning', color: WARNING_COLOR },
      };
    case 'noApiPlan':
      return {
        title: t('no API plan'),
        advice: t("The account's plan has no API access: it needs Professional or Premium."),
        icon: { id: 'lock', color: WARNING_COLOR },
      };
  }
}

/** How long ago a key was added. */
export function ageWords(addedAt: string, now: Date): string {
  const days = daysSince(addedAt, now);
  const { t } = vscode.l10n;
  switch (days) {
    case 0:
      return t('added today');
    case 1:
      return t('added yesterday');
    default:
      return t('added {0} days ago', days);
  }
}

/** The API's words for permissions as people say them: `read_fuel_entries` as `fuel entries: read`. */
export function permissionWords(permissions: readonly string[]): string {
  const verbs = new Map<string, string[]>();
  for (const permission of permissions) {
    const [verb = '', ...about] = permission.split('_');
    const subject = about.join(' ');
    verbs.set(subject, [...(verbs.get(subject) ?? []), verb]);
  }
  return [...verbs].map(([subject, words]) => `${subject} (${words.join(', ')})`).join(', ');
}

/** What a hover says of a key, paragraph by paragraph; all of it may be shown. */
export function keyFacts(key: StoredKey, now: Date): readonly string[] {
  const { t } = vscode.l10n;
  const account = activeAccount(key);
  const { check, apiVersion, addedAt, apiUrl } = key;
  const others = key.accounts.filter(({ token }) => token !== account.token);
  const state = stateWords(check?.state);
  return [
    t('Account: {0}', account.name),
    ...(check?.user === undefined ? [] : [t('User: {0}', check.user)]),
    t('API version: {0}', apiVersion),
    t('State: {0}. {1}', state.title, state.advice),
    ...(check === undefined ? [] : [t('Checked: {0}', new Date(check.at).toLocaleString())]),
    t('Added: {0} ({1})', new Date(addedAt).toLocaleDateString(), ageWords(addedAt, now)),
    ...(account.permissions === undefined
      ? []
      : [t('Permissions: {0}', permissionWords(account.permissions) || t('none'))]),
    ...(others.length === 0 ? [] : [t('It also sees: {0}', others.map(({ name }) => name).join(', '))]),
    ...(key.retired === undefined || key.retired.length === 0
      ? []
      : [t('The key that it took the place of may still be accepted by Fleetio.')]),
    t('API: {0}', apiUrl),
  ];
}
