import type { ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { devNull } from 'node:os';

/** How git is started. */
export interface Git {
  /** Name or path of the program. */
  readonly executable: string;
  readonly spawn: typeof spawn;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export interface GitOptions {
  /** What it reads from its standard input. */
  readonly input?: string;
  /** Ends the process. */
  readonly signal?: AbortSignal | undefined;
  /** Told what it complained of, if it went on to its end all the same. */
  readonly onComplaint?: (text: string) => void;
}

/** Git could not be started, or ended with an error. */
export class GitError extends Error {
  override readonly name = 'GitError';

  constructor(
    message: string,
    /** Undefined: it did not start, or was ended. */
    readonly exitCode?: number,
    /** What it had printed until then. */
    readonly output = '',
  ) {
    super(message);
  }
}

/** What git says where a clone lacks objects that it needs. */
const LACKS_OBJECTS =
  /promisor remote|lazy fetching|unable to read|missing (?:blob|tree)|bad object|could not fetch/i;

/** Whether git failed for lack of objects, as in a partial clone. */
export const lacksObjects = (error: unknown): error is GitError =>
  error instanceof GitError && LACKS_OBJECTS.test(error.message);

/** Whether git failed for lack of a commit: HEAD has none before the first one. */
export const lacksCommit = (error: unknown): error is GitError =>
  error instanceof GitError && /bad revision|ambiguous argument/.test(error.message);

/** In characters: what fits into the arguments of a program everywhere. */
const MOST_ARGUMENTS = 20_000;

/** Names, as many at a time as fit into the arguments of a program. */
export function* argumentsAtATime(names: readonly string[]): Generator<string[]> {
  for (let next = 0; next < names.length;) {
    const part: string[] = [];
    for (let length = 0; next < names.length && (part.length === 0 || length < MOST_ARGUMENTS); next++) {
      part.push(names[next] ?? '');
      length += names[next]?.length ?? 0;
    }
    yield part;
  }
}

/** A repository can name programs to run; with these settings none of them is, and nothing is written or fetched. */
const SAFE_SETTINGS = [
  'core.fsmonitor=false',
  `core.hooksPath=${devNull}`,
  'core.alternateRefsCommand=',
  'log.showSignature=false',
  'log.showRoot=true',
  'log.mailmap=false',
  'diff.external=',
  'core.quotePath=false',
].flatMap((setting) => ['-c', setting]);

const SAFE_ENVIRONMENT = {
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  GIT_NO_LAZY_FETCH: '1',
  GIT_NO_REPLACE_OBJECTS: '1',
  // No transport at all: objects that a partial clone lacks stay away.
  GIT_ALLOW_PROTOCOL: '',
  LC_ALL: 'C',
};

/** Starts git in a folder, safe against what the repository there has configured. */
export function startGit(
  git: Git,
  folder: string,
  args: readonly string[],
  signal?: AbortSignal,
): ChildProcessWithoutNullStreams {
  return git.spawn(git.executable, ['--no-pager', ...SAFE_SETTINGS, ...args], {
    cwd: folder,
    env: { ...git.environment, ...SAFE_ENVIRONMENT },
    stdio: 'pipe',
    windowsHide: true,
    ...(signal && { signal }),
  });
}

/**
 * Runs git to its end.
 * @returns what it printed.
 * @throws {GitError} if it cannot be started or ends with another code than 0; the message is what it said.
 * @throws the signal's reason when it was ended by it.
 */
export async function runGit(
  git: Git,
  folder: string,
  args: readonly string[],
  options: GitOptions = {},
): Promise<string> {
  const output: Buffer[] = [];
  await pourGit(git, folder, args, (chunk) => output.push(chunk), options).catch((error: unknown) => {
    throw error instanceof GitError
      ? new GitError(error.message, error.exitCode, Buffer.concat(output).toString())
      : error;
  });
  return Buffer.concat(output).toString();
}

/**
 * Runs git to its end and hands its output on as it comes. Nothing waits in between, as with `streamGit`, so that much of it takes less
 * time.
 * @param onOutput ends git if it throws.
 * @throws as `runGit`, and what `onOutput` threw.
 */
export async function pourGit(
  git: Git,
  folder: string,
  args: readonly string[],
  onOutput: (chunk: Buffer) => void,
  { input = '', signal, onComplaint }: GitOptions = {},
): Promise<void> {
  signal?.throwIfAborted();
  const child = startGit(git, folder, args, signal);
  const broken = new Promise<never>((_, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      try {
        // What is on its way when git is ended comes all the same.
        if (!child.killed) {
          onOutput(chunk);
        }
      } catch (error) {
        child.kill();
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
  });
  const complaints: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk));
  const end = endOf(child).catch((error: unknown) => {
    signal?.throwIfAborted();
    throw new GitError(`git could not be started: ${error instanceof Error ? error.message : String(error)}`);
  });
  child.stdin.end(input);
  const code = await Promise.race([end, broken]);
  const complaint = Buffer.concat(complaints).toString().trim();
  if (code !== 0) {
    throw new GitError(complaint, code);
  }
  if (complaint !== '') {
    onComplaint?.(complaint);
  }
}

/** @returns the exit code; -1 if a signal ended it. Rejects if it did not start or was aborted. */
export function endOf(child: ChildProcessWithoutNullStreams): Promise<number> {
  // A program that ends early closes its input; its exit code says why.
  child.stdin.on('error', () => undefined);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      resolve(code ?? -1);
    });
  });
}

/**
 * Runs git and hands its output on as it comes, for output that may be larger than memory.
 * @throws {GitError} at the end, if it ended with another code than 0.
 */
export async function* streamGit(
  git: Git,
  folder: string,
  args: readonly string[],
  signal?: AbortSignal,
  input = '',
): AsyncGenerator<Buffer> {
  const child = startGit(git, folder, args, signal);
  child.stdin.end(input);
  const complaints: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk));
  const end = endOf(child);
  // Told below, when the output has been read; until then it is nobody's failure.
  end.catch(() => undefined);
  try {
    yield* child.stdout as AsyncIterable<Buffer>;
    const code = await end.catch((error: unknown) => {
      signal?.throwIfAborted();
      throw new GitError(
        `git could not be started: ${error instanceof Error ? error.message : String(error)}`,
      );
    });
    if (code !== 0) {
      throw new GitError(Buffer.concat(complaints).toString().trim(), code);
    }
  } finally {
    child.kill();
  }
}
