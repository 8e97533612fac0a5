import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { createServices } from './fleetio/services';
import { KeyRing } from './keys/keyRing';
import { explorerCommands } from './vscode/explorer/explorerCommands';
import { dragController, registerDrop } from './vscode/explorer/dragToEditor';
import { VehicleListings } from './vscode/explorer/listings';
import { RateLimitStatus } from './vscode/explorer/rateLimitStatus';
import { VehiclesTree } from './vscode/explorer/vehiclesTree';
import { ActiveClient } from './vscode/keys/activeClient';
import { keyCommands } from './vscode/keys/keyCommands';
import { KeysTree } from './vscode/keys/keysTree';
import { LeakWarnings } from './vscode/leaks/leakWarnings';
import { registerQuickFixes } from './vscode/leaks/quickFixes';
import { registerCommands } from './vscode/platform/commands';
import { createLog, failureLogger } from './vscode/platform/log';
import { secretStoreOf, watchSecrets } from './vscode/platform/secretStore';
import { recordCommands } from './vscode/records/recordCommands';
import { RecordDocuments } from './vscode/records/recordDocuments';
import { registerRecordHovers } from './vscode/records/recordHovers';
import { snippetCommands } from './vscode/snippets/snippetCommands';

/** What the extension's own tests may look into. */
export interface TestAccess {
  readonly ring: KeyRing;
  readonly vehicles: VehiclesTree;
}

/**
 * Builds the parts and hands them to each other. No I/O happens here: every part starts when it is used.
 * @returns nothing that another extension could get at a key by; the tests' access under tests only.
 */
export function activate(context: vscode.ExtensionContext): TestAccess | undefined {
  const log = createLog();
  const onFailure = failureLogger(log);
  const ring = new KeyRing(secretStoreOf(context), {
    id: randomUUID,
    now: () => new Date(),
  });
  // One for all clients, so that they keep an account's limit together.
  const services = createServices({ network: { environment: process.env } });
  const active = new ActiveClient(ring, services, onFailure);
  const rateLimit = new RateLimitStatus();
  const listings = new VehicleListings(context.workspaceState);
  const vehicles = new VehiclesTree(active, listings, rateLimit, dragController(active));
  const documents = new RecordDocuments(active);
  const warnings = new LeakWarnings(onFailure);
  const commands = {
    ...keyCommands(ring, services),
    ...explorerCommands(vehicles, active),
    ...recordCommands(documents),
    ...snippetCommands(active),
    'fleetio.showLog': () => {
      log.show();
    },
  };
  context.subscriptions.push(
    log,
    registerCommands(commands, log),
    watchSecrets(context, ring, onFailure),
    active,
    { dispose: () => services.close() },
    rateLimit,
    vehicles,
    registerDrop(),
    documents,
    registerRecordHovers(documents, active),
    new KeysTree(ring),
    warnings,
    registerQuickFixes(warnings),
  );
  return context.extensionMode === vscode.ExtensionMode.Test ? { ring, vehicles } : undefined;
}
