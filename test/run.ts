// Runs the tests: node dist/test/run.js [check|unit|host|ui|desktop …]. Ends with one line for all that ran.
import os from 'node:os';
import path from 'node:path';
import { runCheck } from './runner/check';
import { runSuitesInChild, serveAsChild } from './runner/child';
import { runHostSuites } from './runner/host';
import { totalLine, type TierResult } from './runner/result';
import { findDesktopCode } from './vscode/desktop';
import { projectRoot } from './vscode/paths';

const builtTests = path.join(projectRoot, 'dist', 'test');

/** How many suites run beside each other, and how many windows of VS Code, which take more of the machine. */
const jobs = Math.min(4, os.availableParallelism());
const windows = Math.min(2, jobs);

const tiers: Readonly<Record<string, () => Promise<TierResult>>> = {
  check: runCheck,
  unit: () => runSuitesInChild(path.join(builtTests, 'unit'), { timeoutMs: 20_000, jobs }),
  host: () => runHostSuites(path.join(builtTests, 'vscode', 'code.js')),
  ui: () => runSuitesInChild(path.join(builtTests, 'ui'), { timeoutMs: 60_000, jobs: windows }),
  desktop: () => runHostSuites(findDesktopCode()),
};
/** In this order. The host's suites mostly wait for VS Code, which leaves a core for the checks. */
const usualTiers = [['unit'], ['host', 'check'], ['ui']];

async function main(): Promise<void> {
  const asked = process.argv.slice(2).map((name) => [name]);
  const results: TierResult[] = [];
  for (const together of asked.length > 0 ? asked : usualTiers) {
    console.log(`\n${together.join(' and ')}`);
    results.push(...(await Promise.all(together.map(runTier))));
  }
  for (const { title, message } of results.flatMap((result) => result.failures)) {
    console.log(`FAILED ${title}: ${firstLine(message)}`);
  }
  console.log(totalLine(results));
  process.exitCode = results.some((result) => result.failures.length > 0) ? 1 : 0;
}

/** A tier that could not run counts as one that failed. */
async function runTier(name: string): Promise<TierResult> {
  try {
    const run = tiers[name];
    if (run === undefined) {
      throw new Error(`There is no such tier; there are ${Object.keys(tiers).join(', ')}.`);
    }
    return await run();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    console.log(message);
    return { passed: 0, skipped: 0, failures: [{ title: name, message }] };
  }
}

function firstLine(text: string): string {
  return text.split('\n', 1).join();
}

serveAsChild()
  .then((served) => (served ? undefined : main()))
  .catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
