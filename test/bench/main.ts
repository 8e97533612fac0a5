// Runs the benches: npm run bench [-- NAME …]. Every other script of this folder is one, in a process of its own, so that
// none feels what another left in memory.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import path from 'node:path';

const suffix = '.bench.js';

async function main(asked: readonly string[]): Promise<void> {
  const there = readdirSync(__dirname).filter((file) => file.endsWith(suffix));
  const names = there.map((file) => file.slice(0, -suffix.length)).sort();
  const unknown = asked.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    throw new Error(`There is no bench ${unknown.join(', ')}; there are ${names.join(', ')}.`);
  }
  for (const name of asked.length > 0 ? asked : names) {
    console.log(`\n${name}`);
    await run(path.join(__dirname, name + suffix));
  }
}

async function run(script: string): Promise<void> {
  const child = spawn(process.execPath, ['--enable-source-maps', script], { stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) {
    process.exitCode = 1;
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
