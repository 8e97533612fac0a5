import { spawn } from 'node:child_process';
import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { version } from '../../package.json';
import { findWorkTree, type WorkTree } from '../leaks/exposure';
import { type Git, GitError, runGit } from '../leaks/git/program';
import { toJson } from '../leaks/report/json';
import { toSarif } from '../leaks/report/sarif';
import { toText } from '../leaks/report/text';
import { Baseline, BASELINE_FILE, baselineOf } from '../leaks/scan/baseline';
import { scanHistory } from '../leaks/scan/history';
import { type Target, targetAt } from '../leaks/scan/listing';
import { ScanError, type ScanOptions, type ScanResult } from '../leaks/scan/report';
import { Threads } from '../leaks/scan/shares';
import { scanStaged } from '../leaks/scan/staged';
import { gitFolderOf, isInLargeTree, scanFolder, scanWorkTree } from '../leaks/scan/workTree';
import { progressLine } from './progress';
import { type Help, UsageError } from './usage';

export const SCAN_HELP: Help = {
  usage: 'scan [PATH...] [OPTION...]',
  does: 'looks for leaked Fleetio keys in files, in what is staged, or in the whole history',
  words: [
    [
      'PATH...',
      'files and folders of one repository, by default where it is started; what git ignores only if named',
    ],
    ['--staged', 'what the next commit would take, in place of the files'],
    ['--history', 'all files of all commits of branches, tags and the newest stash, in place of the files'],
    ['--format text|json|sarif', 'text by default; the others are for programs'],
    ['--min-confidence high|low', 'high leaves out what is perhaps none; low by default'],
    [
      '--baseline FILE',
      `a file with what is accepted; by default ${BASELINE_FILE} at the root, where there is one`,
    ],
    ['--write-baseline FILE', 'writes such a file anew, with all that is found now, and exits with 0'],
    ['--exclude GLOB', 'leaves out paths by a glob; can be given several times'],
    ['--no-git', 'all files of a folder, also those that git ignores; nothing is said of commits'],
  ],
  note: 'Exits with 0 if it found nothing, 1 if it found something, 2 if it could not scan.',
};

/** Lies beside the command line; large scans are shared among several. */
const THREAD = path.join(__dirname, 'scanThread.js');

const NOTHING_FOUND = 0;
const FOUND = 1;
const CANNOT_SCAN = 2;

type Format = (result: ScanResult, isTerminal: boolean) => string;

const FORMATS: Readonly<Record<string, Format>> = {
  text: (result, isTerminal) => {
    const { NO_COLOR: noColour, TERM: terminal } = process.env;
    const withColours = isTerminal && noColour === undefined && terminal !== 'dumb';
    return toText(result, { withColours, shown: fromHere(result.root) });
  },
  json: (result) => `${toJson(result)}\n`,
  sarif: (result) => `${toSarif([result], version)}\n`,
};

/** Shows the paths of a work tree as from the folder in it where the program was started, so that terminals can open them. */
function fromHere(root: string): (path: string) => string {
  const here = realpathSync(process.cwd());
  return (file) => (isInside({ root }, here) ? path.relative(here, path.join(root, file)) : file);
}

interface Request {
  /** Empty: the folder where it was started. */
  readonly named: readonly Target[];
  readonly mode: 'files' | 'staged' | 'history';
  readonly useGit: boolean;
  readonly format: Format;
  readonly withLow: boolean;
  /** Undefined: the one of the repository, where it has one. */
  readonly baseline: string | undefined;
  readonly writeBaseline: string | undefined;
  readonly exclude: readonly string[];
}

/** Where a command writes. */
export interface Output {
  readonly stdout: Pick<NodeJS.WriteStream, 'write' | 'isTTY'>;
  readonly stderr: Pick<NodeJS.WriteStream, 'write' | 'isTTY'>;
}

/**
 * Looks for leaked keys and prints a report.
 * @returns 0: nothing found, 1: something found, 2: it could not be scanned, and standard error says why.
 */
export async function scan(args: readonly string[], output: Output = process): Promise<number> {
  const abort = new AbortController();
  const cancel = (): void => {
    abort.abort(new ScanError('Cancelled.'));
  };
  process.once('SIGINT', cancel).once('SIGTERM', cancel);
  const progress = progressLine(output.stderr);
  const threads = new Threads(THREAD);
  try {
    const request = readRequest(args);
    const { exclude } = request;
    const options = { exclude, signal: abort.signal, onProgress: progress.show, threads };
    const result = await run(request, options);
    progress.clear();
    return conclude(request, result, output);
  } catch (error) {
    progress.clear();
    if (abort.signal.aborted || error instanceof ScanError || error instanceof GitError) {
      const reason = abort.signal.aborted ? (abort.signal.reason as Error) : (error as Error);
      const isWithoutGit = /\bspawn\b.*ENOENT/.test(reason.message);
      const advice = isWithoutGit ? '; for files in a folder --no-git does without it' : '';
      output.stderr.write(`Could not scan: ${reason.message}${advice}\n`);
      return CANNOT_SCAN;
    }
    throw error;
  } finally {
    await threads.end();
    process.off('SIGINT', cancel).off('SIGTERM', cancel);
  }
}

function readRequest(args: readonly string[]): Request {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      staged: { type: 'boolean', default: false },
      history: { type: 'boolean', default: false },
      format: { type: 'string', default: 'text' },
      'min-confidence': { type: 'string', default: 'low' },
      baseline: { type: 'string' },
      'write-baseline': { type: 'string' },
      exclude: { type: 'string', multiple: true, default: [] },
      'no-git': { type: 'boolean', default: false },
    },
  });
  const { staged, history, format, baseline } = values;
  const isExclusive = [staged, history, values['no-git']].filter(Boolean).length > 1;
  if (isExclusive) {
    throw new UsageError('--staged, --history and --no-git exclude each other.');
  }
  if (!Object.hasOwn(FORMATS, format)) {
    throw new UsageError(`--format takes text, json or sarif, not ${format}.`);
  }
  if (!['high', 'low'].includes(values['min-confidence'])) {
    throw new UsageError(`--min-confidence takes high or low, not ${values['min-confidence']}.`);
  }
  if (values.exclude.some((glob) => glob.trim() === '')) {
    // It would leave out everything, as where a variable is empty that was to name a glob.
    throw new UsageError('--exclude takes a glob, and not nothing.');
  }
  return {
    named: positionals.map((name) => realTarget(targetAt(path.resolve(name)))),
    mode: staged ? 'staged' : history ? 'history' : 'files',
    useGit: !values['no-git'],
    format: FORMATS[format] ?? toJson,
    withLow: values['min-confidence'] === 'low',
    baseline,
    writeBaseline: values['write-baseline'],
    exclude: values.exclude,
  };
}

/** @throws {ScanError} if it cannot be read, or is none. */
function readBaseline(file: string): Baseline {
  const text = withReason('read', () => readFileSync(file, 'utf8'));
  const strange = Baseline.strangeLine(text);
  if (strange !== undefined) {
    throw new ScanError(`Line ${strange} of the baseline ${file} is no entry of a baseline.`);
  }
  return Baseline.parse(text);
}

/** The one that was named, or that of the repository, where it has one. */
function baselineFor({ baseline }: Request, root: string): Baseline {
  const file = baseline ?? path.join(root, BASELINE_FILE);
  return baseline === undefined && !existsSync(file) ? Baseline.empty : readBaseline(file);
}

/** @throws {ScanError} in place of what the disk says. */
function withReason<Result>(what: 'read' | 'written', act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    throw new ScanError(
      `The baseline cannot be ${what}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/** What is looked at: the folder where it was started if nothing was named. */
function targetsOf({ named }: Request): readonly [Target, ...Target[]] {
  const [first = realTarget(targetAt(process.cwd())), ...others] = named;
  return [first, ...others];
}

async function run(request: Request, options: ScanOptions): Promise<ScanResult> {
  const { named, mode, useGit } = request;
  const git: Git = { executable: 'git', spawn, environment: process.env };
  const targets = targetsOf(request);
  const folder = folderOf(targets[0]);
  const isMuch = mode === 'files' && targets.every(({ isFolder }) => isFolder) && isInLargeTree(folder);
  if (mode === 'history' || isMuch) {
    options.threads?.start();
  }
  const tree = useGit ? await findWorkTree(folder, git, options.signal) : undefined;
  if (mode === 'history') {
    const root = tree?.root ?? (await repositoryWithoutTree(folder, git, options.signal));
    refuseParts(root, named, mode);
    return scanHistory(root, git, options);
  }
  if (mode === 'staged') {
    if (tree === undefined) {
      throw new ScanError(`There is no git work tree in ${folder}.`);
    }
    refuseParts(tree.root, named, mode);
    return scanStaged(tree, git, options);
  }
  if (tree === undefined) {
    if (useGit) {
      await refuseGitFolders(targets, git, options.signal);
    }
    return scanFolder(folder, targets, options);
  }
  const outside = targets.find(({ absolute }) => !isInside(tree, absolute));
  if (outside !== undefined) {
    throw new ScanError(`${outside.absolute} is not in the work tree ${tree.root}; scan it on its own.`);
  }
  return scanWorkTree(tree, targets, git, options);
}

/** As git names it: without a link on the way. A link that is no folder stays one. */
function realTarget(target: Target): Target {
  const folder = realpathSync(folderOf(target));
  return {
    ...target,
    absolute: target.isFolder ? folder : path.join(folder, path.basename(target.absolute)),
  };
}

const folderOf = ({ absolute, isFolder }: Target): string => (isFolder ? absolute : path.dirname(absolute));

function isInside({ root }: WorkTree, absolute: string): boolean {
  const relative = path.relative(root, absolute);
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}

/** The index and the history are looked at as a whole, so what is named can only say of which repository. */
function refuseParts(root: string, named: readonly Target[], mode: Request['mode']): void {
  const part = named.find(({ absolute }) => path.relative(root, absolute) !== '');
  if (part !== undefined) {
    throw new UsageError(`--${mode} looks at all of ${root} and takes no other path: ${part.absolute}`);
  }
}

/** What git keeps is compressed: a scan of it as it lies on disk would find nothing, whatever it holds. */
async function refuseGitFolders(targets: readonly Target[], git: Git, signal?: AbortSignal): Promise<void> {
  for (const { absolute } of targets.filter(({ isFolder }) => isFolder)) {
    if ((await askRepository(absolute, '--is-inside-git-dir', git, signal)) === 'true') {
      throw new ScanError(
        `${absolute} holds only git's own files, as a bare repository does; scan its history with --history, or these files with --no-git.`,
      );
    }
  }
}

async function repositoryWithoutTree(folder: string, git: Git, signal?: AbortSignal): Promise<string> {
  const directory = await askRepository(folder, '--absolute-git-dir', git, signal);
  if (directory === undefined) {
    throw new ScanError(`There is no git repository in ${folder}.`);
  }
  return directory;
}

/** @returns undefined outside of a repository. */
async function askRepository(
  folder: string,
  question: `--${string}`,
  git: Git,
  signal?: AbortSignal,
): Promise<string | undefined> {
  try {
    return (await runGit(git, folder, ['rev-parse', question], { signal })).replace(/\n$/, '');
  } catch (error) {
    if (error instanceof GitError && error.message.includes('not a git repository')) {
      return undefined;
    }
    throw error;
  }
}

function conclude(request: Request, result: ScanResult, { stdout, stderr }: Output): number {
  const { writeBaseline } = request;
  if (writeBaseline !== undefined) {
    const { text, size } = baselineOf(result.findings);
    const before = existsSync(writeBaseline) ? readBaseline(writeBaseline) : Baseline.empty;
    const gone = before.unusedBy(result.findings).length;
    withReason('written', () => {
      writeFileSync(writeBaseline, text);
    });
    const dropped = gone === 0 ? '' : `; left out ${entries(gone)} that it had and this scan did not find`;
    stderr.write(`${entries(size)} written to ${writeBaseline}${dropped}\n`);
    return NOTHING_FOUND;
  }
  const baseline = baselineFor(request, result.root);
  const told = result.findings.filter(({ confidence }) => request.withLow || confidence === 'high');
  const findings = told.filter((finding) => !baseline.has(finding));
  const accepted = told.length - findings.length;
  stdout.write(request.format({ ...result, findings, ...(accepted > 0 && { accepted }) }, stdout.isTTY));
  const isRoot = ({ absolute }: Target): boolean => absolute === result.root;
  // Of a part of the files nobody knows what the others have.
  const isWhole = request.mode === 'files' && request.withLow && targetsOf(request).some(isRoot);
  for (const entry of isWhole ? baseline.unused() : []) {
    stderr.write(`The baseline has an entry that no file matches; the history may: ${entry}\n`);
  }
  const git = request.useGit && result.withoutGit === true ? gitFolderOf(result.root) : undefined;
  if (git !== undefined && !isInside({ root: git }, result.root)) {
    stderr.write(`Git takes ${git} for no repository, so files that it would ignore were looked at, too.\n`);
  }
  return findings.length > 0 ? FOUND : NOTHING_FOUND;
}

const entries = (count: number): string => `${count} ${count === 1 ? 'entry' : 'entries'}`;
