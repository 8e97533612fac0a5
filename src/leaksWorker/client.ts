import { Worker } from 'node:worker_threads';

import { GitError } from '../leaks/git/program';
import { ScanError, type ScanProgress } from '../leaks/scan/report';
import type { MethodName, Methods, Order, Report, WorkerSettings } from './protocol';

interface Call {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress: ((progress: ScanProgress) => void) | undefined;
}

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: ScanProgress) => void) | undefined;
}

/** Failures that a person can do something about keep their class on the way from the worker. */
const FAILURES: Readonly<Record<string, (message: string) => Error>> = {
  GitError: (message) => new GitError(message),
  ScanError: (message) => new ScanError(message),
};

/** How long a worker without work is kept; it takes some 15 MB. */
const IDLE_MILLISECONDS = 60_000;

/** Calls the worker that looks for leaked keys. It is started by the first call, and again after it has failed. */
export class LeakWorker {
  private readonly calls = new Map<number, Call>();
  private worker: Worker | undefined;
  private lastId = 0;
  private idle: NodeJS.Timeout | undefined;

  /**
   * @param script the built worker.
   * @param keeps whether the worker holds something that would have to be sent again, so that it stays when it is idle.
   */
  constructor(
    private readonly script: string,
    private settings: WorkerSettings,
    private readonly keeps: boolean,
  ) {}

  /** Makes the settings count for all calls from now on. */
  configure(settings: WorkerSettings): void {
    this.settings = settings;
    if (this.worker !== undefined) {
      // A worker that fails takes its settings along, and the next one starts with the new ones.
      this.call('configure', settings).catch(() => undefined);
    }
  }

  /**
   * @throws {GitError} if git is missing or refuses; {ScanError} if it cannot be scanned; the signal's reason when aborted.
   */
  call<Name extends MethodName>(
    method: Name,
    params: Methods[Name]['params'],
    { signal, onProgress }: CallOptions = {},
  ): Promise<Methods[Name]['result']> {
    if (signal?.aborted === true) {
      return Promise.reject(signal.reason as Error);
    }
    clearTimeout(this.idle);
    const worker = (this.worker ??= this.start());
    const id = ++this.lastId;
    return new Promise<Methods[Name]['result']>((resolve, reject) => {
      this.calls.set(id, { resolve: resolve as Call['resolve'], reject, onProgress });
      worker.postMessage({ kind: 'call', id, method, params } satisfies Order);
      signal?.addEventListener('abort', () => {
        if (this.calls.delete(id)) {
          worker.postMessage({ kind: 'cancel', id } satisfies Order);
          this.rest();
          reject(signal.reason as Error);
        }
      });
    });
  }

  async dispose(): Promise<void> {
    const { worker } = this;
    this.end(new Error('The worker was ended.'));
    await worker?.terminate();
  }

  private start(): Worker {
    const worker = new Worker(this.script, { workerData: this.settings, name: 'fleetio leaks' });
    worker.unref();
    worker.on('message', (message: Report) => {
      this.receive(message);
    });
    worker.on('error', (error) => {
      this.end(error);
    });
    return worker;
  }

  private receive(message: Report): void {
    const call = this.calls.get(message.id);
    if (call === undefined) {
      // It was cancelled.
      return;
    }
    if (message.kind === 'progress') {
      call.onProgress?.(message.progress);
      return;
    }
    this.calls.delete(message.id);
    this.rest();
    if (message.kind === 'result') {
      call.resolve(message.result);
    } else {
      const failure = FAILURES[message.name] ?? ((text: string) => new Error(text));
      call.reject(failure(message.message));
    }
  }

  private rest(): void {
    clearTimeout(this.idle);
    if (!this.keeps && this.calls.size === 0) {
      this.idle = setTimeout(() => {
        void this.dispose();
      }, IDLE_MILLISECONDS);
      this.idle.unref();
    }
  }

  private end(reason: Error): void {
    clearTimeout(this.idle);
    this.worker = undefined;
    for (const { reject } of this.calls.values()) {
      reject(reason);
    }
    this.calls.clear();
  }
}
