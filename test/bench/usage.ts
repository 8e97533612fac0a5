// Loaded before a program that is measured: writes what it has used to the file descriptor 3 when it ends.
import { writeSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

if (isMainThread) {
  process.on('exit', () => {
    writeSync(3, JSON.stringify(process.resourceUsage()));
  });
}
