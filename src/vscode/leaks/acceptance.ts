import path from 'node:path';
import * as vscode from 'vscode';
import { BASELINE_FILE, withAccepted } from '../../leaks/scan/baseline';
import type { LeakWorker } from '../../leaksWorker/client';
import { fileOf, type Leak } from './leak';

/** The name of the baseline file, relative to the root of each repository or folder. */
export function baselineName(): string {
  return vscode.workspace.getConfiguration('fleetio').get<string>('leaks.baseline', BASELINE_FILE);
}

/** Adds a leak to the baseline of its repository, which is made if it is not there. Undo in that file takes it back. */
export async function acceptInBaseline(leak: Leak, worker: LeakWorker): Promise<void> {
  const file = fileOf(leak.uri).fsPath;
  const root = await rootOf(file, worker);
  const relative = path.relative(root, file).split(path.sep).join('/');
  const baseline = vscode.Uri.file(path.join(root, baselineName()));
  if (!(await exists(baseline))) {
    await vscode.workspace.fs.writeFile(baseline, new Uint8Array());
  }
  const document = await vscode.workspace.openTextDocument(baseline);
  const { fingerprint, rule } = leak;
  const text = withAccepted(document.getText(), { fingerprint, rule, path: relative });
  const edit = new vscode.WorkspaceEdit();
  edit.replace(baseline, new vscode.Range(0, 0, document.lineCount, 0), text);
  if (!(await vscode.workspace.applyEdit(edit)) || !(await document.save())) {
    throw new Error(vscode.l10n.t('The baseline {0} could not be written.', baseline.fsPath));
  }
}

async function rootOf(file: string, worker: LeakWorker): Promise<string> {
  const repository = vscode.workspace.isTrusted ? await worker.call('repositoryOf', { file }) : undefined;
  const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(file))?.uri.fsPath;
  return repository?.root ?? folder ?? path.dirname(file);
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}
