import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { withoutSecrets } from './fleetio/redact';
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
import { Snippets } from './vscode/snippets/snippets';
import { Tools } from './vscode/tools/tools';

/** What the extension's own tests may look into. */
export interface TestAccess {
  readonly store: SecretStore;
  readonly ring: KeyRing;
  readonly keys: Keys;
  readonly vehicles: VehiclesTree;
  readonly tools: Tools;
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
  const explorer = new Explorer({ context, client: keys.client, onFailure });
  const leaks = new Leaks({ context, ring, onFailure });
  const snippets = new Snippets(context.globalState, keys.client);
  const tools = new Tools({
    active: keys.client,
    writer: snippets.writer,
    leaks,
    redact: (text) => withoutSecrets([...ring.secretsSeen])(text),
    onFailure,
  });
  const commands = {
    ...keys.commands,
    ...explorer.commands,
    ...snippets.commands,
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
    explorer,
    snippets,
    leaks,
    tools,
  );
  return context.extensionMode === vscode.ExtensionMode.Test
    ? { store, ring, keys, vehicles: explorer.vehicles, tools }
    : undefined;
}
