import * as vscode from 'vscode';

/** The API that new keys are added for, without a slash at its end. */
export function apiUrl(): string {
  return vscode.workspace.getConfiguration('fleetio').get('apiUrl', '').replace(/\/+$/, '');
}
