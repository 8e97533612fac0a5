// A thread of a scan: does the shares that it is sent.
import { parentPort } from 'node:worker_threads';

import { GitError } from '../git/program';
import { type Answer, type Request, work } from './shares';

const port = parentPort;
if (port === null) {
  throw new Error('This script is a thread.');
}

async function answer({ id, share }: Request): Promise<Answer> {
  try {
    return { id, outcome: await work(share) };
  } catch (error) {
    if (error instanceof GitError) {
      return { id, gitFailure: error.message };
    }
    throw error;
  }
}

port.on('message', (request: Request) => {
  // Other failures are nobody's to catch here: they end the thread, and its owner is told.
  void answer(request).then((message) => {
    port.postMessage(message);
  });
});
