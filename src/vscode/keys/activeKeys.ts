import * as vscode from 'vscode';
import type { KeyRing } from '../../keys/keyRing';
import type { StoredKey } from '../../keys/storedKey';

/** In workspaceState: the ids of the keys that folders have of their own, by the folders' URIs. */
const FOLDER_KEYS = 'fleetio.folderKeys';

type IdsByFolder = Readonly<Record<string, string>>;

/**
 * Which key counts where. A workspace folder can have a key of its own; everywhere else the key counts that the key ring
 * has in use. What is shown at a time goes by the folder of the latest document in front, else by the first one.
 */
export class ActiveKeys implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  /** Fires when `get` may give another answer than before, for any folder. */
  readonly onDidChange = this.changed.event;
  private readonly listening: vscode.Disposable;
  private latestFolder: vscode.WorkspaceFolder | undefined;

  constructor(
    private readonly ring: KeyRing,
    private readonly workspaceState: vscode.Memento,
  ) {
    this.latestFolder = folderOfEditor();
    this.listening = vscode.Disposable.from(
      ring.onDidChange(() => {
        this.changed.fire();
      }),
      vscode.window.onDidChangeActiveTextEditor(() => {
        this.followEditor();
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(() => {
        this.latestFolder = folderOfEditor();
        this.changed.fire();
      }),
    );
  }

  /** The folder that what is shown belongs to; undefined without an open folder. */
  get folder(): vscode.WorkspaceFolder | undefined {
    return this.latestFolder ?? vscode.workspace.workspaceFolders?.[0];
  }

  /** The key that counts in a folder. Undefined: no key is stored. */
  async get(folder = this.folder): Promise<StoredKey | undefined> {
    const id = this.ownId(folder);
    return (id === undefined ? undefined : await this.ring.key(id)) ?? this.ring.active();
  }

  /** The id of the key that a folder has of its own. */
  ownId(folder = this.folder): string | undefined {
    return folder && this.ids()[folder.uri.toString()];
  }

  /** Makes a key the one that counts here: the folder's own where it has one, else the one in use everywhere. */
  async use(id: string): Promise<void> {
    const { folder } = this;
    if (folder !== undefined && this.ownId(folder) !== undefined) {
      await this.bind(folder, id);
    } else {
      await this.ring.use(id);
    }
  }

  /** Gives a folder a key of its own. */
  async bind(folder: vscode.WorkspaceFolder, id: string): Promise<void> {
    await this.write({ ...this.ids(), [folder.uri.toString()]: id });
  }

  /** Lets the key count in a folder again that is in use everywhere. */
  async unbind(folder: vscode.WorkspaceFolder): Promise<void> {
    const { [folder.uri.toString()]: own, ...others } = this.ids();
    if (own !== undefined) {
      await this.write(others);
    }
  }

  /** Takes a key out of all folders of this workspace. */
  async forget(id: string): Promise<void> {
    const others = Object.entries(this.ids()).filter(([, own]) => own !== id);
    if (others.length < Object.keys(this.ids()).length) {
      await this.write(Object.fromEntries(others));
    }
  }

  /** Has everything that follows the key ask for it again, as when the store could not be read before. */
  lookAgain(): void {
    this.changed.fire();
  }

  dispose(): void {
    this.listening.dispose();
    this.changed.dispose();
  }

  private ids(): IdsByFolder {
    return this.workspaceState.get<IdsByFolder>(FOLDER_KEYS, {});
  }

  private async write(ids: IdsByFolder): Promise<void> {
    await this.workspaceState.update(FOLDER_KEYS, ids);
    this.changed.fire();
  }

  private followEditor(): void {
    const folder = folderOfEditor();
    // A document of no folder, such as a new one, leaves everything as it is.
    if (folder !== undefined && folder !== this.latestFolder) {
      const before = this.ownId();
      this.latestFolder = folder;
      if (this.ownId() !== before) {
        this.changed.fire();
      }
    }
  }
}

function folderOfEditor(): vscode.WorkspaceFolder | undefined {
  const uri = vscode.window.activeTextEditor?.document.uri;
  return uri && vscode.workspace.getWorkspaceFolder(uri);
}
