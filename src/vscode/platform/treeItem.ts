import * as vscode from 'vscode';

/** A row of a tree view. */
export function treeItem(label: string, parts: Partial<vscode.TreeItem>): vscode.TreeItem {
  return Object.assign(new vscode.TreeItem(label), parts);
}
