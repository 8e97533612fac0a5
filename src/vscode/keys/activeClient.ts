import * as vscode from 'vscode';
import type { ApiAnswer } from '../../fleetio/answers';
import { FleetioClient } from '../../fleetio/client';
import type { ClientServices } from '../../fleetio/services';
import type { Call } from '../../fleetio/transport';
import { accountMark, type AccountPlace } from '../../keys/accountPlace';
import { activeAccount, connectionOf, type KeyAccount, type StoredKey } from '../../keys/storedKey';
import type { ActiveKeys } from './activeKeys';

/** The active key for one of the accounts it reaches, and the client that makes its requests there. */
export interface Active {
  /** Its `accountToken` is the account's. */
  readonly key: StoredKey;
  readonly client: FleetioClient;
  readonly accountName: string;
}

/** The clients of the active key, one for each account that it reaches. They change when another key, account or API version becomes the active one. */
export class ActiveClient implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  /** Fires when there are other clients than before. */
  readonly onDidChange = this.changed.event;
  private readonly following: vscode.Disposable;
  private made: readonly Active[] = [];

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

  /** For the account that the key's requests are made for; undefined when there is no key. */
  async get(): Promise<Active | undefined> {
    const [first] = await this.all();
    return first;
  }

  /** For every account that the key reaches, first the one that its requests are made for; none without a key. */
  async all(): Promise<readonly Active[]> {
    const key = await this.keys.get();
    if (key === undefined) {
      this.made = [];
    } else {
      const others = key.accounts.filter(({ token }) => token !== key.accountToken);
      this.made = [activeAccount(key), ...others].map((account) => this.activeFor(key, account));
    }
    return this.made;
  }

  /** For an account that was seen before; undefined when its key is not in use or no longer reaches it. */
  async find({ keyId, account }: AccountPlace): Promise<Active | undefined> {
    const all = await this.all();
    return all.find(({ key }) => key.id === keyId && accountMark(key) === account);
  }

  dispose(): void {
    this.following.dispose();
    this.changed.dispose();
  }

  private async follow(): Promise<void> {
    const before = this.made;
    const after = await this.all();
    const isSame =
      after.length === before.length && after.every(({ client }, at) => client === before[at]?.client);
    if (!isSame || before.length === 0) {
      this.changed.fire();
    }
  }

  /** A new label or the answer of a check changes nothing that was loaded: the client stays. */
  private activeFor(anyAccount: StoredKey, { token, name }: KeyAccount): Active {
    const key = { ...anyAccount, accountToken: token };
    const known = this.made.find((made) => makesSameRequests(made.key, key));
    return { key, client: known?.client ?? this.clientOf(key), accountName: name };
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
