import path from 'node:path';
import * as vscode from 'vscode';
import type { ScanFinding, ScanResult } from '../../leaks/scan/report';
import { fileOf, type Leak } from './leak';
import { furthestFirst, inFileOrder } from './leakOrder';
import type { LeakStore } from './leakStore';
import { cellIndex } from './notebooks';

export type Report = Pick<ScanResult, 'root' | 'findings'>;

type Place = Pick<ScanFinding, 'line' | 'column' | 'endLine' | 'endColumn' | 'cell'>;

/**
 * Leaks as the reports take them, for each folder of the workspace, with what got furthest first. Of documents that were never
 * saved there is none.
 */
export function reportsOf(leaks: readonly Leak[], store: LeakStore): Report[] {
  const byRoot = new Map<string, ScanFinding[]>();
  for (const leak of [...leaks].sort(furthestFirst)) {
    const file = fileOf(leak.uri);
    if (file.scheme === 'file') {
      const root = vscode.workspace.getWorkspaceFolder(file)?.uri.fsPath ?? path.dirname(file.fsPath);
      const finding = findingOf(leak, path.relative(root, file.fsPath), placeOf(leak, leaks, store));
      byRoot.set(root, [...(byRoot.get(root) ?? []), finding]);
    }
  }
  return [...byRoot].map(([root, findings]) => ({ root, findings }));
}

/** Readers have the file, so a leak in a cell is placed where the file has the same secret, by the order of both. */
function placeOf(leak: Leak, leaks: readonly Leak[], store: LeakStore): Place {
  const cell = cellIndex(leak.uri);
  if (cell === undefined) {
    return placeAt(leak.range);
  }
  const file = fileOf(leak.uri).toString();
  const same = leaks.filter(
    ({ uri, fingerprint }) => fingerprint === leak.fingerprint && fileOf(uri).toString() === file,
  );
  const saved = store.saved(leak)[same.sort(inFileOrder).indexOf(leak)];
  return saved ? placeAt(saved.range) : { ...placeAt(leak.range), cell: cell + 1 };
}

function placeAt({ start, end }: vscode.Range): Place {
  return {
    line: start.line + 1,
    column: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

function findingOf(leak: Leak, relative: string, place: Place): ScanFinding {
  const { rule, confidence, redacted, fingerprint, evidence, commit, history, remoteBranch } = leak;
  return {
    ...{ rule, confidence, redacted, fingerprint, evidence },
    path: relative.split(path.sep).join('/'),
    ...place,
    // As in scans without git.
    exposure: leak.exposure === undefined || leak.exposure === 'outside' ? 'untracked' : leak.exposure,
    ...(leak.exposure === undefined && { withoutGit: true }),
    ...(commit && { commit }),
    ...(history && { history }),
    ...(remoteBranch !== undefined && { remoteBranch }),
  };
}
