import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Surroundings {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs a program to its end. */
export function run(command: readonly string[], { cwd, env }: Surroundings = {}): Promise<Outcome> {
  const [program = '', ...args] = command;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env: env ?? process.env, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code, stdout, stderr });
    });
  });
}

/** Runs a program that has to succeed. */
export async function succeed(command: readonly string[], surroundings?: Surroundings): Promise<Outcome> {
  const outcome = await run(command, surroundings);
  if (outcome.code !== 0) {
    throw new Error(`${command.slice(0, 3).join(' ')} failed:\n${outcome.stderr}${outcome.stdout}`);
  }
  return outcome;
}

/** Why a test that needs these programs cannot run here; undefined when it can. */
export function missingProgram(...programs: readonly string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  const missing = programs.find(
    (program) => !folders.some((folder) => existsSync(path.join(folder, program))),
  );
  return missing === undefined ? undefined : `${missing} is not installed`;
}

/** Why a test that needs `what` cannot run here: the probe is a program that succeeds where it is there. */
export function missingWhenFails(
  what: string,
  [program = '', ...args]: readonly string[],
): string | undefined {
  return (
    missingProgram(program) ??
    (spawnSync(program, args, { stdio: 'ignore' }).status === 0 ? undefined : `${what} is not installed`)
  );
}

/** Ruby that compiles the files it is given, and runs none of them. */
export const PARSE_RUBY = `ARGV.each { |file| RubyVM::InstructionSequence.compile(File.read(file, encoding: 'UTF-8'), file) }`;

/** PowerShell that parses the files it is given. */
export const PARSE_POWERSHELL = `
  foreach ($file in $args) {
    $errors = $null
    [void][System.Management.Automation.Language.Parser]::ParseFile($file, [ref]$null, [ref]$errors)
    if ($errors) { $errors | Out-String | Write-Error; exit 1 }
  }`;
