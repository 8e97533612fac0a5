import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { createServices } from './fleetio/services';
import { KeyRing } from './keys/keyRing';
import { explorerCommands } from './vscode/explorer/explorerCommands';
import { dragController, registerDrop } from './vscode/explorer/dragToEditor';
import { VehicleListings } from './vscode/explorer/listings';
import { RateLimitStatus } from './vscode/explorer/rateLimitStatus';
import { VehiclesTree } from './vscode/explorer/vehiclesTree';
import { Keys } from './vscode/keys/keys';
import { Leaks } from './vscode/leaks/leaks';
import { registerCommands } from './vscode/platform/commands';
import { serviceSettings } from './vscode/platform/configuration';
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
  const store = secretStoreOf(context);
  const ring = new KeyRing(store, {
    id: randomUUID,
    now: () => new Date(),
  });
  const log = createLog(() => ring.secretsSeen);
  const onFailure = failureLogger(log);
  // One for all clients, so that they keep an account's limit together.
  const services = createServices(serviceSettings);
  const keys = new Keys({ context, store, ring, services, onFailure });
  const rateLimit = new RateLimitStatus();
  const listings = new VehicleListings(context.workspaceState);
  const vehicles = new VehiclesTree(keys.client, listings, rateLimit, dragController(keys.client));
  const documents = new RecordDocuments(keys.client);
  const leaks = new Leaks({ context, ring, onFailure });
  const commands = {
    ...keys.commands,
    ...explorerCommands(vehicles, keys.client),
    ...recordCommands(documents),
    ...snippetCommands(keys.client),
    'fleetio.showLog': () => {
      log.show();
    },
  };
  context.subscriptions.push(
    log,
    registerCommands(commands, log),
    watchSecrets(context, ring, onFailure),
    keys,
    { dispose: () => services.close() },
    rateLimit,
    vehicles,
    registerDrop(),
    documents,
    registerRecordHovers(documents, keys.client),
    leaks,
  );
  return context.extensionMode === vscode.ExtensionMode.Test ? { ring, vehicles } : undefined;
}
