import type { SecretStore } from '../../../src/keys/keyRing';

/** A secret store in memory: the same contract as VS Code's, which the host suite puts in its place. */
export function memoryStore(): SecretStore & { readonly entries: Map<string, string> } {
  const entries = new Map<string, string>();
  return {
    entries,
    names: () => Promise.resolve([...entries.keys()]),
    read: (name) => Promise.resolve(entries.get(name)),
    write: (name, value) => Promise.resolve(void entries.set(name, value)),
    delete: (name) => Promise.resolve(void entries.delete(name)),
  };
}
