// VS Code loads this module in its extension host and calls run().
import { appendFileSync, writeFileSync } from 'node:fs';
import { format } from 'node:util';
import Mocha from 'mocha';
import { runSuites } from '../runner/mocha';

const timeoutMs = 20_000;

/**
 * Runs every suite of this folder. Output goes to the file `HOST_OUTPUT_FILE` when that is set (a web workbench garbles
 * what the console prints), the result as JSON to the file `HOST_RESULT_FILE`. Rejects when a test failed, which gives
 * VS Code its exit code.
 */
export async function run(): Promise<void> {
  const { HOST_OUTPUT_FILE: output, HOST_RESULT_FILE: resultFile } = process.env;
  if (output !== undefined) {
    Mocha.reporters.Base.consoleLog = (...parts: unknown[]) => {
      appendFileSync(output, `${format(...parts)}\n`);
    };
  }
  process.setSourceMapsEnabled(true);
  const result = await runSuites(__dirname, { timeoutMs });
  if (resultFile !== undefined) {
    writeFileSync(resultFile, JSON.stringify(result));
  }
  if (result.failures.length > 0) {
    throw new Error(`${result.failures.length} failed`);
  }
}
