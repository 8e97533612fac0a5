import * as vscode from 'vscode';
import type { Reached } from '../../leaksWorker/protocol';
import { type Purpose, purposeOf } from '../../leaks/purposes';
import { fileOf, GOT_OUT, type Leak } from './leak';

/** What is told of a leak, with its file: as a path where no address is kept. */
export type Told = Facts & (Pick<Leak, 'uri'> | { readonly path: string });

/** What is known of it, wherever it is. */
export type Facts = Pick<
  Leak,
  | 'rule'
  | 'confidence'
  | 'redacted'
  | 'fingerprint'
  | 'exposure'
  | 'commit'
  | 'remoteBranch'
  | 'history'
  | 'savedOnly'
  | 'onlyStaged'
>;

export const shortId = (id: string): string => id.slice(0, 7);

/** What it is and how far it got. @param secret its name. */
export function howFar(secret: string, leak: Told): string {
  const { t } = vscode.l10n;
  const { exposure, history, onlyStaged } = leak;
  switch (exposure) {
    case 'pushed':
      return pushed(secret, leak);
    case 'history':
      return history?.pushed === true
        ? t('{0} is no longer in the file, but in commit {1}, which was pushed.', secret, idOf(leak) ?? '')
        : t('{0} is no longer in the file, but in commit {1}.', secret, idOf(leak) ?? '');
    case 'committed':
      return committed(secret, leak);
    case 'staged':
      return onlyStaged === true
        ? t('{0} is staged, but no longer in the file.', secret)
        : t('{0} is staged: the next commit takes it along.', secret);
    case 'ignored':
      return t('{0} lies in a file that git ignores.', secret);
    case undefined:
      return t('{0} may be in a commit: git was not asked.', secret);
    case 'outside':
      return t('{0} is in a file that is in no git repository.', secret);
    case 'unsaved':
    case 'untracked':
    case 'modified':
      return t('{0} is in a file that can be committed.', secret);
  }
}

function pushed(secret: string, leak: Told): string {
  const { t } = vscode.l10n;
  const { remoteBranch } = leak;
  const id = idOf(leak);
  if (id !== undefined && remoteBranch !== undefined) {
    return t('{0} is on {1}, in commit {2}.', secret, remoteBranch, id);
  }
  if (id !== undefined) {
    return t('{0} is in commit {1}, which was pushed.', secret, id);
  }
  return remoteBranch === undefined
    ? t('{0} was pushed.', secret)
    : t('{0} is on {1}.', secret, remoteBranch);
}

function committed(secret: string, leak: Told): string {
  const { t } = vscode.l10n;
  const id = idOf(leak);
  return id === undefined ? t('{0} was committed.', secret) : t('{0} is in commit {1}.', secret, id);
}

const idOf = ({ commit }: Told): string | undefined => commit && shortId(commit.id);

/** What to do, in lines of their own, from where to begin. */
export function advice(leak: Told): string[] {
  const { t } = vscode.l10n;
  const lines = [
    leak.confidence === 'low'
      ? t('Not everything speaks for it, so check first whether it is one.')
      : undefined,
    leak.savedOnly === true ? t('It is in no cell: clear the outputs, and save the notebook.') : undefined,
    ...steps(leak),
  ];
  return lines.filter((line) => line !== undefined);
}

function steps(leak: Told): (string | undefined)[] {
  const { t } = vscode.l10n;
  const { rule, exposure, savedOnly, onlyStaged } = leak;
  if (exposure === 'ignored') {
    return [t('It stays on this machine as long as that is so.')];
  }
  if (onlyStaged === true) {
    return [t('Stage the file again, or unstage it.')];
  }
  // It cannot be rotated, and opens nothing by itself.
  const isToken = rule === 'fleetio-account-token';
  const first = isToken ? t('A leaked key opens the account with it.') : ROTATING[exposure ?? 'unknown']?.();
  const isPast = GOT_OUT.has(exposure) && !isToken;
  const path = 'uri' in leak ? fileOf(leak.uri).path : leak.path;
  return [first, isPast || savedOnly === true ? undefined : INSTEAD[purposeOf(path)]()];
}

/** Of keys that commits have, or may have. */
const ROTATING: Readonly<Partial<Record<NonNullable<Reached> | 'unknown', () => string>>> = {
  pushed: rotateFirst,
  committed: rotateFirst,
  history: () => vscode.l10n.t('Rotate it.'),
  unknown: () => vscode.l10n.t('If a commit has it, rotate it first.'),
};

/** Where it belongs instead. */
const INSTEAD: Readonly<Record<Purpose, () => string>> = {
  secrets: () => vscode.l10n.t('Keep this file out of git: add it to .gitignore.'),
  example: () => vscode.l10n.t('Put a placeholder in its place.'),
  pipeline: () => vscode.l10n.t('Read it from the secrets of the CI service instead.'),
  settings: () => vscode.l10n.t('Put a placeholder here, and the secret where git does not see it.'),
  code: () => vscode.l10n.t('Read it from the environment instead.'),
};

function rotateFirst(): string {
  return vscode.l10n.t('Rotate it first; deleting it here does not help.');
}
