import * as vscode from 'vscode';

/** Fleetio's own page of keys (fleetio-api.md section 1.4). */
const MANAGE_KEYS_PAGE = 'https://secure.fleetio.com/api_keys';

/** Opens the page where keys are made and revoked, in the browser. */
export async function openManagePage(): Promise<void> {
  await vscode.env.openExternal(vscode.Uri.parse(MANAGE_KEYS_PAGE));
}
