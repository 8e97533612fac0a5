// Stands in for the `code` program where no desktop VS Code can be: takes the arguments that @vscode/test-electron gives
// to it, runs the tests in the VS Code that npm carries, and exits with their code.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runHostTests } from './hostTests';

const defaultLimitSeconds = 300;

async function main(): Promise<number> {
  // Not strict: most of VS Code's switches (--no-sandbox, --user-data-dir=…) mean nothing here.
  const { values, positionals } = parseArgs({
    args: process.argv.slice(2),
    options: { extensionDevelopmentPath: { type: 'string' }, extensionTestsPath: { type: 'string' } },
    strict: false,
    allowPositionals: true,
  });
  const { extensionDevelopmentPath, extensionTestsPath } = values;
  const [workspace] = positionals;
  if (typeof extensionDevelopmentPath !== 'string' || typeof extensionTestsPath !== 'string' || !workspace) {
    throw new Error('Expected a workspace, --extensionDevelopmentPath=FOLDER and --extensionTestsPath=FILE.');
  }
  return runHostTests({
    extensionDevelopmentPath: path.resolve(extensionDevelopmentPath),
    extensionTestsPath: path.resolve(extensionTestsPath),
    workspace: path.resolve(workspace),
    limitSeconds: Number(process.env['HOST_LIMIT_SECONDS'] ?? defaultLimitSeconds),
  });
}

main().then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
