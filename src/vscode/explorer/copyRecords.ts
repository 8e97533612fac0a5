import * as vscode from 'vscode';
import { isRecordNode, type Node } from './nodes';

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
