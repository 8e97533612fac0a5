import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

import { type Git, runGit } from './program';

const BEGIN = '# >>> fleetio-toolkit: look for Fleetio keys in what is about to be committed >>>';
const END = '# <<< fleetio-toolkit <<<';
/** Where a hook goes that is no shell script and so cannot take the lines in. */
const KEPT = 'pre-commit.before-fleetio-toolkit';

/** What starts the command line. */
export interface Program {
  /** Node, or a program that is Node when ELECTRON_RUN_AS_NODE is set. */
  readonly node: string;
  readonly script: string;
}

/** A pre-commit hook, which need not be there yet. */
export interface Hook {
  readonly file: string;
  /** Husky runs it, whether it is executable or not; git runs only what is. */
  readonly isOfHusky: boolean;
}

/** A hook cannot be changed, for a reason that a person can do something about. */
export class HookError extends Error {
  override readonly name = 'HookError';
}

/**
 * The pre-commit hook that git, or husky on top of it, runs in this repository and its other work trees.
 * @throws {GitError} outside of a repository.
 */
export async function hookOf(folder: string, git: Git): Promise<Hook> {
  const [common = '', top = ''] = (
    await runGit(git, folder, ['rev-parse', '--path-format=absolute', '--git-common-dir', '--show-toplevel'])
  ).split('\n');
  const configured = await runGit(git, folder, ['config', '--type=path', '--get-all', 'core.hooksPath']);
  // The last one is our own, which keeps hooks from running while we look.
  const own = configured
    .split('\n')
    .filter((line) => line !== '')
    .slice(0, -1)
    .at(-1);
  const hooks = own === undefined ? path.join(common, 'hooks') : path.resolve(top, own);
  // Husky's scripts lie one folder up from what it configures.
  const isOfHusky = path.basename(hooks) === '_' && path.basename(path.dirname(hooks)) === '.husky';
  return { file: path.join(isOfHusky ? path.dirname(hooks) : hooks, 'pre-commit'), isOfHusky };
}

/**
 * Has a pre-commit hook run `scan --staged`. Works beside other hooks: it adds a few lines to a shell script, and runs a
 * hook in another language after itself.
 * @returns false if the lines were there; they are written anew.
 * @throws {HookError} if there is a hook that git does not run.
 */
export function installGuard({ file, isOfHusky }: Hook, program: Program): boolean {
  const isNew = !isGuarded(file);
  if (existsSync(file) && !isOfHusky && isSwitchedOff(file)) {
    throw new HookError(`${file} is not executable, so git does not run it: chmod +x it, or take it away.`);
  }
  mkdirSync(path.dirname(file), { recursive: true });
  const kept = path.join(path.dirname(file), KEPT);
  let script = existsSync(file) ? withoutBlock(readFileSync(file, 'utf8')) : '#!/bin/sh\n';
  if (!isShellScript(script)) {
    renameSync(file, kept);
    script = `#!/bin/sh\nexec ${quoted(kept)} "$@"\n`;
  }
  const [first = '', ...others] = script.split('\n');
  const shebang = first.startsWith('#!') ? [first] : [];
  const body = first.startsWith('#!') ? others : [first, ...others];
  // In front, since scripts often end with exec or exit.
  writeFileSync(file, [...shebang, ...block(program), ...body].join('\n'));
  if (!isOfHusky) {
    chmodSync(file, 0o755);
  }
  return isNew;
}

/** Whether git passes over a hook; on Windows it runs all of them. */
const isSwitchedOff = (file: string): boolean =>
  process.platform !== 'win32' && (statSync(file).mode & 0o111) === 0;

/** Whether a hook looks for keys. */
export function isGuarded(file: string): boolean {
  return existsSync(file) && readFileSync(file, 'utf8').includes(BEGIN);
}

/** Takes the lines out of a hook again. @returns false if there were none. */
export function uninstallGuard(file: string): boolean {
  if (!isGuarded(file)) {
    return false;
  }
  const kept = path.join(path.dirname(file), KEPT);
  const rest = withoutBlock(readFileSync(file, 'utf8'));
  if (existsSync(kept)) {
    renameSync(kept, file);
  } else if (/^(?:#!.*)?\s*$/.test(rest)) {
    rmSync(file);
  } else {
    writeFileSync(file, rest);
  }
  return true;
}

function isShellScript(script: string): boolean {
  return !script.startsWith('#!') || /^#!.*\b(?:sh|bash|dash|zsh|ksh)\b/.test(script);
}

/** What a commit that is stopped says first, before what was found first: editors show the first line alone. */
const STOPPED = 'Commit stopped, a Fleetio secret is staged: ';
/** And last. */
const ADVICE =
  'Take what is found out, or allow false alarms with a comment fleetio:allow (git commit --no-verify checks nothing).';

/** Node and the script move with updates, and other people's machines have neither. */
function block({ node, script }: Program): string[] {
  return [
    BEGIN,
    'fleetio_guard() {',
    '  fleetio_report=$("$@" scan --staged 2>&1) && return',
    '  fleetio_code=$?',
    `  if [ "$fleetio_code" = 1 ]; then printf %s ${quoted(STOPPED)} >&2; fi`,
    `  printf '%s\\n' "$fleetio_report" >&2`,
    `  if [ "$fleetio_code" = 1 ]; then echo ${quoted(ADVICE)} >&2; fi`,
    '  exit "$fleetio_code"',
    '}',
    `if [ -f ${quoted(script)} ] && [ -x ${quoted(node)} ]; then`,
    `  fleetio_guard env ELECTRON_RUN_AS_NODE=1 ${quoted(node)} ${quoted(script)}`,
    `elif [ -f ${quoted(script)} ] && command -v node >/dev/null 2>&1; then`,
    `  fleetio_guard node ${quoted(script)}`,
    'elif command -v fleetio-toolkit >/dev/null 2>&1; then',
    '  fleetio_guard fleetio-toolkit',
    'else',
    '  echo "fleetio-toolkit is not installed here; the commit was not checked for Fleetio keys." >&2',
    'fi',
    END,
  ];
}

function withoutBlock(script: string): string {
  const start = script.indexOf(BEGIN);
  const end = script.indexOf(END);
  return start < 0 || end < start ? script : script.slice(0, start) + script.slice(end + END.length + 1);
}

/** For the shell, whatever is in it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
