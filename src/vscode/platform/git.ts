import { spawn } from 'node:child_process';
import * as vscode from 'vscode';
import type { Git } from '../../leaks/git/program';

/** The git that VS Code uses: its setting `git.path` can name one or several. */
export function configuredGit(): Git {
  const configured = vscode.workspace.getConfiguration('git').get<string | string[] | null>('path');
  const [first] = typeof configured === 'string' ? [configured] : (configured ?? []);
  return { executable: first ?? 'git', spawn, environment: process.env };
}

/**
 * The folders of the workspace that git may be asked about: those on disk, and none where the workspace is not trusted,
 * since a repository can name programs to run.
 */
export function foldersForGit(): readonly vscode.WorkspaceFolder[] {
  const folders = vscode.workspace.isTrusted ? (vscode.workspace.workspaceFolders ?? []) : [];
  return folders.filter(({ uri }) => uri.scheme === 'file');
}
