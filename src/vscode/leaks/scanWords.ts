import * as vscode from 'vscode';
import type { ScanProgress, SkipReason } from '../../leaks/scan/report';
import type { ScanState } from './scanRuns';
import type { Obstacle, ScanKind, ScanSummary } from './workspaceScans';

/** What is said above the rows of how the latest scan stands; undefined: nothing. */
export function scanWords(state: ScanState): string | undefined {
  const { t } = vscode.l10n;
  switch (state.kind) {
    case 'none':
      return undefined;
    case 'running':
      return runningWords(state.scan, state.progress);
    case 'done':
      return summaryWords(state.summary);
    case 'cancelled':
      return t('The scan was cancelled. What was known before is still shown.');
    case 'blocked':
      return OBSTACLES[state.by]();
    case 'failed':
      return t('The scan failed: {0}', state.reason);
  }
}

function runningWords(scan: ScanKind, progress: ScanProgress | undefined): string {
  const { t } = vscode.l10n;
  const what = {
    workspace: () => t('Scanning the workspace…'),
    staged: () => t('Scanning what is staged…'),
    history: () => t('Scanning the history…'),
  }[scan]();
  if (progress === undefined) {
    return what;
  }
  const { done, total, bytes } = progress;
  const megabytes = (bytes / 1e6).toFixed(1);
  return total === undefined
    ? t('{0} {1} versions of files, {2} MB', what, done.toLocaleString(), megabytes)
    : t('{0} {1} of {2} files, {3} MB', what, done.toLocaleString(), total.toLocaleString(), megabytes);
}

function summaryWords(summary: ScanSummary): string {
  return [lookedWords(summary), skippedWords(summary)].filter((part) => part !== undefined).join(' ');
}

function lookedWords({ kind, stats, found }: ScanSummary): string {
  const { t } = vscode.l10n;
  const files = stats.files === 1 ? t('1 file') : t('{0} files', stats.files.toLocaleString());
  const count = found === 0 ? t('nothing') : found.toLocaleString();
  switch (kind) {
    case 'workspace':
      return t('Workspace: {0} found, {1} looked at.', count, files);
    case 'staged':
      return t('Staged: {0} found, {1} looked at.', count, files);
    case 'history':
      return t('History: {0} found, {1} of {2} looked at.', count, versionsWords(stats), commitsWords(stats));
  }
}

function versionsWords({ blobs }: ScanSummary['stats']): string {
  const { t } = vscode.l10n;
  return blobs === 1 ? t('1 version of a file') : t('{0} versions of files', blobs.toLocaleString());
}

function commitsWords({ commits }: ScanSummary['stats']): string {
  const { t } = vscode.l10n;
  return commits === 1 ? t('1 commit') : t('{0} commits', commits.toLocaleString());
}

/** What was not looked at, as the command line says it; repositories in a repository are scanned on their own. */
function skippedWords({ stats }: ScanSummary): string | undefined {
  const { t } = vscode.l10n;
  const skipped = Object.entries(stats.skippedBecause).flatMap(([reason, count]) => {
    const words = SKIPPED[reason as SkipReason]?.();
    return words === undefined ? [] : [t('{0} × {1}', count.toLocaleString(), words)];
  });
  return skipped.length === 0 ? undefined : t('Skipped: {0}.', skipped.join(', '));
}

const SKIPPED: Readonly<Record<SkipReason, (() => string) | undefined>> = {
  excluded: () => vscode.l10n.t('excluded by the setting fleetio.leaks.exclude'),
  submodule: undefined,
  'lock file': () => vscode.l10n.t('lock file'),
  'nested repository': undefined,
  'symbolic link': () => vscode.l10n.t('symbolic link'),
  'not a file': () => vscode.l10n.t('not a file'),
  'not readable': () => vscode.l10n.t('not readable'),
  'in conflict': () => vscode.l10n.t('in conflict'),
  'not in this clone': () => vscode.l10n.t('not in this clone'),
  'commit before a shallow clone': () => vscode.l10n.t('commit before a shallow clone'),
  'outside of the work tree': () => vscode.l10n.t('outside of the work tree'),
  'version in no commit that may hold a secret': () =>
    vscode.l10n.t('version in no commit that may hold a secret'),
};

/** Why a scan can find nothing, and what to do about it. */
export const OBSTACLES: Readonly<Record<Obstacle, () => string>> = {
  untrusted: () =>
    vscode.l10n.t(
      'A workspace that is not trusted is not scanned: git, which knows how far a key got, is not started in it.',
    ),
  noGit: () =>
    vscode.l10n.t(
      'Git was not found, so nobody can say what is staged or in the history. Install git, or name it in the setting "git.path".',
    ),
  noRepository: () =>
    vscode.l10n.t(
      'No folder of this workspace is in a git repository: nothing is staged, and there is no history.',
    ),
};
