import * as vscode from 'vscode';
import type { ActiveClient } from '../keys/activeClient';
import { panelCommands } from '../panel/panelCommands';
import { VehiclePanels } from '../panel/vehiclePanels';
import { recordCommands } from '../records/recordCommands';
import { RecordDocuments } from '../records/recordDocuments';
import { registerRecordHovers } from '../records/recordHovers';
import type { SnippetWriter } from '../snippets/snippetWriter';
import { dragController, registerDrop } from './dragToEditor';
import { explorerCommands } from './explorerCommands';
import { VehicleListings } from './listings';
import { RateLimitStatus } from './rateLimitStatus';
import { VehiclesTree } from './vehiclesTree';

/** What the explorer is built from. */
export interface ExplorerParts {
  readonly context: vscode.ExtensionContext;
  readonly client: ActiveClient;
  /** Writes the code of rows that are dragged into an editor. */
  readonly writer: SnippetWriter;
  readonly onFailure: (error: unknown) => void;
}

/** Everything that shows the fleet: the view *Vehicles*, documents of records, and panels of vehicles. */
export class Explorer implements vscode.Disposable {
  readonly vehicles: VehiclesTree;
  readonly commands;
  private readonly parts: vscode.Disposable;

  constructor({ context, client, writer, onFailure }: ExplorerParts) {
    const rateLimit = new RateLimitStatus();
    const listings = new VehicleListings(context.workspaceState);
    const documents = new RecordDocuments(client);
    const openRecord: RecordDocuments['open'] = (record) => documents.open(record);
    const panels = new VehiclePanels(client, { openRecord, onFailure }, context.extensionUri);
    this.vehicles = new VehiclesTree(client, listings, rateLimit, dragController(client));
    this.commands = {
      ...explorerCommands(this.vehicles, client),
      ...recordCommands(documents),
      ...panelCommands(panels),
    };
    this.parts = vscode.Disposable.from(
      rateLimit,
      this.vehicles,
      registerDrop(writer),
      documents,
      registerRecordHovers(documents, client),
      panels,
    );
  }

  dispose(): void {
    this.parts.dispose();
  }
}
