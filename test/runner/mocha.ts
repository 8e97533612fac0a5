import { readdirSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';
import type { Failure, TierResult } from './result';

/** Every built suite below a folder, in alphabetical order. */
export function suitesBelow(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith('.test.js'))
    .sort()
    .map((name) => path.join(folder, name));
}

/** Runs suites in this process with mocha's `spec` output. */
export async function runMocha(files: readonly string[], timeoutMs: number): Promise<TierResult> {
  if (files.length === 0) {
    throw new Error('There are no suites.');
  }
  const mocha = new Mocha({ timeout: timeoutMs });
  for (const file of files) {
    mocha.addFile(file);
  }
  await mocha.loadFilesAsync();
  const failures: Failure[] = [];
  return new Promise((resolve) => {
    const runner = mocha.run(() => {
      const { passes = 0, pending = 0 } = runner.stats ?? {};
      resolve({ passed: passes, failed: failures.length, skipped: pending, failures });
    });
    runner.on('fail', (test, error: Error) => {
      failures.push({ title: test.fullTitle(), message: error.message });
    });
  });
}
