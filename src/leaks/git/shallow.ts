import { readFile } from 'node:fs/promises';

import { type Git, runGit } from './program';

/**
 * The commits at which a shallow clone ends: they seem to have brought in all their files, as what came before is not there.
 * @returns none in a clone that is whole.
 * @throws {GitError} outside of a repository.
 */
export async function cutCommits(
  git: Git,
  folder: string,
  signal?: AbortSignal,
): Promise<ReadonlySet<string>> {
  const args = ['rev-parse', '--path-format=absolute', '--git-path', 'shallow'];
  const file = (await runGit(git, folder, args, { signal })).replace(/\n$/, '');
  try {
    return new Set((await readFile(file, 'utf8')).split('\n').filter((id) => id !== ''));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return new Set();
    }
    throw error;
  }
}
