import { spawn } from 'node:child_process';
import * as vscode from 'vscode';
import { exposureOf, type ExposedFinding } from '../../leaks/exposure';
import type { Finding } from '../../leaks/finding';
import { GitError, type Git } from '../../leaks/git/program';

/** A finding and, where git could be asked, how far it got. */
export type Exposed = Pick<ExposedFinding, 'finding'> & Partial<ExposedFinding>;

/**
 * Asks git how far the findings of a document got. It is not asked where a workspace is not trusted, since a repository
 * can name programs to run, nor where there are no files for it.
 * @param onFailure hears of a git that is missing or refuses; the findings are then given without their exposure.
 */
export async function exposuresOf(
  document: vscode.TextDocument,
  findings: readonly Finding[],
  signal: AbortSignal,
  onFailure: (error: unknown) => void,
): Promise<readonly Exposed[]> {
  if (document.isUntitled) {
    return findings.map((finding) => ({ finding, exposure: 'unsaved' }));
  }
  const unknown = findings.map((finding) => ({ finding }));
  if (findings.length === 0 || document.uri.scheme !== 'file' || !vscode.workspace.isTrusted) {
    return unknown;
  }
  try {
    const { fsPath: file } = document.uri;
    const question = { file, text: document.getText(), findings, isUnsaved: document.isDirty };
    const known = await exposureOf(question, git(), signal);
    return known.kind === 'repository' ? known.exposed : unknown;
  } catch (error) {
    if (!(error instanceof GitError)) {
      throw error;
    }
    onFailure(error);
    return unknown;
  }
}

/** The git that VS Code uses: its setting `git.path` can name one or several. */
function git(): Git {
  const configured = vscode.workspace.getConfiguration('git').get<string | string[] | null>('path');
  const [first] = typeof configured === 'string' ? [configured] : (configured ?? []);
  return { executable: first ?? 'git', spawn, environment: process.env };
}
