import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

import { projectRoot } from '../vscode/paths';

/** A scanner that needs longer is given up. */
export const PATIENCE_MILLISECONDS = 300_000;

/** In MB, for the whole process with all its threads. */
export const MEMORY_LIMIT = 200;

/** What a program came to. */
export interface Run {
  readonly code: number;
  readonly seconds: number;
  readonly output: string;
  /** What it wrote to the file descriptor 3. */
  readonly usage: string;
}

/** Runs a program to its end. @param isOwn whether its output is kept. @throws an `AbortError` when it takes too long. */
export async function run(
  cwd: string,
  command: string,
  args: readonly string[],
  isOwn = false,
): Promise<Run> {
  const began = performance.now();
  const child = spawn(command, args, {
    cwd,
    stdio: ['ignore', isOwn ? 'pipe' : 'ignore', 'ignore', isOwn ? 'pipe' : 'ignore'],
    signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
  });
  const chunks: [output: Buffer[], usage: Buffer[]] = [[], []];
  child.stdout?.on('data', (chunk: Buffer) => chunks[0].push(chunk));
  child.stdio[3]?.on('data', (chunk: Buffer) => chunks[1].push(chunk));
  const [code] = (await once(child, 'close')) as [number];
  const [output, usage] = chunks.map((own) => Buffer.concat(own).toString()) as [string, string];
  return { code, seconds: (performance.now() - began) / 1000, output, usage };
}

/** What a scan of ours came to. */
export interface OwnScan {
  readonly seconds: number;
  readonly findings: number;
  /** Most memory of the process, in MB. */
  readonly megabytes: number;
}

/** Runs `fleetio-toolkit scan` in a folder, in a process of its own. */
export async function ownScan(folder: string, scan: readonly string[]): Promise<OwnScan> {
  const usage = path.join(projectRoot, 'dist', 'test', 'bench', 'usage.js');
  const cli = path.join(projectRoot, 'dist', 'cli.js');
  const args = ['-r', usage, cli, 'scan', ...scan, '--format', 'json'];
  const own = await run(folder, process.execPath, args, true);
  return {
    seconds: own.seconds,
    findings: (JSON.parse(own.output) as { findings: unknown[] }).findings.length,
    megabytes: (JSON.parse(own.usage) as { maxRSS: number }).maxRSS / 1024,
  };
}
