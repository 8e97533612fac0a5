import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';

import {
  type Hook,
  HookError,
  hookOf,
  installGuard,
  type Program,
  uninstallGuard,
} from '../leaks/git/preCommit';
import { type Git, GitError, runGit } from '../leaks/git/program';
import type { Output } from './scan';
import { type Help, UsageError } from './usage';

export const HOOK_HELP: Help = {
  usage: 'hook install|uninstall',
  does: 'has git look for leaked keys before each commit of this repository',
  words: [
    ['install', 'adds the scan to the pre-commit hook; what the hook did before, it still does'],
    ['uninstall', 'takes it out again'],
  ],
  note: 'A commit goes through all the same with: git commit --no-verify',
};

/**
 * Installs or removes a git pre-commit hook that runs `scan --staged`.
 * @returns the exit code.
 */
export async function hook(
  [action = '', ...rest]: readonly string[],
  { stdout, stderr }: Output = process,
  program: Program = { node: process.execPath, script: path.resolve(process.argv[1] ?? '') },
  folder = process.cwd(),
): Promise<number> {
  const act = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
  if (act === undefined || rest.length > 0) {
    throw new UsageError('hook takes one word: install or uninstall.');
  }
  try {
    const git: Git = { executable: 'git', spawn, environment: process.env };
    const found = await hookOf(folder, git);
    const remark = action === 'install' ? await remarkOn(found, folder, git) : '';
    stdout.write(`${act(found, program)}${remark}\n`);
    return 0;
  } catch (error) {
    if (error instanceof GitError || error instanceof HookError) {
      const isOutside = /not a git repository|must be run in a work tree/.test(error.message);
      const reason = isOutside ? `there is no git work tree in ${folder}.` : error.message;
      stderr.write(`The hook was not changed: ${reason}\n`);
      return 2;
    }
    throw error;
  }
}

/** A hook can be a link, or lie where several repositories have theirs. */
async function remarkOn({ file }: Hook, folder: string, git: Git): Promise<string> {
  const real = existsSync(file) ? realpathSync(file) : file;
  const asked = ['rev-parse', '--path-format=absolute', '--git-common-dir', '--show-toplevel'];
  const [common = '', top = ''] = (await runGit(git, folder, asked))
    .split('\n')
    .map((line) => path.normalize(line));
  if (isIn(common, real)) {
    return '';
  }
  return isIn(top, real)
    ? IN_WORK_TREE
    : `\n${real} is outside of this repository: it is the hook of all that use it.`;
}

const isIn = (folder: string, file: string): boolean => file.startsWith(`${folder}${path.sep}`);

/** Of a hook that is a file like others, as husky's are. */
const IN_WORK_TREE =
  '\nThe file can be committed. It names programs of this machine; on others it runs fleetio-toolkit where that is on the PATH, and else says that nothing was checked.';

/** Each says what it did. */
const ACTIONS: Readonly<Record<string, (hook: Hook, program: Program) => string>> = {
  install: (hook, program) =>
    installGuard(hook, program)
      ? `Installed in ${hook.file}`
      : `Was there, and is up to date, in ${hook.file}`,
  uninstall: ({ file }) => (uninstallGuard(file) ? `Removed from ${file}` : `Not installed in ${file}`),
};
