// Runs the tests: node dist/test/run.js [check|unit|host|ui|desktop …]. Ends with one line for all that ran.
import path from 'node:path';
import { runCheck } from './runner/check';
import { runSuitesInChild, serveAsChild } from './runner/child';
import { runHostSuites } from './runner/host';
import { totalLine, type TierResult } from './runner/result';
import { findDesktopCode } from './vscode/desktop';
import { projectRoot } from './vscode/paths';

const builtTests = path.join(projectRoot, 'dist', 'test');

const tiers: Readonly<Record<string, (isHeld: boolean) => Promise<TierResult>>> = {
  check: runCheck,
  unit: (isHeld) => runSuitesInChild(path.join(builtTests, 'unit'), 20_000, isHeld),
  host: () => runHostSuites(path.join(builtTests, 'vscode', 'code.js')),
  ui: () => runSuitesInChild(path.join(builtTests, 'ui'), 60_000),
  desktop: () => runHostSuites(findDesktopCode()),
};
/** Those in one row run at the same time, since the host mostly waits for VS Code; the first prints when it has ended. */
const usualTiers = [['check'], ['unit', 'host'], ['ui']];

async function main(): Promise<void> {
  const rows = process.argv.length > 2 ? process.argv.slice(2).map((name) => [name]) : usualTiers;
  const results: TierResult[] = [];
  for (const row of rows) {
    console.log(`\n${row.join(', ')}`);
    results.push(...(await Promise.all(row.map((name, at) => runTier(name, at < row.length - 1)))));
  }
  for (const { title, message } of results.flatMap((result) => result.failures)) {
    console.log(`FAILED ${title}: ${firstLine(message)}`);
  }
  console.log(totalLine(results));
  process.exitCode = results.some((result) => result.failures.length > 0) ? 1 : 0;
}

/** A tier that could not run counts as one that failed. */
async function runTier(name: string, isHeld: boolean): Promise<TierResult> {
  try {
    const run = tiers[name];
    if (run === undefined) {
      throw new Error(`There is no such tier; there are ${Object.keys(tiers).join(', ')}.`);
    }
    return await run(isHeld);
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
