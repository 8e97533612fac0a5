import { inventedKey } from './corpus';
import type { Repository } from './repository';

/** The keys of {@link leakEverywhere}, by how far each got. */
export const leakedKeys = {
  pushed: inventedKey('pushed'),
  committed: inventedKey('committed'),
  staged: inventedKey('staged'),
  indexOnly: inventedKey('index only'),
  modified: inventedKey('modified'),
  untracked: inventedKey('untracked'),
  ignored: inventedKey('ignored'),
  history: inventedKey('history'),
};

/** Gives a new repository a server of its own, and a key for each way that a key can be in a repository. Each is in line 3. */
export function leakEverywhere(repository: Repository): void {
  const python = (key: string): string => `# Calls Fleetio.\n\nFLEETIO_API_KEY = "${key}"\n`;
  const clean = '# Calls Fleetio.\n\nimport os\n';
  repository.commit('.gitignore', '.env\n');
  repository.commit('config/old.py', python(leakedKeys.history));
  repository.commit('config/old.py', clean);
  repository.commit(
    'src/pushed.js',
    `// Calls Fleetio.\n\nconst FLEETIO_API_KEY = '${leakedKeys.pushed}';\n`,
  );
  repository.commit('src/modified.py', clean);
  repository.push();
  repository.commit('src/committed.py', python(leakedKeys.committed));
  repository.write('src/staged.py', python(leakedKeys.staged));
  repository.write('src/index.py', python(leakedKeys.indexOnly));
  repository.git('add', 'src/staged.py', 'src/index.py');
  repository.write('src/index.py', clean);
  repository.write('src/modified.py', python(leakedKeys.modified));
  repository.write('notes/untracked.py', python(leakedKeys.untracked));
  repository.write('.env', `# Calls Fleetio.\n\nFLEETIO_API_KEY=${leakedKeys.ignored}\n`);
}
