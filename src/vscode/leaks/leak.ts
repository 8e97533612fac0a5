import path from 'node:path';
import * as vscode from 'vscode';
import type { Finding } from '../../leaks/finding';
import type { Placed } from '../../leaks/scan/inspect';
import type { ScanFinding } from '../../leaks/scan/report';
import type { FileVersion, Reach } from '../../leaksWorker/protocol';

/** A finding as the editor shows it. */
export interface Leak
  extends Pick<Finding, 'rule' | 'confidence' | 'redacted' | 'fingerprint' | 'evidence'>, Reach {
  /** Of the document that `range` counts in: a file, or a cell of a notebook. */
  readonly uri: vscode.Uri;
  readonly range: vscode.Range;
  /** Of a scan of the history. */
  readonly history?: ScanFinding['history'];
  /** The version of the file that holds it, where that is not the one on disk; `range` counts in it. */
  readonly version?: FileVersion;
  /** Of an open notebook: an output has it, or what is noted beside the cells, and the text of none of them. */
  readonly savedOnly?: true;
  /** Staged, and no longer in its file, which was looked at since. */
  readonly onlyStaged?: boolean;
}

/** What a commit has; a key that got so far has to be rotated. */
export const GOT_OUT: ReadonlySet<Leak['exposure']> = new Set(['committed', 'pushed', 'history'] as const);

/** Tells a leak from all others, in arguments of commands; the secret is not in it. */
export interface LeakAddress {
  readonly uri: string;
  readonly fingerprint: string;
  /** The same secret can be in a file twice. Counts from 0. */
  readonly line: number;
}

export function addressOf({ uri, fingerprint, range }: Leak): LeakAddress {
  return { uri: uri.toString(), fingerprint, line: range.start.line };
}

/** Reads what a command was called with; undefined: it is no address. */
export function asAddress(argument: unknown): LeakAddress | undefined {
  const { uri, fingerprint, line } = (argument ?? {}) as Partial<Record<keyof LeakAddress, unknown>>;
  return typeof uri === 'string' && typeof fingerprint === 'string' && typeof line === 'number'
    ? { uri, fingerprint, line }
    : undefined;
}

/** A finding in a document, as far as it is known how far it got. */
export function leakInDocument(uri: vscode.Uri, { finding, ...place }: Placed, reach: Reach): Leak {
  const { rule, confidence, redacted, fingerprint, evidence } = finding;
  return { uri, range: rangeOf(place), rule, confidence, redacted, fingerprint, evidence, ...reach };
}

/**
 * A finding of a scan.
 * @param root the scan's, an absolute path.
 * @param revision what was scanned in place of the files on disk; empty for the index.
 */
export function leakInFile(root: string, finding: ScanFinding, revision?: string): Leak {
  const { rule, confidence, redacted, fingerprint, evidence, exposure, commit, history, onlyStaged } =
    finding;
  return {
    uri: vscode.Uri.file(path.join(root, finding.path)),
    range: rangeOf(finding),
    ...{ rule, confidence, redacted, fingerprint, evidence, exposure },
    ...(commit && { commit }),
    ...(history && { history }),
    ...(onlyStaged && { onlyStaged }),
    ...(revision !== undefined && { version: { root, revision, path: finding.path } }),
    ...(finding.remoteBranch !== undefined && { remoteBranch: finding.remoteBranch }),
  };
}

function rangeOf({ line, column, endLine, endColumn }: Omit<Placed, 'finding'>): vscode.Range {
  return new vscode.Range(line - 1, column - 1, endLine - 1, endColumn - 1);
}

/** The file that a document belongs to: of a cell its notebook's. */
export function fileOf(uri: vscode.Uri): vscode.Uri {
  if (uri.scheme !== CELL_SCHEME) {
    return uri;
  }
  // On another machine, such as in a container, a cell's address names that machine, and its file's does not.
  const authority = vscode.env.remoteName === undefined ? uri.authority : '';
  return uri.with({ scheme: 'file', authority, fragment: '' });
}

export const CELL_SCHEME = 'vscode-notebook-cell';
