import { readdirSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';
import type { Failure, TierResult } from './result';

export interface SuiteOptions {
  /** How long a test may take. */
  readonly timeoutMs: number;
  /** How many suites run beside each other, each in a process of its own; without it all run in this one. */
  readonly jobs?: number;
}

/**
 * Runs every built suite below a folder, with mocha's `spec` output. The environment variable `TEST_GREP` narrows that to
 * the tests whose full titles it fits.
 *
 * @throws Error when there is none, or one cannot be loaded
 */
export async function runSuites(folder: string, { timeoutMs, jobs }: SuiteOptions): Promise<TierResult> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const suites = names.filter((name) => name.endsWith('.test.js')).sort();
  if (jobs !== undefined) {
    // Those of snippets run for long; where one of them comes last a core has nothing to do.
    suites.reverse();
  }
  if (suites.length === 0) {
    throw new Error(`There are no suites in ${folder}.`);
  }
  const { TEST_GREP: grep } = process.env;
  const mocha = new Mocha({
    timeout: timeoutMs,
    ...(grep !== undefined && { grep }),
    ...(jobs !== undefined && { parallel: true, jobs }),
  });
  for (const suite of suites) {
    mocha.addFile(path.join(folder, suite));
  }
  if (jobs === undefined) {
    await mocha.loadFilesAsync();
  }
  return run(mocha);
}

async function run(mocha: Mocha): Promise<TierResult> {
  const failures: Failure[] = [];
  return new Promise((resolve) => {
    const runner = mocha.run(() => {
      const { passes = 0, pending = 0 } = runner.stats ?? {};
      resolve({ passed: passes, skipped: pending, failures });
    });
    runner.on('fail', (test, error: Error) => {
      failures.push({ title: test.fullTitle(), message: error.message });
    });
  });
}
