import { stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { LeakWorker } from '../../leaksWorker/client';
import type { Repository } from '../../leaksWorker/protocol';
import { isBelow } from './paths';

/** What git writes on a commit, a checkout, a rebase and when something is staged, and what on a push or fetch. */
const OWN_FILES = '{HEAD,index,logs/HEAD}';
const COMMON_FILES = '{packed-refs,refs/remotes/**,logs/refs/remotes/**}';

/** After this time a watcher that was asked for is at work, also on a slow machine. */
const WATCHING_MILLISECONDS = 3000;

/** Knows the repositories that matter here, and tells when something has changed in one of them. */
export class RepositoryWatch implements vscode.Disposable {
  private readonly watchers = new Map<string, vscode.Disposable>();
  private readonly asked = new Set<string>();

  /** @param onChange hears of the root of a work tree, often many times in a row. */
  constructor(
    private readonly worker: LeakWorker,
    private readonly onChange: (root: string) => void,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  /** The work trees that are watched. */
  roots(): readonly string[] {
    return [...this.watchers.keys()];
  }

  /** Watches the repositories in and around a folder. */
  async addFolder(folder: string): Promise<readonly Repository[]> {
    const repositories = await this.worker.call('repositories', { folder });
    for (const repository of repositories) {
      this.watch(repository);
    }
    return repositories;
  }

  /** Watches the repository that a file lies in. */
  addFile(file: string): void {
    const folder = path.dirname(file);
    if (!this.asked.has(folder)) {
      this.asked.add(folder);
      this.worker
        .call('repositoryOf', { file })
        .then((repository) => {
          if (repository !== undefined) {
            this.watch(repository);
          }
        })
        .catch(this.onFailure);
    }
  }

  /** Asks again for everything, as after the workspace has become trusted. */
  forget(): void {
    this.asked.clear();
  }

  /** Watches the repositories no longer whose work tree or git folder is, or lies below, a path. @returns their roots. */
  forgetBelow(place: string): readonly string[] {
    const roots = this.roots().filter((root) => isBelow(path.join(root, '.git'), place));
    for (const root of roots) {
      this.watchers.get(root)?.dispose();
      this.watchers.delete(root);
    }
    return roots;
  }

  dispose(): void {
    for (const watcher of this.watchers.values()) {
      watcher.dispose();
    }
    this.watchers.clear();
  }

  /** VS Code says nothing of what happens before it has begun to watch, nor when it has. */
  private async lookOnceMore(root: string, gitFolder: string): Promise<void> {
    const before = await lastChange(gitFolder);
    await delay(WATCHING_MILLISECONDS, undefined, { ref: false });
    if (this.watchers.has(root) && (await lastChange(gitFolder)) !== before) {
      this.onChange(root);
    }
  }

  private watch({ root, gitFolder, commonFolder }: Repository): void {
    if (this.watchers.has(root)) {
      return;
    }
    const onEvent = (): void => {
      this.onChange(root);
    };
    const watchers = [
      [gitFolder, OWN_FILES],
      [commonFolder, COMMON_FILES],
    ].flatMap(([folder = '', pattern = '']) => {
      const files = new vscode.RelativePattern(vscode.Uri.file(folder), pattern);
      const watcher = vscode.workspace.createFileSystemWatcher(files);
      return [
        watcher,
        watcher.onDidChange(onEvent),
        watcher.onDidCreate(onEvent),
        watcher.onDidDelete(onEvent),
      ];
    });
    this.watchers.set(root, vscode.Disposable.from(...watchers));
    this.lookOnceMore(root, gitFolder).catch(this.onFailure);
  }
}

/** Tells one state of a git folder from a later one, by when what every act of git writes was last written. */
async function lastChange(gitFolder: string): Promise<string> {
  const times = ['index', 'HEAD', 'logs/HEAD'].map((name) =>
    stat(path.join(gitFolder, name)).then(
      ({ mtimeMs }) => mtimeMs,
      () => 0,
    ),
  );
  return (await Promise.all(times)).join(' ');
}
