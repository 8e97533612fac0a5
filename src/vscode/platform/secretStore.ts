import type * as vscode from 'vscode';
import type { KeyRing, SecretStore } from '../../keys/keyRing';

/** `SecretStorage.keys()` came with VS Code 1.105; what older ones lack is kept as a list of names in globalState. */
type SecretStorage = vscode.SecretStorage & { keys?(): Thenable<string[]> };

const NAMES = 'fleetio.secretNames';

/** VS Code's SecretStorage as the key ring sees it. */
export function secretStoreOf(context: vscode.ExtensionContext): SecretStore {
  const secrets: SecretStorage = context.secrets;
  const names = new NameList(context.globalState);
  return {
    names: async () => (secrets.keys ? secrets.keys() : names.all),
    read: async (name) => secrets.get(name),
    write: async (name, value) => {
      await secrets.store(name, value);
      await names.add(name);
    },
    delete: async (name) => {
      await secrets.delete(name);
      await names.delete(name);
    },
  };
}

/** Follows changes that other windows make to the stored keys. */
export function watchSecrets(
  { secrets, globalState }: vscode.ExtensionContext,
  ring: KeyRing,
  onFailure: (error: unknown) => void,
): vscode.Disposable {
  const names = new NameList(globalState);
  const follow = async (name: string): Promise<void> => {
    if ((await secrets.get(name)) !== undefined) {
      // Of two windows that add a name at once, one overwrites the other's list.
      await names.add(name);
    }
    await ring.follow();
  };
  return secrets.onDidChange(({ key }) => {
    follow(key).catch(onFailure);
  });
}

class NameList {
  constructor(private readonly globalState: vscode.Memento) {}

  get all(): readonly string[] {
    return this.globalState.get<readonly string[]>(NAMES, []);
  }

  async add(name: string): Promise<void> {
    if (!this.all.includes(name)) {
      await this.globalState.update(NAMES, [...this.all, name]);
    }
  }

  async delete(name: string): Promise<void> {
    await this.globalState.update(
      NAMES,
      this.all.filter((other) => other !== name),
    );
  }
}
