import path from 'node:path';
import { projectRoot } from '../vscode/paths';
import { runProgram } from '../vscode/program';
import type { Failure, TierResult } from './result';

interface Step {
  readonly title: string;
  /** Its file, from the project's root. */
  readonly program: string;
  readonly args: readonly string[];
}

const steps: readonly Step[] = [
  { title: 'types and lint', program: 'test/runner/typesAndLint.mjs', args: [] },
  {
    title: 'formatting',
    program: 'node_modules/prettier/bin/prettier.cjs',
    args: ['--check', '--log-level', 'warn', '.'],
  },
  { title: 'no secrets in the project', program: 'dist/cli.js', args: ['scan'] },
];

/** Checks the project's text: each step is one that passes or fails. */
export async function runCheck(): Promise<TierResult> {
  // Side by side, as they share nothing.
  const failures = (await Promise.all(steps.map(runStep))).flat();
  return { passed: steps.length - failures.length, skipped: 0, failures };
}

async function runStep({ title, program, args }: Step): Promise<Failure[]> {
  try {
    await runProgram(process.execPath, [path.join(projectRoot, program), ...args], { cwd: projectRoot });
    console.log(`  ✔ ${title}`);
    return [];
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    console.log(`  ✖ ${title}\n${message}`);
    return [{ title, message }];
  }
}
