import path from 'node:path';
import * as vscode from 'vscode';
import type { ScanFinding, ScanResult } from '../../leaks/scan/report';
import { fileOf, type Leak } from './leak';

type Report = Pick<ScanResult, 'root' | 'findings'>;

/** Leaks as the reports take them, for each folder of the workspace. Of documents that were never saved there is none. */
export function reportsOf(leaks: readonly Leak[]): Report[] {
  const byRoot = new Map<string, ScanFinding[]>();
  for (const leak of leaks) {
    const file = fileOf(leak.uri);
    if (file.scheme === 'file') {
      const root = vscode.workspace.getWorkspaceFolder(file)?.uri.fsPath ?? path.dirname(file.fsPath);
      byRoot.set(root, [...(byRoot.get(root) ?? []), findingOf(leak, path.relative(root, file.fsPath))]);
    }
  }
  return [...byRoot].map(([root, findings]) => ({ root, findings }));
}

function findingOf(leak: Leak, relative: string): ScanFinding {
  const { rule, confidence, redacted, fingerprint, evidence, range, commit, history, remoteBranch } = leak;
  return {
    ...{ rule, confidence, redacted, fingerprint, evidence },
    path: relative.split(path.sep).join('/'),
    line: range.start.line + 1,
    column: range.start.character + 1,
    endLine: range.end.line + 1,
    endColumn: range.end.character + 1,
    // As in scans without git.
    exposure: leak.exposure === undefined || leak.exposure === 'outside' ? 'untracked' : leak.exposure,
    ...(leak.exposure === undefined && { withoutGit: true }),
    ...(commit && { commit }),
    ...(history && { history }),
    ...(remoteBranch !== undefined && { remoteBranch }),
  };
}
