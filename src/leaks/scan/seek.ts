import type { Blob } from '../git/blobParser';
import { everyBlob } from '../git/blobs';
import { type Git, GitError, runGit } from '../git/program';
import { ChangeLog, historyOf } from './changes';
import type { Origin } from '../origins';

/** Where a secret that is known lies. */
export interface Sightings {
  /** Files of the work tree that hold it, relative to its root; also those that git ignores. */
  readonly files: readonly string[];
  /** The commits that brought a version with it into a file, on any branch; the latest first. */
  readonly commits: readonly Origin[];
}

/**
 * Looks for one secret in the work tree and in all that was ever committed. The secret goes to git by its standard input
 * only, as other programs can read a program's arguments.
 * @param root the root of the work tree.
 * @throws {GitError} if git fails.
 */
export async function seekSecret(
  root: string,
  secret: string,
  git: Git,
  signal?: AbortSignal,
): Promise<Sightings> {
  const files = await filesWith(root, secret, git, signal);
  const blobs = new Set<string>();
  const look = ({ id, content }: Blob): void => {
    if (content?.includes(secret) === true) {
      blobs.add(id);
    }
  };
  await everyBlob(git, root, look, signal);
  const commits = blobs.size === 0 ? [] : await commitsOf(root, blobs, git, signal);
  return { files, commits };
}

async function filesWith(root: string, secret: string, git: Git, signal?: AbortSignal): Promise<string[]> {
  const args = [
    'grep',
    '--files-with-matches',
    '-z',
    '--untracked',
    '--no-exclude-standard',
    '-a',
    '-F',
    '-f',
    '-',
  ];
  const output = await runGit(git, root, args, { input: `${secret}\n`, signal }).catch((error: unknown) => {
    if (error instanceof GitError && error.exitCode === 1 && error.message === '') {
      // Nothing was found.
      return '';
    }
    throw error;
  });
  return output.split('\0').filter((file) => file !== '');
}

async function commitsOf(
  root: string,
  blobs: ReadonlySet<string>,
  git: Git,
  signal?: AbortSignal,
): Promise<Origin[]> {
  const { changes } = await historyOf(blobs, new ChangeLog(root, git, signal), () => true);
  return changes.map(({ commit, path }) => ({ ...commit, path }));
}
