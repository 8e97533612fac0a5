import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { createServices } from './fleetio/services';
import { KeyRing, type SecretStore } from './keys/keyRing';
import { Explorer } from './vscode/explorer/explorer';
import type { VehiclesTree } from './vscode/explorer/vehiclesTree';
import { Keys } from './vscode/keys/keys';
import { Leaks } from './vscode/leaks/leaks';
import { registerCommands } from './vscode/platform/commands';
import { serviceSettings } from './vscode/platform/configuration';
import { createLog, failureLogger } from './vscode/platform/log';
import { secretStoreOf, watchSecrets } from './vscode/platform/secretStore';
import { demoCommands } from './vscode/sandbox/demoCommands';
import { DemoFleet } from './vscode/sandbox/demoFleet';
import { Snippets } from './vscode/snippets/snippets';
import { registerTools } from './vscode/tools/tools';

/** What the extension's own tests may look into. */
export interface TestAccess {
  readonly store: SecretStore;
  readonly ring: KeyRing;
  readonly keys: Keys;
  readonly vehicles: VehiclesTree;
  readonly demoFleet: DemoFleet;
  readonly leaks: Leaks;
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
  const sharedServices = createServices(serviceSettings);
  const demoFleet = new DemoFleet(context.asAbsolutePath('dist/sandboxWorker.js'), context.globalState);
  const services = demoFleet.waking(sharedServices);
  const keys = new Keys({ context, store, ring, services, onFailure });
  const snippets = new Snippets(context.globalState, keys.client);
  const explorer = new Explorer({ context, client: keys.client, writer: snippets.writer, onFailure });
  const leaks = new Leaks({ context, ring, services, onFailure });
  const commands = {
    ...keys.commands,
    ...explorer.commands,
    ...snippets.commands,
    ...demoCommands({ fleet: demoFleet, ring, services, active: keys.active }),
    ...leaks.commands,
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
    demoFleet,
    explorer,
    snippets,
    leaks,
    registerTools({ ring, client: keys.client, writer: snippets.writer, leaks, onFailure }),
  );
  return context.extensionMode === vscode.ExtensionMode.Test
    ? { store, ring, keys, vehicles: explorer.vehicles, leaks, demoFleet }
    : undefined;
}
