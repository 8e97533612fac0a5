import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { BrowserContext, Page } from 'playwright-core';
import { launchBrowser } from './browser';
import { installCarrier } from './carrier';
import { testFolder } from './paths';
import { startWorkbench, type Workbench } from './workbench';

/** What to run, in the words of VS Code's own command line; all paths are absolute. */
export interface HostTestsOptions {
  readonly extensionDevelopmentPath: string;
  readonly extensionTestsPath: string;
  /** A folder or a `.code-workspace` file. */
  readonly workspace: string;
  /** Fail when the tests have not ended by then. */
  readonly limitSeconds: number;
}

/** A log file of the workbench's window, as its test driver hands it over. */
interface WindowLog {
  readonly relativePath: string;
  readonly contents: string;
}

interface TestsEnd {
  readonly exitCode: number;
  readonly logs: readonly WindowLog[];
}

/** Where logs and a screenshot of a failed run are kept. */
const artifactsFolder = path.join(testFolder, 'artifacts');

/**
 * Runs the tests of an extension inside the extension host of a fresh VS Code and prints what they print.
 *
 * @returns the exit code of the tests: 0 when all passed
 * @throws Error when the tests did not come to an end
 */
export async function runHostTests(options: HostTestsOptions): Promise<number> {
  const carrier = await installCarrier(console.error);
  const browser = await launchBrowser(console.error);
  const dataFolder = await mkdtemp(path.join(os.tmpdir(), 'fleetio-host-'));
  const output = path.join(dataFolder, 'output.txt');
  await rm(artifactsFolder, { recursive: true, force: true });
  await writeFile(output, '');
  const workbench = await startWorkbench({
    carrier,
    dataFolder,
    port: 0,
    extensions: [],
    settings: {},
    environment: { HOST_OUTPUT_FILE: output },
    testDriver: true,
  });
  try {
    // Nobody looks, and a small window is drawn faster.
    const context = await browser.newContext({ viewport: { width: 640, height: 480 } });
    return await runInWindow(context, workbench, options, output);
  } finally {
    await browser.close();
    await workbench.close();
    await rm(dataFolder, { recursive: true, force: true });
  }
}

async function runInWindow(
  context: BrowserContext,
  workbench: Workbench,
  options: HostTestsOptions,
  output: string,
): Promise<number> {
  const page = await context.newPage();
  const console: string[] = [];
  await page.exposeFunction('codeAutomationLog', (type: string, parts: readonly unknown[]) => {
    console.push(`[${type}] ${parts.join(' ')}`);
  });
  const following = new AbortController();
  const followed = follow(output, following.signal);
  const end = testsEnd(page, workbench, options.limitSeconds);
  try {
    await page.goto(windowAddress(workbench, options));
    const { exitCode, logs } = await end;
    if (exitCode !== 0) {
      await keepArtifacts(page, [...logs, ...ownLogs(workbench, console)]);
    }
    return exitCode;
  } catch (error) {
    await keepArtifacts(page, ownLogs(workbench, console));
    throw error;
  } finally {
    following.abort();
    await followed;
  }
}

/** The page opens the workspace, with the extension and its tests named as they are for a desktop VS Code. */
function windowAddress(workbench: Workbench, options: HostTestsOptions): string {
  const remote = (file: string): string =>
    `vscode-remote://${new URL(workbench.origin).host}${encodeURI(file)}`;
  const payload = [
    ['skipWelcome', 'true'],
    ['extensionDevelopmentPath', remote(options.extensionDevelopmentPath)],
    ['extensionTestsPath', remote(options.extensionTestsPath)],
  ];
  return `${workbench.address(options.workspace)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

/** Waits for the tests' end, or for what makes it impossible. */
async function testsEnd(page: Page, workbench: Workbench, limitSeconds: number): Promise<TestsEnd> {
  const reported = new Promise<TestsEnd>((resolve, reject) => {
    page
      .exposeFunction('codeAutomationExit', (exitCode: number, logs: readonly WindowLog[] = []) => {
        resolve({ exitCode, logs });
      })
      .catch(reject);
    page.on('crash', () => {
      reject(new Error("The workbench's page crashed."));
    });
  });
  const serverEnded = workbench.ended.then(() => {
    throw new Error("VS Code's server ended before the tests did.");
  });
  const timeOut = delay(limitSeconds * 1000, undefined, { ref: false }).then(() => {
    throw new Error(
      `The tests did not end within ${limitSeconds} s (HOST_LIMIT_SECONDS sets another limit).`,
    );
  });
  return Promise.race([reported, serverEnded, timeOut]);
}

/** Prints what is appended to a file until the signal comes, and then the rest. */
async function follow(file: string, signal: AbortSignal): Promise<void> {
  let printed = 0;
  const printNew = async (): Promise<void> => {
    const content = await readFile(file);
    process.stdout.write(content.subarray(printed));
    printed = content.length;
  };
  while (!signal.aborted) {
    await printNew();
    await delay(200, undefined, { signal }).catch(() => undefined);
  }
  await printNew();
}

function ownLogs(workbench: Workbench, console: readonly string[]): WindowLog[] {
  return [
    { relativePath: 'server.log', contents: workbench.log() },
    { relativePath: 'console.log', contents: `${console.join('\n')}\n` },
  ];
}

async function keepArtifacts(page: Page, logs: readonly WindowLog[]): Promise<void> {
  for (const { relativePath, contents } of logs) {
    const file = path.join(artifactsFolder, relativePath);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, contents);
  }
  await page.screenshot({ path: path.join(artifactsFolder, 'window.png') });
  process.stderr.write(`Logs and a screenshot are in ${path.relative(process.cwd(), artifactsFolder)}.\n`);
}
