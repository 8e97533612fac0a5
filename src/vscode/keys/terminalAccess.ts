import * as vscode from 'vscode';
import { activeAccount, type StoredKey } from '../../keys/storedKey';
import type { ActiveKeys } from './activeKeys';

/** Context key: new terminals of this window get a key. */
const HAVE_KEY = 'fleetio.terminalsHaveKey';

/** The environment variables that snippets, tools and the terminal read. */
export function variablesOf({
  apiKey,
  accountToken,
  apiVersion,
}: StoredKey): Readonly<Record<string, string>> {
  return {
    FLEETIO_API_KEY: apiKey,
    FLEETIO_ACCOUNT_TOKEN: accountToken,
    FLEETIO_API_VERSION: apiVersion,
  };
}

interface Given {
  readonly folder: vscode.WorkspaceFolder | undefined;
  /** Which key the folder's terminals have, and how to end it. */
  readonly words: string;
}

/**
 * Gives the key that counts in a folder to its new terminals, on request, for as long as the window lives. Nothing of
 * it is kept across a reload.
 */
export class TerminalAccess implements vscode.Disposable {
  private readonly following: vscode.Disposable;
  /** By the URI of the folder; one without it is the window without a folder. */
  private readonly given = new Map<string, Given>();

  constructor(
    private readonly collection: vscode.GlobalEnvironmentVariableCollection,
    private readonly active: ActiveKeys,
    onFailure: (error: unknown) => void,
  ) {
    collection.persistent = false;
    this.following = vscode.Disposable.from(
      active.onDidChange(() => {
        this.follow().catch(onFailure);
      }),
      vscode.env.onDidChangeLogLevel(() => {
        if (isLogged()) {
          this.takeAll().catch(onFailure);
        }
      }),
    );
  }

  /**
   * Gives the key to the folder's terminals; not while VS Code logs what it gives to them.
   * @returns the key that new terminals of the folder get from now on; undefined when there is none.
   */
  async give(folder: vscode.WorkspaceFolder | undefined): Promise<StoredKey | undefined> {
    const key = await this.active.get(folder);
    if (key !== undefined && !isLogged()) {
      this.write(folder, key);
      await this.mark();
    }
    return key;
  }

  /** New terminals get no key any more. Those that are open keep what they were given. */
  async takeAll(): Promise<void> {
    for (const { folder } of this.given.values()) {
      this.scope(folder).clear();
    }
    this.given.clear();
    await this.mark();
  }

  dispose(): void {
    this.following.dispose();
    this.collection.clear();
  }

  private async follow(): Promise<void> {
    for (const [id, { folder }] of this.given) {
      const key = await this.active.get(folder);
      if (!this.given.has(id)) {
        // It was taken back meanwhile.
        continue;
      }
      if (key === undefined) {
        this.scope(folder).clear();
        this.given.delete(id);
      } else {
        this.write(folder, key);
      }
    }
    await this.mark();
  }

  private write(folder: vscode.WorkspaceFolder | undefined, key: StoredKey): void {
    const scope = this.scope(folder);
    scope.persistent = false;
    for (const [name, value] of Object.entries(variablesOf(key))) {
      scope.replace(name, value);
    }
    const words = vscode.l10n.t(
      'Fleetio: API key "{0}" for {1}. Run "Fleetio: Take API Key from Terminals" to end this.',
      key.label,
      activeAccount(key).name,
    );
    this.given.set(folderId(folder), { folder, words });
  }

  private scope(folder: vscode.WorkspaceFolder | undefined): vscode.EnvironmentVariableCollection {
    return folder === undefined ? this.collection : this.collection.getScoped({ workspaceFolder: folder });
  }

  /**
   * Tells menus, and marks terminals: VS Code shows the words where it lists what extensions changed in a terminal. Those
   * of a folder's collection alone it does not show.
   */
  private async mark(): Promise<void> {
    const words = [...this.given.values()].map((one) => one.words);
    this.collection.description = words.length === 0 ? undefined : words.join('\n');
    await vscode.commands.executeCommand('setContext', HAVE_KEY, this.given.size > 0);
  }
}

/** At the log level Trace, VS Code writes the whole environment of a terminal into its own logs. */
export function isLogged(): boolean {
  return vscode.env.logLevel === vscode.LogLevel.Trace;
}

function folderId(folder: vscode.WorkspaceFolder | undefined): string {
  return folder?.uri.toString() ?? '';
}
