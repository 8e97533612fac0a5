import { type Blob, type GitObject, objectIn, BlobParser, unreadable } from './blobParser';
import { type Git, GitError, pourGit, runGit, streamGit } from './program';

/** Git maps packs into its memory as far as it may; without a limit that is all of a large one. */
const LITTLE_MEMORY = ['core.packedGitLimit=64m', 'core.packedGitWindowSize=16m'].flatMap((setting) => [
  '-c',
  setting,
]);

/**
 * All objects that a repository holds, each once, in the order they lie on disk, as many at a time as have arrived. Contents are
 * not read.
 * @throws {GitError} if git fails.
 */
export async function* listObjects(
  git: Git,
  folder: string,
  signal?: AbortSignal,
): AsyncGenerator<GitObject[]> {
  const args = [...LITTLE_MEMORY, 'cat-file', '--batch-all-objects', '--unordered', '--batch-check'];
  for await (const lines of linesOf(streamGit(git, folder, [...args, '--buffer'], signal))) {
    yield lines.map(objectIn);
  }
}

/**
 * All blobs that a repository holds, each once.
 * @throws {GitError} if git fails.
 */
export async function everyBlob(
  git: Git,
  folder: string,
  look: (blob: Blob) => void,
  signal?: AbortSignal,
): Promise<void> {
  await readBatch(git, folder, new BlobParser(look), {
    which: ['--batch-all-objects', '--unordered'],
    signal,
  });
}

/**
 * Some blobs, from one process, as fast as they come; fastest in the order of `listObjects`. Git ends at an object that is
 * damaged; it is asked again for those after it.
 * @param ids each with a line break after it.
 * @throws {GitError} if git fails for another reason.
 * @throws the signal's reason when aborted, and what `look` throws.
 */
export async function eachBlob(
  git: Git,
  folder: string,
  ids: string,
  look: (blob: Blob) => void,
  signal?: AbortSignal,
): Promise<void> {
  let left = ids;
  while (left !== '') {
    const parser = new BlobParser(look);
    try {
      await readBatch(git, folder, parser, { ids: left, signal });
      return;
    } catch (error) {
      if (!(error instanceof GitError) || parser.current === undefined) {
        throw error;
      }
      look(unreadable(parser.current));
      left = withoutLines(left, parser.begun);
    }
  }
}

/** Whether one of some blobs is as asked for; no more are looked at than until the first that is. Other parameters as in `eachBlob`. */
export async function anyBlob(
  git: Git,
  folder: string,
  ids: string,
  isOne: (content: Buffer) => boolean,
  signal?: AbortSignal,
): Promise<boolean> {
  const found = new AbortController();
  const look = ({ content }: Blob): void => {
    if (content !== undefined && isOne(content)) {
      found.abort();
    }
  };
  const signals = AbortSignal.any([found.signal, ...(signal ? [signal] : [])]);
  await eachBlob(git, folder, ids, look, signals).catch((error: unknown) => {
    if (!found.signal.aborted) {
      throw error;
    }
  });
  return found.signal.aborted;
}

async function readBatch(
  git: Git,
  folder: string,
  parser: BlobParser,
  { which = [], ids = '', signal }: { which?: string[]; ids?: string; signal: AbortSignal | undefined },
): Promise<void> {
  const args = [...LITTLE_MEMORY, 'cat-file', '--batch', '--buffer', ...which];
  await pourGit(
    git,
    folder,
    args,
    (bytes) => {
      parser.push(bytes);
    },
    { input: ids, signal },
  );
  if (parser.current !== undefined) {
    throw new GitError('git cat-file ended in the middle of an object');
  }
}

/** A text without its first lines. */
function withoutLines(text: string, count: number): string {
  let at = 0;
  for (let line = 0; line < count; line++) {
    at = text.indexOf('\n', at) + 1;
  }
  return text.slice(at);
}

/** Whether a clone has left objects with its server, to be fetched when they are asked for. */
export async function isPartialClone(git: Git, folder: string, signal?: AbortSignal): Promise<boolean> {
  const settings = await runGit(git, folder, ['config', '--get-regexp', PARTIAL], { signal }).catch(noneSet);
  return settings !== '';
}

/**
 * How many objects are not there, of those that commits need. Damaged ones count as there.
 * @param commits as `git rev-list` takes them.
 */
export async function countMissing(
  git: Git,
  folder: string,
  commits: readonly string[],
  signal?: AbortSignal,
): Promise<number> {
  let missing = 0;
  const args = ['rev-list', '--objects', '--missing=print', ...commits, '--'];
  for await (const lines of linesOf(streamGit(git, folder, args, signal))) {
    missing += lines.filter((line) => line.startsWith('?')).length;
  }
  return missing;
}

const PARTIAL = '^(extensions\\.partialclone|remote\\..*\\.promisor)$';

function noneSet(error: unknown): string {
  if (error instanceof GitError && error.exitCode === 1) {
    return '';
  }
  throw error;
}

/** The lines of an output in ASCII, as many at a time as have arrived. */
async function* linesOf(output: AsyncIterable<Buffer>): AsyncGenerator<string[]> {
  let rest = '';
  for await (const chunk of output) {
    const lines = (rest + chunk.toString('latin1')).split('\n');
    rest = lines.pop() ?? '';
    yield lines;
  }
}
