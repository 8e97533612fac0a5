import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

import type { Knowledge } from '../finding';
import { type Git, GitError } from '../git/program';
import { type BlobsRead, readBlobs } from './blobs';
import { type FilesRead, readFiles } from './files';

/** A part of the work of a scan that can be done by itself, in any thread. */
export type Share = (
  | {
      readonly kind: 'files';
      readonly root: string;
      readonly files: readonly string[];
      /** Files that may hold something are handed back. */
      readonly onlyGlance?: boolean;
    }
  | {
      readonly kind: 'blobs';
      readonly folder: string;
      /** Each with a line break after it. */
      readonly ids: string;
      readonly git: Pick<Git, 'executable' | 'environment'>;
    }
) &
  Knowledge;

export type Outcome<One extends Share> = One['kind'] extends 'files' ? FilesRead : BlobsRead;

/** Does one share in this thread. */
export async function work<One extends Share>(share: One, signal?: AbortSignal): Promise<Outcome<One>> {
  const options = { known: share.known, elsewhere: share.elsewhere, signal };
  const outcome =
    share.kind === 'files'
      ? await readFiles(share.root, share.files, { ...options, onlyGlance: share.onlyGlance })
      : await readBlobs(share.folder, share.ids, { ...share.git, spawn }, options);
  return outcome as Outcome<One>;
}

/** What a thread is sent. */
export interface Request {
  /** Tells apart those that are under way at the same time. */
  readonly id: number;
  readonly share: Share;
}

/** What it says to that. A failure of git keeps its class; all others end the thread. */
export type Answer<One extends Share = Share> = Pick<Request, 'id'> &
  ({ readonly outcome: Outcome<One> } | { readonly gitFailure: string });

/** A thread that does shares, each as soon as it is sent. */
export class Thread {
  private readonly worker: Worker;
  private asked = 0;
  /** Tells of each answer by its id. */
  private readonly answers = new EventEmitter();
  /** Why it ended. */
  private failure: Error | undefined;

  constructor(script: string) {
    this.worker = new Worker(script, {
      name: 'fleetio scan',
      resourceLimits: LIMITS,
      // It closes all files itself; keeping a list of them takes time.
      trackUnmanagedFds: false,
    });
    this.worker.on('message', (answer: Answer) => {
      this.answers.emit(String(answer.id), answer);
    });
    this.worker.on('error', (error) => {
      this.fail(error);
    });
    this.worker.on('exit', () => {
      this.fail(new Error('The thread has ended.'));
    });
    // Only who waits for an answer has to hear of it.
    this.answers.on('error', () => undefined);
  }

  async do<One extends Share>(share: One, signal: AbortSignal | undefined): Promise<Outcome<One>> {
    if (this.failure !== undefined) {
      throw this.failure;
    }
    const id = this.asked++;
    this.worker.postMessage({ id, share } satisfies Request);
    // `once` rejects when the thread fails, and with an aborted signal.
    const [answer] = (await once(this.answers, String(id), { signal })) as [Answer<One>];
    if ('gitFailure' in answer) {
      throw new GitError(answer.gitFailure);
    }
    return answer.outcome;
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }

  private fail(failure: Error): void {
    this.failure ??= failure;
    this.answers.emit('error', this.failure);
  }
}

/** More threads than this wait for the disk, and each takes memory. */
const MOST_THREADS = 3;
/** What a thread leaves behind is swept away often, so that many of them stay small. */
const LIMITS = { maxYoungGenerationSizeMb: 8 };

/**
 * The threads of one scan. Each is started when it is first needed, or ahead of it. Who makes them ends them in any case, as the
 * work may never come to them.
 */
export class Threads {
  readonly count = Math.min(MOST_THREADS, availableParallelism());
  private readonly started: Thread[] = [];
  private haveEnded = false;

  /** @param script the built script of a thread. */
  constructor(private readonly script: string) {}

  /** They take as long to start as git takes to list files, so who knows that there is much to do calls this first. */
  start(): void {
    for (let number = 0; number < this.count; number++) {
      this.thread(number);
    }
  }

  /** @param number below `count`. @throws when they have been ended. */
  thread(number: number): Thread {
    if (this.haveEnded) {
      throw new Error('The threads of this scan have ended.');
    }
    return (this.started[number] ??= new Thread(this.script));
  }

  async end(): Promise<void> {
    this.haveEnded = true;
    await Promise.all(this.started.map((thread) => thread.end()));
  }
}

export interface WorkOptions {
  readonly signal?: AbortSignal | undefined;
  /** Used up: they are ended, without waiting for it, when all is done. Undefined: this one does it, and others get a turn after each share. */
  readonly threads?: Threads | undefined;
  /** How many shares each of the threads does at a time; more than one where each waits for a program of its own. */
  readonly atOnce?: number;
}

/** Where shares come from; they are asked for when somebody is free to do them. */
export interface Supply<One extends Share> {
  /** @param thread which of them is free. @returns undefined when there is nothing more for it. */
  next(thread: number): Promise<One | undefined>;
  /** Called when nothing more will be asked for. */
  end?(): Promise<void>;
}

/** Shares that it does not matter who does. */
export function inTurn<One extends Share>(shares: AsyncIterable<One> | Iterable<One>): Supply<One> {
  const queue = oneByOne(shares);
  return {
    next: async () => {
      const next = await queue.next();
      return next.done === true ? undefined : next.value;
    },
    end: async () => {
      await queue.return(undefined);
    },
  };
}

async function* oneByOne<One>(shares: AsyncIterable<One> | Iterable<One>): AsyncGenerator<One> {
  yield* shares;
}

/**
 * Does all shares, several at a time where there are threads.
 * @param onDone called with each share that is done, in any order.
 * @throws the signal's reason when aborted, and the first failure of a share.
 */
export async function workAll<One extends Share>(
  shares: Supply<One>,
  { signal, threads, atOnce = 1 }: WorkOptions,
  onDone: (outcome: Outcome<One>, share: One) => void,
): Promise<void> {
  const serve = async (_: unknown, number: number): Promise<void> => {
    const thread = number % (threads?.count ?? 1);
    for (let share = await shares.next(thread); share; share = await shares.next(thread)) {
      signal?.throwIfAborted();
      const done = threads ? threads.thread(thread).do(share, signal) : work(share, signal);
      onDone(await done, share);
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  try {
    await Promise.all(Array.from({ length: threads ? threads.count * atOnce : 1 }, serve));
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    // What comes after the work has the processor and the memory of the threads.
    void threads?.end();
    await shares.end?.();
  }
}
