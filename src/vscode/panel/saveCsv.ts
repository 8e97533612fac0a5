import os from 'node:os';
import * as vscode from 'vscode';

/** Saves comma-separated values where the person says, and shows them. @param name what the file is called at first. */
export async function saveCsv(name: string, content: string): Promise<void> {
  // What some file system takes for something else in a name.
  const file = `${name.replaceAll(/[\\/:*?"<>|]/g, '_')}.csv`;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(os.homedir());
  const uri = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(folder, file),
    filters: { CSV: ['csv'] },
    title: vscode.l10n.t('Export CSV'),
  });
  if (uri !== undefined) {
    await vscode.workspace.fs.writeFile(uri, Buffer.from(content));
    await vscode.window.showTextDocument(uri);
  }
}
