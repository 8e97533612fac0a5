import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

import type { KnownSecret } from '../finding';
import { type Git, GitError } from '../git/program';
import { type BlobsRead, readBlobs } from './blobs';
import { type FilesRead, readFiles } from './files';

/** A part of the work of a scan that can be done by itself, in any thread. */
export type Share = (
  | { readonly kind: 'files'; readonly root: string; readonly files: readonly string[] }
  | {
      readonly kind: 'blobs';
      readonly folder: string;
      /** Each with a line break after it. */
      readonly ids: string;
      readonly git: Pick<Git, 'executable' | 'environment'>;
    }
) & {
  /** What the key ring holds; in memory only, here as there. */
  readonly known?: readonly KnownSecret[] | undefined;
};

export type Outcome<One extends Share> = One['kind'] extends 'files' ? FilesRead : BlobsRead;

/** Does one share in this thread. */
export async function work<One extends Share>(share: One, signal?: AbortSignal): Promise<Outcome<One>> {
  const { known } = share;
  const outcome =
    share.kind === 'files'
      ? await readFiles(share.root, share.files, { known, signal })
      : await readBlobs(share.folder, share.ids, { ...share.git, spawn }, { signal, known });
  return outcome as Outcome<One>;
}

/** What a thread says to a share. A failure of git keeps its class; all others end the thread. */
export type Answer<One extends Share = Share> =
  { readonly outcome: Outcome<One> } | { readonly gitFailure: string };

/** A thread that does one share after the other. */
export class Thread {
  private readonly worker: Worker;
  /** Why it ended before anybody waited for it. */
  private failure: Error | undefined;

  constructor(script: string) {
    this.worker = new Worker(script, {
      name: 'fleetio scan',
      resourceLimits: LIMITS,
      // It closes all files itself; keeping a list of them takes time.
      trackUnmanagedFds: false,
    });
    this.worker.on('error', (error) => {
      this.failure = error;
    });
  }

  async do<One extends Share>(share: One, signal: AbortSignal | undefined): Promise<Outcome<One>> {
    if (this.failure !== undefined) {
      throw this.failure;
    }
    this.worker.postMessage(share);
    // `once` of a failed worker, or with an aborted signal, rejects.
    const [answer] = (await once(this.worker, 'message', { signal })) as [Answer<One>];
    if ('gitFailure' in answer) {
      throw new GitError(answer.gitFailure);
    }
    return answer.outcome;
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }
}

/** More threads than this wait for the disk, and each takes memory. */
const MOST_THREADS = 3;
/** What a thread leaves behind is swept away often, so that many of them stay small. */
const LIMITS = { maxYoungGenerationSizeMb: 8 };

export interface WorkOptions {
  readonly signal?: AbortSignal | undefined;
  /** The built script of a thread; undefined: all is done in this one, and others get a turn after each share. */
  readonly thread?: string | undefined;
  /** Threads that were started before, of the same script. They are ended with the others. */
  readonly started?: readonly Thread[];
}

const countOfThreads = (): number => Math.min(MOST_THREADS, availableParallelism());

/** Starts as many threads as `workAll` would, ahead of it. Whoever does so hands them to it, or ends them. */
export const startThreads = (script: string): Thread[] =>
  Array.from({ length: countOfThreads() }, () => new Thread(script));

/**
 * Does all shares, several at a time where there are threads. Shares are asked for when somebody is free to do them.
 * @param onDone called with each outcome and the number of its share, in any order.
 * @throws the signal's reason when aborted, and the first failure of a share.
 */
export async function workAll<One extends Share>(
  shares: AsyncIterable<One> | Iterable<One>,
  { signal, thread, started = [] }: WorkOptions,
  onDone: (outcome: Outcome<One>, number: number) => void,
): Promise<void> {
  const queue = numbered(shares);
  const threads: Thread[] = [...started];
  const idle: Thread[] = [...started];
  const serve = async (): Promise<void> => {
    let own: Thread | undefined;
    for (let next = await queue.next(); next.done !== true; next = await queue.next()) {
      signal?.throwIfAborted();
      const [number, share] = next.value;
      if (own === undefined && thread !== undefined) {
        own = idle.pop() ?? new Thread(thread);
        threads.push(own);
      }
      onDone(await (own === undefined ? work(share, signal) : own.do(share, signal)), number);
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const count = thread === undefined ? 1 : countOfThreads();
  try {
    await Promise.all(Array.from({ length: count }, serve));
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    await queue.return(undefined);
    await Promise.all(threads.map((one) => one.end()));
  }
}

async function* numbered<One>(shares: AsyncIterable<One> | Iterable<One>): AsyncGenerator<[number, One]> {
  let number = 0;
  for await (const share of shares) {
    yield [number++, share];
  }
}
