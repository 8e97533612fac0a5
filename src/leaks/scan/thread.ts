// A thread of a scan: does the shares that it is sent, one after the other.
import { parentPort } from 'node:worker_threads';

import { GitError } from '../git/program';
import { type Answer, type Share, work } from './shares';

const port = parentPort;
if (port === null) {
  throw new Error('This script is a thread.');
}

async function answer(share: Share): Promise<Answer> {
  try {
    return { outcome: await work(share) };
  } catch (error) {
    if (error instanceof GitError) {
      return { gitFailure: error.message };
    }
    throw error;
  }
}

port.on('message', (share: Share) => {
  // Other failures are nobody's to catch here: they end the thread, and its owner is told.
  void answer(share).then((message) => {
    port.postMessage(message);
  });
});
