import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import path from 'node:path';

import type { Git } from '../../../src/leaks/git/program';

/** What git sets for its hooks; the tests can run in one. */
const OF_HOOKS = new Set(['GIT_DIR', 'GIT_INDEX_FILE', 'GIT_WORK_TREE', 'GIT_PREFIX']);

/** No settings of the person who runs the tests, no hook's variables, a fixed author. */
export const environment = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !OF_HOOKS.has(name))),
  GIT_CONFIG_GLOBAL: devNull,
  GIT_CONFIG_SYSTEM: devNull,
  GIT_AUTHOR_NAME: 'A. Tester',
  GIT_AUTHOR_EMAIL: 'tester@example.com',
  GIT_COMMITTER_NAME: 'A. Tester',
  GIT_COMMITTER_EMAIL: 'tester@example.com',
};

export const git: Git = { executable: 'git', spawn, environment };

/** A real repository in a folder of its own. */
export class Repository {
  private constructor(readonly root: string) {}

  static create(...initArgs: string[]): Repository {
    return Repository.below(tmpdir(), ...initArgs);
  }

  /** In a new folder in one that is there. */
  static below(parent: string, ...initArgs: string[]): Repository {
    return Repository.createIn(mkdtempSync(path.join(parent, 'fleetio-leaks-')), ...initArgs);
  }

  /** In a folder that is there. */
  static createIn(folder: string, ...initArgs: string[]): Repository {
    const repository = new Repository(realpathSync(folder));
    repository.git('init', '-q', '-b', 'main', ...initArgs);
    return repository;
  }

  git(...args: string[]): string {
    return execFileSync('git', args, { cwd: this.root, env: environment, encoding: 'utf8', stdio: 'pipe' });
  }

  /** Absolute path of a file in it. */
  file(name: string): string {
    return path.join(this.root, name);
  }

  write(name: string, content: string | Buffer): void {
    mkdirSync(path.dirname(this.file(name)), { recursive: true });
    writeFileSync(this.file(name), content);
  }

  /** Writes a file and commits it. @returns the commit's id. */
  commit(name: string, content: string | Buffer): string {
    this.write(name, content);
    this.git('add', '-f', '--', name);
    this.git('commit', '-q', '--no-verify', '-m', `Change ${name}`);
    return this.git('rev-parse', 'HEAD').trim();
  }

  /** A bare repository beside it, added as `origin`, with the branch pushed to it. */
  push(): void {
    this.git('init', '-q', '--bare', this.file('.git/server'));
    this.git('remote', 'add', 'origin', this.file('.git/server'));
    this.git('push', '-q', '-u', 'origin', 'main');
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
