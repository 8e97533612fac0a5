// VS Code loads this module in its extension host and calls run().
import { appendFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import * as vscode from 'vscode';
import { activated } from '../host/extension';
import { MemoryFiles } from '../host/leaks/memoryFiles';
import { inventedKey, keyWarnings, workspaceFolder } from '../host/leaks/warnings';
import { runProgram } from '../vscode/program';
import { ownTimeOf } from './ownTime';

const ROUNDS = 20;
const LINE = 'export const vehicle = { id: 1, name: "Van 12" };\n';
const SMALL_LINES = 300;
/** 3 MB. */
const LARGE_LINES = 60_000;
const FILES = 3000;
/** Not looked at, so that it shows what VS Code itself costs. */
const UNWATCHED = 'fleetio-unwatched';

export async function run(): Promise<void> {
  await activated();
  const files = new MemoryFiles();
  vscode.workspace.registerFileSystemProvider(UNWATCHED, files);
  for (const [size, lines] of [
    ['15 kB', SMALL_LINES],
    ['3 MB', LARGE_LINES],
  ] as const) {
    const content = `// Fleetio\n${LINE.repeat(lines)}`;
    const file = vscode.Uri.file(path.join(workspaceFolder(), `fleet${lines}.js`));
    writeFileSync(file.fsPath, content);
    const unwatched = vscode.Uri.from({ scheme: UNWATCHED, path: `/fleet${lines}.js` });
    files.writeFile(unwatched, Buffer.from(content));
    await held(`opening ${size}`, () => opened(file));
    await held(`opening ${size}, not looked at`, () => opened(unwatched));
    await held(`typing ${ROUNDS} lines in ${size}`, () => typed(file));
    await held(`typing ${ROUNDS} lines in ${size}, not looked at`, () => typed(unwatched));
    await held(`${ROUNDS} keys in ${size}`, async () => {
      report(await latencies(file), `from the key to its warning in ${size}`);
    });
  }
  await held(`${FILES} files written by another program, and looked at`, async () => {
    const leaks = Array.from({ length: FILES / 100 }, (_, number) => leak(number));
    await runProgram(process.execPath, ['-e', WRITER, JSON.stringify({ line: LINE, leaks })], {
      cwd: workspaceFolder(),
    });
    await until(() => vscode.languages.getDiagnostics().length >= FILES / 100);
  });
}

/** A program of its own, so that writing holds no loop but its own: one file in a hundred has a key. */
const WRITER = `
  const { mkdirSync, writeFileSync } = require('node:fs');
  const { line, leaks } = JSON.parse(process.argv[1]);
  for (let number = 0; number < ${FILES}; number++) {
    const folder = 'folder' + (number % 50);
    mkdirSync(folder, { recursive: true });
    writeFileSync(folder + '/file' + number + '.js', number % 100 === 0 ? leaks[number / 100] : line);
  }`;

/** Measures the loop's delay while something is done and for a while after, and how much of it is the extension's own. */
async function held(what: string, act: () => Promise<unknown>): Promise<void> {
  await pause(1500);
  const delay: IntervalHistogram = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const own = await ownTimeOf(async () => {
    await act();
    await pause(1500);
  });
  delay.disable();
  const [usual, most] = [delay.percentile(99), delay.max].map((time) => (time / 1e6).toFixed(1));
  const [longest, total] = [own.longest, own.total].map((time) => time.toFixed(1));
  print(`${usual} ms in 99 %, ${most} ms most: loop held while ${what}`);
  print(`    of that by the extension's own code: ${longest} ms most, ${total} ms in all`);
}

async function opened(uri: vscode.Uri): Promise<void> {
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
}

async function typed(uri: vscode.Uri): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    await insert(uri, round, 'const a = 1;\n');
    await pause(200);
  }
}

/** From the edit to the change of the warnings, in milliseconds; the pause that typing is waited for is in it. */
async function latencies(uri: vscode.Uri): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const before = keyWarnings(uri).length;
    await insert(uri, 10 * round + 5, leak(round));
    const began = performance.now();
    await until(() => keyWarnings(uri).length > before);
    times.push(performance.now() - began);
  }
  return times;
}

const leak = (number: number): string => `const fleetioApiKey = '${inventedKey(`bench-${number}`)}';\n`;

async function insert(uri: vscode.Uri, line: number, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.insert(uri, new vscode.Position(line, 0), text);
  await vscode.workspace.applyEdit(edit);
}

function report(times: number[], what: string): void {
  times.sort((a, b) => a - b);
  print(`${times[times.length >> 1]!.toFixed(0)} ms median, ${times.at(-1)!.toFixed(0)} ms most: ${what}`);
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) {
    await pause(2);
  }
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

function print(line: string): void {
  const { HOST_OUTPUT_FILE: output, HOST_RESULT_FILE: result } = process.env;
  if (output !== undefined && result !== undefined) {
    appendFileSync(output, `${line}\n`);
    writeFileSync(result, JSON.stringify({ passed: 0, skipped: 0, failures: [] }));
  } else {
    console.log(line);
  }
}
