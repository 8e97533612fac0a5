import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { createServices } from './fleetio/services';
import { KeyRing } from './keys/keyRing';
import { explorerCommands } from './vscode/explorer/explorerCommands';
import { VehiclesTree } from './vscode/explorer/vehiclesTree';
import { ActiveClient } from './vscode/keys/activeClient';
import { keyCommands } from './vscode/keys/keyCommands';
import { KeysTree } from './vscode/keys/keysTree';
import { LeakWarnings } from './vscode/leaks/leakWarnings';
import { registerQuickFixes } from './vscode/leaks/quickFixes';
import { registerCommands } from './vscode/platform/commands';
import { serviceSettings } from './vscode/platform/configuration';
import { createLog, failureLogger } from './vscode/platform/log';
import { secretStoreOf, watchSecrets } from './vscode/platform/secretStore';
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
  const ring = new KeyRing(secretStoreOf(context), {
    id: randomUUID,
    now: () => new Date(),
  });
  const log = createLog(() => ring.secretsSeen);
  const onFailure = failureLogger(log);
  // One for all clients, so that they keep an account's limit together.
  const services = createServices(serviceSettings);
  const active = new ActiveClient(ring, services, onFailure);
  const vehicles = new VehiclesTree(active);
  const warnings = new LeakWarnings(onFailure);
  const commands = {
    ...keyCommands(ring, services),
    ...explorerCommands(vehicles),
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
    vehicles,
    new KeysTree(ring),
    warnings,
    registerQuickFixes(warnings),
  );
  return context.extensionMode === vscode.ExtensionMode.Test ? { ring, vehicles } : undefined;
}
