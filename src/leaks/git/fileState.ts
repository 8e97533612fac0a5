import { findWorkTree } from '../exposure';
import { type Git, GitError, runGit } from './program';

/** What git makes of a file, whether it is there or not. */
export type FileState = 'noRepository' | 'tracked' | 'ignored' | 'notIgnored';

/**
 * Whether a file would go into the next commits.
 * @param name of the file, in the folder.
 * @throws {GitError} if git is missing or refuses.
 */
export async function fileState(folder: string, name: string, git: Git): Promise<FileState> {
  if ((await findWorkTree(folder, git)) === undefined) {
    return 'noRepository';
  }
  const tracked = await runGit(git, folder, ['--literal-pathspecs', 'ls-files', '-z', '--', name]);
  if (tracked !== '') {
    return 'tracked';
  }
  const isIgnored = await runGit(git, folder, ['check-ignore', '--quiet', '--', name]).then(
    () => true,
    (error: unknown) => {
      if (error instanceof GitError && error.exitCode === 1) {
        return false;
      }
      throw error;
    },
  );
  return isIgnored ? 'ignored' : 'notIgnored';
}

/** Whether the last commit has a file. @param name of the file, in the folder. */
export async function isInHead(folder: string, name: string, git: Git): Promise<boolean> {
  const args = ['ls-tree', '-z', '--name-only', 'HEAD', '--', `./${name}`];
  return runGit(git, folder, ['--literal-pathspecs', ...args]).then(
    (names) => names !== '',
    (error: unknown) => {
      // There is no commit, or no repository.
      if (error instanceof GitError && error.exitCode !== undefined) {
        return false;
      }
      throw error;
    },
  );
}

/** Takes a file out of the index; on disk it stays. What was committed before stays in the history. */
export async function untrack(folder: string, name: string, git: Git): Promise<void> {
  await runGit(git, folder, ['--literal-pathspecs', 'rm', '--cached', '--quiet', '--force', '--', name]);
}
