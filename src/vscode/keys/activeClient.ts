import * as vscode from 'vscode';
import type { ApiAnswer } from '../../fleetio/answers';
import { FleetioClient } from '../../fleetio/client';
import type { ClientServices } from '../../fleetio/services';
import type { Call } from '../../fleetio/transport';
import { activeAccount, connectionOf, type StoredKey } from '../../keys/storedKey';
import type { ActiveKeys } from './activeKeys';

/** The active key and the client that makes its requests. */
export interface Active {
  readonly key: StoredKey;
  readonly client: FleetioClient;
  readonly accountName: string;
}

/** The client of the active key. It changes when another key, account or API version becomes the active one. */
export class ActiveClient implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  /** Fires when `get` gives another client than before. */
  readonly onDidChange = this.changed.event;
  private readonly following: vscode.Disposable;
  private made: Active | undefined;

  constructor(
    private readonly keys: ActiveKeys,
    private readonly services: ClientServices,
    /** Hears of a key that seems to be refused, once. */
    private readonly onRefused: (key: StoredKey) => void,
    onFailure: (error: unknown) => void,
  ) {
    this.following = keys.onDidChange(() => {
      this.follow().catch(onFailure);
    });
  }

  /** Undefined when there is no key. */
  async get(): Promise<Active | undefined> {
    const key = await this.keys.get();
    const { made } = this;
    if (key === undefined) {
      this.made = undefined;
    } else if (made === undefined || !makesSameRequests(key, made.key)) {
      this.made = { key, client: this.clientOf(key), accountName: activeAccount(key).name };
    } else if (made.key !== key) {
      // A new label or the answer of a check changes nothing that was loaded.
      this.made = { ...made, key };
    }
    return this.made;
  }

  dispose(): void {
    this.following.dispose();
    this.changed.dispose();
  }

  private async follow(): Promise<void> {
    const before = this.made;
    const after = await this.get();
    if (after?.client !== before?.client || before === undefined) {
      this.changed.fire();
    }
  }

  private clientOf(key: StoredKey): FleetioClient {
    const { transport } = this.services;
    let isTold = false;
    return new FleetioClient(connectionOf(key), {
      ...this.services,
      transport: async (connection, call, signal) => {
        const answer = await transport(connection, call, signal);
        if (isAboutKey(answer, call) && !isTold) {
          isTold = true;
          this.onRefused(key);
        }
        return answer;
      },
    });
  }
}

/** Whether requests with both keys are the same, whatever else is said of them. */
function makesSameRequests(a: StoredKey, b: StoredKey): boolean {
  return a.id === b.id && JSON.stringify(connectionOf(a)) === JSON.stringify(connectionOf(b));
}

/** The key itself was refused, or its account's plan (fleetio-api.md sections 1.8 and 5). */
function isAboutKey({ status }: ApiAnswer, { resource }: Call): boolean {
  // Nearly every user may see vehicles; a 403 of anything else says only what this one may not.
  return status === 401 || (status === 403 && resource === 'vehicles');
}
