import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { findWorkTree, type WorkTree } from '../leaks/exposure';
import { type Git, GitError, runGit } from '../leaks/git/program';
import { globFilter } from '../leaks/globs';
import { Baseline } from '../leaks/scan/baseline';
import type { WorkerSettings } from './protocol';

/** What is known of the folders that files lie in; asked once, until it is forgotten. */
export class Places {
  private readonly trees = new Map<string, Promise<WorkTree | undefined>>();
  private readonly mentions = new Map<string, Promise<boolean>>();
  private starting: Promise<Git | undefined> | undefined;

  constructor(public settings: WorkerSettings) {}

  /** Undefined where git may not be started, or is not there to be started. */
  git(): Promise<Git | undefined> {
    return (this.starting ??= startable(this.settings.git));
  }

  /** The work tree that a file lies in, or lay in: that of an older commit can be gone with its folder. */
  async treeOf(file: string): Promise<WorkTree | undefined> {
    const git = await this.git();
    const folder = folderThere(path.dirname(file));
    if (git === undefined) {
      return undefined;
    }
    return remembered(this.trees, folder, () => findWorkTree(folder, git).catch(noTree));
  }

  /** Whether any file of a work tree, or of a folder outside of all of them, names Fleetio. */
  async namesFleetio(root: string, isTree: boolean): Promise<boolean> {
    const git = await this.git();
    if (git === undefined) {
      return false;
    }
    const files = isTree ? ['--untracked'] : ['--no-index', '--exclude-standard'];
    const args = ['grep', ...files, '--no-textconv', '--quiet', '-I', '-i', '-F', '-e', 'fleetio'];
    return remembered(this.mentions, root, () =>
      runGit(git, root, args).then(
        () => true,
        (error: unknown) => {
          if (error instanceof GitError) {
            // Nothing was found, or git cannot tell; then weak evidence stays weak.
            return false;
          }
          throw error;
        },
      ),
    );
  }

  /** The findings that are accepted below a root. */
  async baseline(root: string): Promise<Baseline> {
    const text = await readFile(path.join(root, this.settings.baseline), 'utf8').catch(() => '');
    return Baseline.parse(text);
  }

  /** @param relative a path, from the root of its repository or folder. */
  isExcluded(relative: string): boolean {
    return globFilter(this.settings.exclude)(relative);
  }

  forget(): void {
    this.trees.clear();
    this.mentions.clear();
    this.starting = undefined;
  }
}

/** Tries git once, so that a machine without it still has its files looked at. */
async function startable(executable: string | undefined): Promise<Git | undefined> {
  if (executable === undefined) {
    return undefined;
  }
  const git: Git = { executable, spawn, environment: process.env };
  return runGit(git, tmpdir(), ['--version']).then(
    () => git,
    (error: unknown) => {
      if (error instanceof GitError) {
        return undefined;
      }
      throw error;
    },
  );
}

/** A folder, or the nearest one above it that there is. */
function folderThere(folder: string): string {
  const parent = path.dirname(folder);
  return existsSync(folder) || parent === folder ? folder : folderThere(parent);
}

/** Absolute path of a file as git names it; it need not be there, nor its folder. */
export async function realPath(file: string): Promise<string> {
  const folder = folderThere(path.dirname(file));
  return path.join(await realpath(folder), path.relative(folder, file));
}

/** With `/`. */
export const relativePath = (root: string, file: string): string =>
  path.relative(root, file).split(path.sep).join('/');

/** A folder that is gone or not to be entered has no work tree; a git that does not start is for the caller to tell of. */
function noTree(error: unknown): undefined {
  if (error instanceof GitError && error.exitCode !== undefined) {
    return undefined;
  }
  throw error;
}

function remembered<Value>(
  memory: Map<string, Promise<Value>>,
  key: string,
  ask: () => Promise<Value>,
): Promise<Value> {
  const known = memory.get(key);
  if (known !== undefined) {
    return known;
  }
  const asked = ask();
  memory.set(key, asked);
  asked.catch(() => memory.delete(key));
  return asked;
}
