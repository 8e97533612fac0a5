import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { runSuites, type SuiteOptions } from './mocha';
import type { TierResult } from './result';

const childSwitch = '--suites-below';

/**
 * Runs the suites below a folder in a process of their own, where they can harm nothing else. That process runs the
 * program that this one runs, which calls {@link serveAsChild} first.
 *
 * @throws Error when the process ends before the suites do
 */
export async function runSuitesInChild(folder: string, options: SuiteOptions): Promise<TierResult> {
  const child = fork(__filename, [childSwitch, folder, JSON.stringify(options)], {
    execArgv: ['--enable-source-maps'],
  });
  let result: TierResult | undefined;
  child.on('message', (message) => {
    result = message as TierResult;
  });
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  if (result === undefined) {
    throw new Error(`The suites did not come to an end (exit code ${code ?? signal ?? 'unknown'}).`);
  }
  return result;
}

/** Runs suites if this process was started for that. Returns false if it was not. */
export async function serveAsChild(): Promise<boolean> {
  const [mode, folder, options] = process.argv.slice(2);
  if (mode !== childSwitch || folder === undefined || options === undefined || process.send === undefined) {
    return false;
  }
  const result = await runSuites(folder, JSON.parse(options) as SuiteOptions).catch(failedWhole(folder));
  process.send(result, () => {
    // Ends what a suite may have left open, too.
    process.exit();
  });
  return true;
}

/** Suites that could not be run are one failure. */
function failedWhole(folder: string): (error: unknown) => TierResult {
  return (error) => {
    console.error(error);
    const message = error instanceof Error ? error.message : String(error);
    return { passed: 0, skipped: 0, failures: [{ title: path.basename(folder), message }] };
  };
}
