import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { LeakWorker } from '../../leaksWorker/client';
import type { Repository } from '../../leaksWorker/protocol';
import { isBelow, isThere } from './paths';

/** What git writes on a commit, a checkout, a rebase and when something is staged, and what on a push or fetch. */
const OWN_FILES = '{HEAD,index,logs/HEAD}';
const COMMON_FILES = '{packed-refs,refs/remotes/**,logs/refs/remotes/**}';

/** After this time a watcher that was asked for is at work, also on a slow machine. */
const WATCHING_MILLISECONDS = 3000;

/** A repository, and what listens for its changes. */
interface Watched extends Repository {
  readonly watchers: vscode.Disposable;
}

/** Knows the repositories that matter here, and tells when something has changed in one of them. */
export class RepositoryWatch implements vscode.Disposable {
  /** By the root of the work tree. */
  private readonly watched = new Map<string, Watched>();
  private readonly asked = new Set<string>();
  /** Milliseconds since 1970. Nothing that is told of here is older. */
  private readonly began = Date.now();

  /** @param onChange hears of the root of a work tree, often many times in a row. */
  constructor(
    private readonly worker: LeakWorker,
    private readonly onChange: (root: string) => void,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  /** The work trees that are watched. */
  roots(): readonly string[] {
    return [...this.watched.keys()];
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

  /** What of a repository is gone: its work tree, or only its git folder; undefined: nothing. */
  async gonePlace(root: string): Promise<string | undefined> {
    const { gitFolder } = this.watched.get(root) ?? {};
    if (!(await isThere(root))) {
      return root;
    }
    return gitFolder === undefined || (await isThere(gitFolder)) ? undefined : path.join(root, '.git');
  }

  /** Watches the repositories no longer whose work tree or git folder is, or lies below, a path. @returns their roots. */
  forgetBelow(place: string): readonly string[] {
    const roots = this.roots().filter((root) => isBelow(path.join(root, '.git'), place));
    for (const root of roots) {
      this.watched.get(root)?.watchers.dispose();
      this.watched.delete(root);
    }
    if (roots.length > 0) {
      // One that is made there anew is another.
      this.forget();
    }
    return roots;
  }

  dispose(): void {
    for (const { watchers } of this.watched.values()) {
      watchers.dispose();
    }
    this.watched.clear();
  }

  /**
   * VS Code says nothing of what happens before it has begun to watch, nor when it has. What git is known to say can be from
   * any time since the start.
   */
  private async lookOnceMore(repository: Repository): Promise<void> {
    const { root } = repository;
    const before = await lastChange(repository);
    if (before >= this.began && this.watched.has(root)) {
      this.onChange(root);
    }
    await delay(WATCHING_MILLISECONDS, undefined, { ref: false });
    if (this.watched.has(root) && (await lastChange(repository)) > before) {
      this.onChange(root);
    }
  }

  private watch(repository: Repository): void {
    const { root, gitFolder, commonFolder } = repository;
    if (this.watched.has(root)) {
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
    this.watched.set(root, { ...repository, watchers: vscode.Disposable.from(...watchers) });
    this.lookOnceMore(repository).catch(this.onFailure);
  }
}

/** When what every act of git writes was last written, in milliseconds since 1970; a push writes nothing but branches of servers. */
async function lastChange({ gitFolder, commonFolder }: Repository): Promise<number> {
  const remotes = path.join(commonFolder, 'refs', 'remotes');
  // There is none before the first push.
  const names = await readdir(remotes).catch(() => []);
  const written = [
    ...['index', 'HEAD', 'logs/HEAD'].map((name) => path.join(gitFolder, name)),
    ...['.', ...names].map((name) => path.join(remotes, name)),
  ];
  const times = written.map((file) =>
    stat(file).then(
      ({ mtimeMs }) => mtimeMs,
      () => 0,
    ),
  );
  return Math.max(...(await Promise.all(times)));
}
