// VS Code loads this module in its extension host and calls run(): how much memory the rows of the view take there.
import { writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { accountRows, activated } from '../host/extension';
import { heapInUse } from './heap';

/** What is measured for, in the environment variable `BENCH_HOST` as JSON. */
export interface HostBench {
  readonly apiUrl: string;
  readonly apiKey: string;
  readonly accountToken: string;
  readonly rows: number;
  /** Where the result goes: a {@link HostMemory} as JSON. */
  readonly resultFile: string;
}

export interface HostMemory {
  readonly rows: number;
  /** Bytes of the extension host's heap, in use: with the first page, and with all rows. */
  readonly heap: readonly [before: number, after: number];
  /** Bytes that the extension host takes of the machine's memory. */
  readonly resident: readonly [before: number, after: number];
}

export async function run(): Promise<void> {
  const { apiUrl, rows, resultFile, ...key } = JSON.parse(process.env['BENCH_HOST'] ?? '') as HostBench;
  const settings = vscode.workspace.getConfiguration('fleetio');
  await settings.update('apiUrl', apiUrl, vscode.ConfigurationTarget.Global);
  await settings.update('requestsPerMinute', 1_000_000, vscode.ConfigurationTarget.Global);
  const access = await activated();
  const answers = { ...key, label: 'Bench', apiVersion: '2025-05-05' };
  await vscode.commands.executeCommand('fleetio.addApiKey', answers);
  await vscode.commands.executeCommand('fleetio.vehicles.focus');
  await accountRows(access);
  const before = [heapInUse(), process.memoryUsage().rss] as const;

  const shown = await access.vehicles.current();
  const list = shown?.nodes.account.list;
  while (list !== undefined && list.records.length < rows - 50) {
    await list.more();
  }
  // The last page comes as a person loads it, so that VS Code holds every row.
  await vscode.commands.executeCommand('fleetio.loadMore', (await accountRows(access)).at(-1));
  const result: HostMemory = {
    rows: list?.records.length ?? 0,
    heap: [before[0], heapInUse()],
    resident: [before[1], process.memoryUsage().rss],
  };
  writeFileSync(resultFile, JSON.stringify(result));
}
