import * as vscode from 'vscode';
import type { StoredKey } from '../../keys/storedKey';
import type { ResourceId } from '../../fleetio/resources';
import { isRecordNode, vehicleOf, type Node } from './nodes';

/** Copies the ids of the rows, one a line. */
export async function copyIds(rows: readonly Node[]): Promise<void> {
  await copy(rows.filter(isRecordNode).map(({ record }) => String(record.id)));
}

/** Copies the VINs of the vehicles, one a line; machines that drive on no road have none. */
export async function copyVins(rows: readonly Node[]): Promise<void> {
  const vins = rows.filter(isRecordNode).map(({ record }) => record['vin']);
  await copy(vins.filter((vin) => typeof vin === 'string'));
}

/** Copies the records as the API gave them: one as an object, several as an array. */
export async function copyJson(rows: readonly Node[]): Promise<void> {
  const records = rows.filter(isRecordNode).map(({ record }) => record);
  await copy(
    records.length === 0 ? [] : [JSON.stringify(records.length === 1 ? records[0] : records, null, 2)],
  );
}

async function copy(lines: readonly string[]): Promise<void> {
  if (lines.length === 0) {
    void vscode.window.setStatusBarMessage(vscode.l10n.t('$(info) There is nothing to copy here'), 4000);
    return;
  }
  await vscode.env.clipboard.writeText(lines.join('\n'));
}

/**
 * What has a page of its own in Fleetio's web application, below the account's token (fleetio-api.md section 1.4 has the
 * shape of those addresses; that a page is called as its resource is an inference).
 */
const PAGES: ReadonlySet<ResourceId> = new Set<ResourceId>([
  'vehicles',
  'fuel_entries',
  'service_entries',
  'issues',
  'service_reminders',
  'work_orders',
  'submitted_inspection_forms',
  'contacts',
  'equipment',
  'vendors',
  'parts',
  'purchase_orders',
]);

/** Opens a row's page in Fleetio, in the browser: its own, else that of its vehicle, else that of the account. */
export async function openInFleetio(row: Node, { apiUrl, accountToken }: StoredKey): Promise<void> {
  const address = new URL(`/${encodeURIComponent(accountToken)}/${pageOf(row)}`, apiUrl);
  await vscode.env.openExternal(vscode.Uri.parse(address.href, true));
}

function pageOf(row: Node): string {
  if (isRecordNode(row) && PAGES.has(row.resource)) {
    return `${row.resource}/${row.record.id}`;
  }
  const vehicle = vehicleOf(row);
  if (vehicle !== undefined) {
    return `vehicles/${vehicle.record.id}`;
  }
  return row.kind === 'section' && PAGES.has(row.query.resource) ? row.query.resource : 'dashboard';
}
