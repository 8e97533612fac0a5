// Runs a sandbox in a thread of its own, until that is ended. Its options are the thread's `workerData`.
import { parentPort, workerData } from 'node:worker_threads';
import { startSandbox, type Sandbox, type SandboxOptions } from './server';

/** What the thread says, once: where its sandbox is and how to get in, or that the port is taken. */
export type WorkerReport =
  | ({ readonly kind: 'running' } & Pick<Sandbox, 'url' | 'keys' | 'accounts'>)
  | { readonly kind: 'portTaken' };

startSandbox(workerData as SandboxOptions).then(
  ({ url, keys, accounts }) => {
    report({ kind: 'running', url, keys, accounts });
  },
  (error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) {
      throw error;
    }
    report({ kind: 'portTaken' });
  },
);

function report(message: WorkerReport): void {
  parentPort?.postMessage(message);
}
