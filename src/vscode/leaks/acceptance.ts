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
  const saved = await textOf(baseline);
  const accepted = { fingerprint: leak.fingerprint, rule: leak.rule, path: relative };
  if (saved === undefined) {
    await vscode.workspace.fs.writeFile(baseline, new Uint8Array());
  }
  const document = await vscode.workspace.openTextDocument(baseline);
  if (!document.isDirty && document.getText() !== (saved ?? '')) {
    // It was deleted or changed outside of the editor, which has not noticed yet and would not save over it.
    await vscode.workspace.fs.writeFile(baseline, Buffer.from(withAccepted(saved ?? '', accepted)));
    return;
  }
  const text = withAccepted(document.getText(), accepted);
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

/** @returns undefined if there is no such file. */
async function textOf(file: vscode.Uri): Promise<string | undefined> {
  return vscode.workspace.fs.readFile(file).then(
    (bytes) => new TextDecoder().decode(bytes),
    (error: unknown) => {
      if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') {
        return undefined;
      }
      throw error;
    },
  );
}
