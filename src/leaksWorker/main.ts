// Looks for leaked keys in a thread of its own, so that the editor never waits: a worker that answers calls.
import { parentPort, workerData } from 'node:worker_threads';

import { createHandlers } from './handlers';
import type { CallContext, Order, Report, WorkerSettings } from './protocol';

const PROGRESS_EVERY_MILLISECONDS = 100;

const port = parentPort;
if (port === null) {
  throw new Error('This script is a worker.');
}

const report = (message: Report): void => {
  port.postMessage(message);
};
const handlers = createHandlers(workerData as WorkerSettings);
const underWay = new Map<number, AbortController>();

port.on('message', (order: Order) => {
  if (order.kind === 'cancel') {
    underWay.get(order.id)?.abort();
    return;
  }
  const abort = new AbortController();
  underWay.set(order.id, abort);
  answer(order, { signal: abort.signal, onProgress: throttled(order.id) })
    .then(report, (error: unknown) => {
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      report({ kind: 'failure', id: order.id, name, message });
    })
    .finally(() => underWay.delete(order.id));
});

async function answer(order: Order & { kind: 'call' }, context: CallContext): Promise<Report> {
  // The client's types tie parameters and results to the name; here they are one to the compiler.
  const handler = handlers[order.method] as (params: unknown, context: CallContext) => unknown;
  return { kind: 'result', id: order.id, result: await handler(order.params, context) };
}

function throttled(id: number): CallContext['onProgress'] {
  let last = performance.now();
  return (progress) => {
    const now = performance.now();
    if (now - last >= PROGRESS_EVERY_MILLISECONDS) {
      last = now;
      report({ kind: 'progress', id, progress });
    }
  };
}
