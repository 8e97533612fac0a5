import { type Change, CHANGES, readChanges } from '../git/log';
import { type Git, GitError, runGit, streamGit } from '../git/program';
import { namesVendor } from '../vendor';

/** What the history tells of some blobs. */
export interface History {
  /** The changes that brought them into files, newest first. */
  readonly changes: readonly Change[];
  /** Whether a file was ever called by Fleetio's name. */
  readonly namesVendor: boolean;
}

/**
 * Finds where blobs were.
 * @param isExcluded whether a path says nothing about Fleetio.
 * @throws {GitError} if git fails.
 */
export async function historyOf(
  blobs: ReadonlySet<string>,
  folder: string,
  git: Git,
  isExcluded: (path: string) => boolean,
  signal?: AbortSignal,
): Promise<History> {
  const changes: Change[] = [];
  let isNamed = false;
  const log = ['log', '--all', '--no-renames', '-c', ...CHANGES];
  for await (const change of readChanges(streamGit(git, folder, log, signal))) {
    isNamed ||= namesVendor(change.path) && !isExcluded(change.path);
    // Blobs that no commit has never come up here: they are not reachable, and nobody gets them with a clone.
    if (blobs.has(change.blob)) {
      changes.push(change);
    }
  }
  return { changes, namesVendor: isNamed };
}

/** The blob of each path in a commit; none in a repository without commits on its branch. */
export async function blobsAt(
  commit: string,
  folder: string,
  git: Git,
  signal?: AbortSignal,
): Promise<Map<string, string>> {
  const args = ['ls-tree', '-r', '-z', '--full-tree', commit];
  const output = await runGit(git, folder, args, { signal }).catch(noHead);
  return new Map(
    output.split('\0').flatMap((entry) => {
      const [, blob, path] = /^\d+ blob ([0-9a-f]+)\t([^]*)$/.exec(entry) ?? [];
      return blob !== undefined && path !== undefined ? [[path, blob] as const] : [];
    }),
  );
}

function noHead(error: unknown): string {
  if (error instanceof GitError && /Not a valid object name|unknown revision/i.test(error.message)) {
    return '';
  }
  throw error;
}
