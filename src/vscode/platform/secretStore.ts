import type * as vscode from 'vscode';
import type { KeyRing, SecretStore } from '../../keys/keyRing';

/** `SecretStorage.keys()` came with VS Code 1.105; what older ones lack is kept as a list of names in globalState. */
type SecretStorage = vscode.SecretStorage & { keys?(): Thenable<string[]> };

const NAMES = 'fleetio.secretNames';

/** VS Code's SecretStorage as the key ring sees it. */
export function secretStoreOf(context: vscode.ExtensionContext): SecretStore {
  const secrets: SecretStorage = context.secrets;
  const { globalState } = context;
  const listed = () => globalState.get<readonly string[]>(NAMES, []);
  const list = (names: Iterable<string>) => globalState.update(NAMES, [...new Set(names)]);
  return {
    names: async () => (secrets.keys ? secrets.keys() : listed()),
    read: async (name) => secrets.get(name),
    write: async (name, value) => {
      await secrets.store(name, value);
      await list([...listed(), name]);
    },
    delete: async (name) => {
      await secrets.delete(name);
      await list(listed().filter((other) => other !== name));
    },
  };
}

/** Follows changes that other windows make to the stored keys. */
export function watchSecrets(
  { secrets }: vscode.ExtensionContext,
  ring: KeyRing,
  onFailure: (error: unknown) => void,
): vscode.Disposable {
  return secrets.onDidChange(() => {
    ring.follow().catch(onFailure);
  });
}
