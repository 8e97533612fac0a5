import type { EvidenceId } from '../evidence';
import type { Exposure } from '../exposure';
import type { Confidence, Knowledge, Rule } from '../finding';
import type { Origin } from '../origins';
import type { Threads } from './shares';

/**
 * A finding in a file or in history, as reports show it. Lines and columns count from 1, columns in UTF-16 units; those in a
 * history are of the newest version that holds it, `history.lastCommit`.
 */
export interface ScanFinding {
  readonly rule: Rule;
  readonly confidence: Confidence;
  /** Relative to the root, with `/`. */
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** The cell that lines count in, from 1: of a notebook in the editor, where the file does not have it yet. */
  readonly cell?: number;
  readonly exposure: Exposure;
  /** Git was not asked how far it got: at least as far as `exposure` says. */
  readonly withoutGit?: true;
  /** Of a scan of what is staged: the file on disk was read and has it no longer, or is gone. */
  readonly onlyStaged?: true;
  readonly redacted: string;
  readonly fingerprint: string;
  readonly evidence: readonly EvidenceId[];
  /** The commit that brought it in. */
  readonly commit?: Origin;
  /** A branch of a server that has it, such as `origin/main`. */
  readonly remoteBranch?: string;
  /** Of a scan of the history. */
  readonly history?: HistoryOfFinding;
}

export interface HistoryOfFinding {
  /** The newest commit whose version of the file holds it. */
  readonly lastCommit: Origin;
  /** Whether the file in HEAD still holds it. */
  readonly inHead: boolean;
  /** Whether a branch of some server has the commit that brought it in, or the oldest one that is known to have it. */
  readonly pushed: boolean;
}

/** Why something was not looked at. */
export type SkipReason =
  | 'excluded'
  | 'submodule'
  /** What package managers write: full of sums, and nobody writes a secret into one. */
  | 'lock file'
  | 'nested repository'
  | 'symbolic link'
  | 'not a file'
  | 'not readable'
  /** In the index, while a merge is not done. */
  | 'in conflict'
  /** A blob or a tree that a partial clone has left with the server. */
  | 'not in this clone'
  /** Commits whose parents a shallow clone has left with the server. */
  | 'commit before a shallow clone'
  | 'outside of the work tree'
  /** A version of a file that may hold a secret, as older stashes and commits that were amended have them. */
  | 'version in no commit that may hold a secret';

export interface ScanStats {
  files: number;
  bytes: number;
  blobs: number;
  commits: number;
  skipped: number;
  skippedBecause: Partial<Record<SkipReason, number>>;
  milliseconds: number;
}

/** An ignore comment without anything to ignore. */
export interface UnusedIgnore {
  readonly path: string;
  readonly line: number;
}

export interface ScanResult {
  /** Absolute path. */
  readonly root: string;
  readonly findings: readonly ScanFinding[];
  readonly unusedIgnores: readonly UnusedIgnore[];
  readonly stats: ScanStats;
  /** There is no work tree, or git was not to be asked, so how far a secret got is not known; all count as untracked. */
  readonly withoutGit?: true;
  /** How many findings a baseline has taken out of the list, where there is one. */
  readonly accepted?: number;
  /** What the files send to Fleetio, by the names of the variables, where all of them were looked at. */
  readonly sent?: ReadonlySet<string>;
}

/** How far a scan is. */
export interface ScanProgress {
  readonly done: number;
  /** Undefined: not known. */
  readonly total?: number;
  readonly bytes: number;
  readonly found: number;
}

export interface ScanOptions extends Knowledge {
  /** Globs of paths that are not looked at, relative to the root; see `globFilter`. */
  readonly exclude?: readonly string[];
  readonly signal?: AbortSignal | undefined;
  /** Called often; it has to be quick. */
  readonly onProgress?: (progress: ScanProgress) => void;
  /** They take the shares of large scans; undefined: there is no thread but this one. */
  readonly threads?: Threads;
}

/** It could not be scanned, for a reason that a person can do something about. */
export class ScanError extends Error {
  override readonly name = 'ScanError';
}

export function emptyStats(): ScanStats {
  return { files: 0, bytes: 0, blobs: 0, commits: 0, skipped: 0, skippedBecause: {}, milliseconds: 0 };
}

/** Adds what was counted in a part of a scan. */
export function addStats(stats: ScanStats, part: ScanStats): void {
  stats.files += part.files;
  stats.bytes += part.bytes;
  stats.blobs += part.blobs;
  stats.commits += part.commits;
  for (const [reason, count] of Object.entries(part.skippedBecause)) {
    countSkipped(stats, reason as SkipReason, count);
  }
}

export function countSkipped(stats: ScanStats, reason: SkipReason, count = 1): void {
  stats.skipped += count;
  stats.skippedBecause[reason] = (stats.skippedBecause[reason] ?? 0) + count;
}
