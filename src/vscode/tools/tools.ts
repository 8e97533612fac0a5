import * as vscode from 'vscode';
import type { KeyRing } from '../../keys/keyRing';
import type { ActiveClient } from '../keys/activeClient';
import type { Leaks } from '../leaks/leaks';
import type { SnippetWriter } from '../snippets/snippetWriter';
import { generateSnippet } from './generateSnippet';
import { getRecord } from './getRecord';
import type { ToolName } from './inputSchemas';
import { listEntries } from './listEntries';
import { listVehicles } from './listVehicles';
import { ReadOnlyTool, type ToolDefinition } from './readOnlyTool';
import { scanForLeaks } from './scanForLeaks';
import { SecretGuard } from './secretGuard';

/** What language model tools are built from. */
export interface ToolSurroundings {
  readonly ring: KeyRing;
  readonly client: ActiveClient;
  readonly writer: SnippetWriter;
  readonly leaks: Pick<Leaks, 'scans' | 'store'>;
  readonly onFailure: (error: unknown) => void;
}

/** Registers the tools that language models can call. Nothing runs before one is called. */
export function registerTools({
  ring,
  client,
  writer,
  leaks,
  onFailure,
}: ToolSurroundings): vscode.Disposable {
  const definitions: Readonly<Record<ToolName, ToolDefinition>> = {
    fleetio_list_vehicles: listVehicles(client),
    fleetio_get_record: getRecord(client),
    fleetio_list_entries: listEntries(client),
    fleetio_generate_snippet: generateSnippet(client, writer),
    fleetio_scan_for_leaks: scanForLeaks(leaks),
  };
  const guard = async (): Promise<SecretGuard> => {
    // The ring has seen the secrets that it has read.
    await ring.keys();
    return new SecretGuard(ring.secretsSeen);
  };
  const registrations = Object.entries(definitions).map(([name, definition]) =>
    vscode.lm.registerTool(name, new ReadOnlyTool(definition, guard, onFailure)),
  );
  return vscode.Disposable.from(...registrations);
}
