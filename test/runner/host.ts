import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { projectRoot } from '../vscode/paths';
import { runProgram } from '../vscode/program';
import type { TierResult } from './result';

/**
 * Runs the host suites.
 *
 * @param vscodeExecutablePath the program to start, in place of a downloaded VS Code
 * @param script what VS Code runs, in place of the suites
 * @throws Error when VS Code ends before the suites do
 */
export async function runHostSuites(
  vscodeExecutablePath: string | undefined,
  script = path.join(projectRoot, 'dist', 'test', 'host', 'index.js'),
): Promise<TierResult> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'fleetio-result-'));
  try {
    const resultFile = path.join(folder, 'result.json');
    const ended = await runInHost(vscodeExecutablePath, script, { HOST_RESULT_FILE: resultFile }).catch(
      (error: unknown) => error,
    );
    return await readResult(resultFile, ended);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Runs a module in the extension host of a VS Code with a profile and a workspace (an empty git repository) of their own.
 *
 * @param vscodeExecutablePath the program to start, in place of a downloaded VS Code
 * @param script exports `run()`, which ends the run when it is fulfilled
 * @throws Error when `run()` rejects, or VS Code ends before
 */
export async function runInHost(
  vscodeExecutablePath: string | undefined,
  script: string,
  environment: Readonly<Record<string, string>>,
): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'fleetio-run-'));
  try {
    const workspace = await makeWorkspace(folder);
    await runTests({
      ...(vscodeExecutablePath === undefined ? {} : { vscodeExecutablePath }),
      extensionDevelopmentPath: projectRoot,
      extensionTestsPath: script,
      launchArgs: [
        workspace,
        `--user-data-dir=${path.join(folder, 'user')}`,
        `--extensions-dir=${path.join(folder, 'extensions')}`,
        '--disable-extensions',
      ],
      extensionTestsEnv: { ...environment },
    });
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Of one folder. It is named by a file, since then tests can add folders without VS Code starting its extensions anew. */
async function makeWorkspace(folder: string): Promise<string> {
  const root = path.join(folder, 'workspace');
  await mkdir(root);
  await runProgram('git', ['init', '--quiet', '--initial-branch=main'], { cwd: root });
  const file = path.join(folder, 'tests.code-workspace');
  await writeFile(file, JSON.stringify({ folders: [{ path: root }] }));
  return file;
}

/** A failed test makes VS Code fail as well, so its end counts only when it does not fit the result. */
async function readResult(file: string, ended: unknown): Promise<TierResult> {
  const failed = ended instanceof Error;
  if (!existsSync(file)) {
    throw failed ? ended : new Error('VS Code ended without running the suites.');
  }
  const result = JSON.parse(await readFile(file, 'utf8')) as TierResult;
  if (failed && result.failures.length === 0) {
    throw ended;
  }
  return result;
}
