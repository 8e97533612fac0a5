import { PIECE } from '../pieces';
import { type Git, GitError, runGit, streamGit } from './program';

/** A blob as it comes from git, or a piece of a large one. */
export interface Blob {
  readonly id: string;
  /** Valid until the next one is asked for. Undefined: git cannot read the object, or not to its end. */
  readonly content: Buffer | undefined;
  /** Where the piece begins in the blob. */
  readonly offset: number;
  readonly isLast: boolean;
}

/** Git maps packs into its memory as far as it may; without a limit that is all of a large one. */
const LITTLE_MEMORY = ['core.packedGitLimit=64m', 'core.packedGitWindowSize=16m'].flatMap((setting) => [
  '-c',
  setting,
]);

const NEWLINE = 0x0a;

/** An object, without its content. */
export interface GitObject {
  readonly id: string;
  /** `missing`: git cannot read it. */
  readonly type: string;
  /** In bytes. */
  readonly size: number;
}

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
  const input = new ByteQueue(streamGit(git, folder, [...args, '--buffer'], signal));
  try {
    for await (const lines of input.lines()) {
      yield lines.map(objectIn);
    }
  } finally {
    await input.close();
  }
}

/**
 * All blobs that a repository holds, each once.
 * @throws {GitError} if git fails.
 */
export function allBlobs(git: Git, folder: string, signal?: AbortSignal): AsyncGenerator<Blob> {
  return blobsFrom(streamBatch(git, folder, ['--batch-all-objects', '--unordered'], '', signal));
}

/**
 * Some blobs, from one process, as fast as they come; fastest in the order of `listObjects`. Git ends at an object that is
 * damaged; it is asked again for those after it.
 * @param ids each with a line break after it.
 * @throws {GitError} if git fails for another reason.
 */
export async function* blobsOf(
  git: Git,
  folder: string,
  ids: string,
  signal?: AbortSignal,
): AsyncGenerator<Blob> {
  let left = ids;
  while (left !== '') {
    const progress: Progress = { begun: 0, current: undefined };
    try {
      yield* blobsFrom(streamBatch(git, folder, [], left, signal), progress);
      return;
    } catch (error) {
      if (!(error instanceof GitError) || progress.current === undefined) {
        throw error;
      }
      yield unreadable(progress.current);
      left = withoutLines(left, progress.begun);
    }
  }
}

/** How far git is with the objects that it was asked for. */
interface Progress {
  begun: number;
  /** The id of the one whose content is on its way. */
  current: string | undefined;
}

const unreadable = (id: string): Blob => ({ id, content: undefined, offset: 0, isLast: true });

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
  const input = new ByteQueue(streamGit(git, folder, args, signal));
  try {
    for await (const lines of input.lines()) {
      missing += lines.filter((line) => line.startsWith('?')).length;
    }
  } finally {
    await input.close();
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

function streamBatch(
  git: Git,
  folder: string,
  which: readonly string[],
  ids: string,
  signal?: AbortSignal,
): AsyncGenerator<Buffer> {
  return streamGit(git, folder, [...LITTLE_MEMORY, 'cat-file', '--batch', '--buffer', ...which], signal, ids);
}

async function* blobsFrom(
  output: AsyncGenerator<Buffer>,
  progress: Progress = { begun: 0, current: undefined },
): AsyncGenerator<Blob> {
  const input = new ByteQueue(output);
  try {
    for (
      let line = await input.line();
      line !== undefined;
      line = input.lineThere() ?? (await input.line())
    ) {
      const { id, type, size } = objectIn(line);
      progress.begun++;
      if (type === 'missing') {
        yield unreadable(id);
        continue;
      }
      progress.current = id;
      // A line break comes after each.
      if (type !== 'blob') {
        await input.skip(size + 1);
      } else if (size <= PIECE.length) {
        const content = input.takeThere(size + 1) ?? (await input.take(size + 1));
        yield { id, content: content.subarray(0, size), offset: 0, isLast: true };
      } else {
        yield* piecesOf(id, size, input);
        await input.skip(1);
      }
      progress.current = undefined;
    }
  } finally {
    await input.close();
  }
}

function objectIn(line: string): GitObject {
  const [id = '', type = '', size = '0'] = line.split(' ');
  return { id, type, size: Number(size) };
}

/** A blob in pieces that fit into memory; each begins with the end of the one before, so that nothing is cut. */
async function* piecesOf(id: string, size: number, input: ByteQueue): AsyncGenerator<Blob> {
  const shared = 2 * PIECE.shared;
  let content = await input.take(Math.min(size, PIECE.length));
  let offset = 0;
  for (let left = size - content.length; left > 0; left -= PIECE.length - shared) {
    yield { id, content, offset, isLast: false };
    offset += content.length - shared;
    const before = Buffer.from(content.subarray(-shared));
    content = Buffer.concat([before, await input.take(Math.min(left, PIECE.length - shared))]);
  }
  yield { id, content, offset, isLast: true };
}

/** Bytes as they arrive, to be taken by length or by line. All go through one buffer, so that none are left behind. */
class ByteQueue {
  private buffer = Buffer.allocUnsafe(2 * PIECE.length);
  /** What is there and was not taken yet. */
  private start = 0;
  private end = 0;

  constructor(private readonly source: AsyncGenerator<Buffer>) {}

  /** The text up to the next line break; undefined at the end. */
  async line(): Promise<string | undefined> {
    for (;;) {
      const line = this.lineThere();
      if (line !== undefined || !(await this.more())) {
        return line;
      }
    }
  }

  /** The same, undefined where not all of it has arrived; to wait for what is there takes longer than to look at it. */
  lineThere(): string | undefined {
    const length = this.buffer.subarray(this.start, this.end).indexOf(NEWLINE);
    return length < 0 ? undefined : this.takeThere(length + 1)?.toString('latin1', 0, length);
  }

  /** All lines, as many at a time as have arrived. */
  async *lines(): AsyncGenerator<string[]> {
    for (let first = await this.line(); first !== undefined; first = await this.line()) {
      const lines = [first];
      for (let next = this.lineThere(); next !== undefined; next = this.lineThere()) {
        lines.push(next);
      }
      yield lines;
    }
  }

  /** The next bytes; they stay as they are until more are asked for. */
  async take(length: number): Promise<Buffer> {
    for (;;) {
      const taken = this.takeThere(length);
      if (taken !== undefined) {
        return taken;
      }
      if (!(await this.more())) {
        throw new GitError('git cat-file ended in the middle of an object');
      }
    }
  }

  /** The same, undefined where not all of them have arrived. */
  takeThere(length: number): Buffer | undefined {
    if (this.end - this.start < length) {
      return undefined;
    }
    this.start += length;
    return this.buffer.subarray(this.start - length, this.start);
  }

  async skip(length: number): Promise<void> {
    let left = length - (this.end - this.start);
    while (left > 0) {
      this.start = this.end;
      if (!(await this.more())) {
        return;
      }
      left -= this.end - this.start;
    }
    this.start = this.end + left;
  }

  /** Ends the source, also when it has more to give. */
  async close(): Promise<void> {
    await this.source.return(undefined);
  }

  private async more(): Promise<boolean> {
    const next = await this.source.next();
    if (next.done === true) {
      return false;
    }
    this.makeRoom(next.value.length);
    this.end += next.value.copy(this.buffer, this.end);
    return true;
  }

  /** Moves what is there to the beginning, and takes a larger buffer where that is not enough. */
  private makeRoom(length: number): void {
    if (this.end + length <= this.buffer.length) {
      return;
    }
    const kept = this.end - this.start;
    const target =
      kept + length <= this.buffer.length ? this.buffer : Buffer.allocUnsafe(2 * (kept + length));
    this.buffer.copy(target, 0, this.start, this.end);
    [this.buffer, this.start, this.end] = [target, 0, kept];
  }
}
