import * as vscode from 'vscode';
import { FleetioClient } from '../../fleetio/client';
import type { ClientServices } from '../../fleetio/services';
import type { KeyRing } from '../../keys/keyRing';
import { activeAccount, connectionOf, type StoredKey } from '../../keys/storedKey';

/** The active key and the client that makes its requests. */
export interface Active {
  readonly key: StoredKey;
  readonly client: FleetioClient;
  readonly accountName: string;
}

/** The client of the active key. It changes when another key, account or API version becomes the active one. */
export class ActiveClient implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  /** Fires when `get` gives another answer than before. */
  readonly onDidChange = this.changed.event;
  private readonly following: { dispose(): void };
  private made: Active | undefined;

  constructor(
    private readonly ring: KeyRing,
    private readonly services: ClientServices,
    onFailure: (error: unknown) => void,
  ) {
    this.following = ring.onDidChange(() => {
      this.follow().catch(onFailure);
    });
  }

  /** Undefined when there is no key. */
  async get(): Promise<Active | undefined> {
    const key = await this.ring.active();
    if (!isSame(key, this.made?.key)) {
      this.made = key && {
        key,
        client: new FleetioClient(connectionOf(key), this.services),
        accountName: activeAccount(key).name,
      };
    }
    return this.made;
  }

  dispose(): void {
    this.following.dispose();
    this.changed.dispose();
  }

  private async follow(): Promise<void> {
    const before = this.made;
    if ((await this.get()) !== before || before === undefined) {
      this.changed.fire();
    }
  }
}

function isSame(a: StoredKey | undefined, b: StoredKey | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
