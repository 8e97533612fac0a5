import { Readable } from 'node:stream';

import { type Change, CHANGES, readChanges } from '../git/log';
import { type Git, GitError, lacksObjects, runGit, streamGit } from '../git/program';
import { namesVendor } from '../vendor';

/** What the history tells of some blobs. */
export interface History {
  /** The changes that brought them into files, newest first. */
  readonly changes: readonly Change[];
  /** Whether a file was ever called by Fleetio's name. */
  readonly namesVendor: boolean;
  /** False: the repository lacks what older changes are told by, so where a file got a blob for the first time is not known. */
  readonly isWhole: boolean;
}

/** In bytes: as much of a log waits in memory for who reads it. */
const MOST_AHEAD = 4e6;

/** All changes of all commits, newest first; to be read once. Git can begin to tell them before anybody knows what to look for. */
export class ChangeLog {
  private readonly output: Readable;
  private readonly ending = new AbortController();
  private failure: Error | undefined;

  constructor(
    readonly folder: string,
    readonly git: Git,
    readonly signal?: AbortSignal,
  ) {
    this.output = Readable.from(this.untilFailure(), { objectMode: false, highWaterMark: MOST_AHEAD });
  }

  /** Starts git, unless it has been; it waits when it is far ahead. */
  begin(): void {
    this.output.read(0);
  }

  /** @throws {GitError} if git fails, after all that it told before. */
  async *changes(): AsyncGenerator<Change[]> {
    yield* readChanges(this.output as AsyncIterable<Buffer>);
    if (this.failure !== undefined) {
      throw this.failure;
    }
  }

  /** Ends git; to be called where the changes are not read. */
  end(): void {
    // Git can be silent for long, and until it says something its output has no end.
    this.ending.abort();
    this.output.destroy();
  }

  private async *untilFailure(): AsyncGenerator<Buffer> {
    const log = ['log', '--all', '--no-renames', '-c', ...CHANGES];
    try {
      const signals = [this.ending.signal, ...(this.signal ? [this.signal] : [])];
      yield* streamGit(this.git, this.folder, log, AbortSignal.any(signals));
    } catch (error) {
      this.failure = error instanceof Error ? error : new Error(String(error));
    }
  }
}

/**
 * Finds where blobs were.
 * @param isExcluded whether a path says nothing about Fleetio.
 * @throws {GitError} if git fails, except for lack of objects.
 */
export async function historyOf(
  blobs: ReadonlySet<string>,
  log: ChangeLog,
  isExcluded: (path: string) => boolean,
): Promise<History> {
  const { folder, git, signal } = log;
  const changes: Change[] = [];
  let isNamed = false;
  const take = async (all: AsyncIterable<readonly Change[]>): Promise<void> => {
    for await (const some of all) {
      isNamed ||= some.some(({ path }) => namesVendor(path) && !isExcluded(path));
      // Blobs that no commit has never come up here: they are not reachable, and nobody gets them with a clone.
      changes.push(...some.filter(({ blob }) => blobs.has(blob)));
    }
  };
  let isWhole = true;
  try {
    await take(log.changes());
  } catch (error) {
    if (!lacksObjects(error)) {
      throw error;
    }
    isWhole = false;
    await take(changesAtEnds(folder, git, signal));
  }
  return { changes, namesVendor: isNamed, isWhole };
}

/**
 * All files of HEAD, and of the commits on servers that it goes on from, as if these commits had brought them in. A clone
 * without older trees has these, as they were checked out.
 */
async function* changesAtEnds(folder: string, git: Git, signal?: AbortSignal): AsyncGenerator<Change[]> {
  const since = ['rev-list', '--boundary', 'HEAD', '--not', '--remotes', '--'];
  const own = await runGit(git, folder, since, { signal }).catch(noneBeforeFirst);
  if (own === undefined) {
    return;
  }
  const ends = own.split('\n').flatMap((line) => (line.startsWith('-') ? [line.slice(1)] : []));
  const log = ['log', '--no-walk=unsorted', '--format=%H %cI', 'HEAD', ...ends, '--'];
  for (const line of (await runGit(git, folder, log, { signal })).trim().split('\n')) {
    const [id = '', date = ''] = line.split(' ');
    const files = await blobsAt(id, folder, git, signal);
    yield [...files].map(([path, blob]) => ({ commit: { id, date }, path, blob }));
  }
}

/** There is nothing in HEAD before the first commit. */
function noneBeforeFirst(error: unknown): undefined {
  if (!(error instanceof GitError && /bad revision/i.test(error.message))) {
    throw error;
  }
}

/** The blob of each path in a commit, as far as they are there; none in a repository without commits on its branch. */
export async function blobsAt(
  commit: string,
  folder: string,
  git: Git,
  signal?: AbortSignal,
): Promise<Map<string, string>> {
  const args = ['ls-tree', '-r', '-z', '--full-tree', commit];
  const output = await runGit(git, folder, args, { signal }).catch(whatIsThere);
  return new Map(
    output.split('\0').flatMap((entry) => {
      const [, blob, path] = /^\d+ blob ([0-9a-f]+)\t([^]*)$/.exec(entry) ?? [];
      return blob !== undefined && path !== undefined ? [[path, blob] as const] : [];
    }),
  );
}

function whatIsThere(error: unknown): string {
  if (error instanceof GitError && /Not a valid object name|unknown revision/i.test(error.message)) {
    return '';
  }
  if (lacksObjects(error)) {
    return error.output;
  }
  throw error;
}
