import * as vscode from 'vscode';
import type { ClientServices } from '../../fleetio/services';
import { ClipboardGuard } from '../../keys/clipboardGuard';
import type { KeyRing, SecretStore } from '../../keys/keyRing';
import { ActiveClient } from './activeClient';
import { ActiveKeys } from './activeKeys';
import { keyCommands } from './keyCommands';
import { KeyStatus } from './keyStatus';
import { KeysTree } from './keysTree';
import { watchForLostKeys } from './lostKeys';
import { TerminalAccess } from './terminalAccess';
import { verifyKey } from './verifyKey';

/** What the parts about keys are made from. */
export interface KeySources {
  readonly context: vscode.ExtensionContext;
  readonly store: SecretStore;
  readonly ring: KeyRing;
  readonly services: ClientServices;
  readonly onFailure: (error: unknown) => void;
}

/** Everything about keys that a person sees, and the client of the key that counts. */
export class Keys implements vscode.Disposable {
  readonly active: ActiveKeys;
  readonly tree: KeysTree;
  readonly client: ActiveClient;
  readonly commands: ReturnType<typeof keyCommands>;
  private readonly parts: readonly { dispose(): unknown }[];

  constructor({ context, store, ring, services, onFailure }: KeySources) {
    const { globalState, workspaceState, environmentVariableCollection } = context;
    const active = new ActiveKeys(ring, workspaceState);
    const tree = new KeysTree(ring, active);
    this.active = active;
    this.tree = tree;
    const terminals = new TerminalAccess(environmentVariableCollection, active, onFailure);
    const clipboard = new ClipboardGuard(vscode.env.clipboard, later, onFailure);
    this.client = new ActiveClient(
      active,
      services,
      (key) => {
        verifyKey(ring, services, key).catch(onFailure);
      },
      onFailure,
    );
    this.commands = keyCommands({ ring, services, active, clipboard, terminals, globalState });
    this.parts = [
      watchForLostKeys(store, ring, globalState, onFailure),
      new KeyStatus(active, onFailure),
      this.client,
      tree,
      terminals,
      active,
      { dispose: () => clipboard.clear() },
    ];
  }

  dispose(): void {
    for (const part of this.parts) {
      part.dispose();
    }
  }
}

function later(run: () => void, milliseconds: number): () => void {
  const timer = setTimeout(run, milliseconds);
  return () => {
    clearTimeout(timer);
  };
}
