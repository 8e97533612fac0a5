import path from 'node:path';
import * as vscode from 'vscode';
import type { LeakWorker } from '../../leaksWorker/client';
import { baselineName } from './acceptance';
import type { DocumentWatch } from './documentWatch';
import type { HistoryLeaks } from './historyLeaks';
import type { LeakStore } from './leakStore';
import { isBelow } from './paths';
import type { RepositoryWatch } from './repositoryWatch';
import type { WorkspaceScans } from './workspaceScans';

/** Editors, builds and git write in bursts; one pass follows when they have paused that long. */
const PAUSE_MILLISECONDS = 700;
/** A burst that does not end is followed all the same. */
const LONGEST_WAIT_MILLISECONDS = 5000;
/** When more files than this have changed, all are scanned: git lists them in one go. */
const MANY_FILES = 200;
/** Starting up is for others first. */
const START_MILLISECONDS = 4000;

/** Files that change what git or the scans make of other files. */
const SPEAKS_FOR_OTHERS = new Set(['.gitignore']);

function isBaseline(file: string): boolean {
  return path.basename(file) === path.basename(baselineName());
}

/** What is in git's own folder is watched by the repository. */
const IN_GIT = /[\\/]\.git[\\/]/;

interface Parts {
  readonly documents: DocumentWatch;
  readonly scans: WorkspaceScans;
  readonly store: LeakStore;
  readonly history: HistoryLeaks;
  readonly repositories: RepositoryWatch;
  readonly workers: readonly LeakWorker[];
  readonly onFailure: (error: unknown) => void;
}

/** Keeps what is known of the files on disk and of git fresh: one pass after each burst of changes. */
export class Freshness implements vscode.Disposable {
  private readonly changedFiles = new Set<string>();
  /** Of a folder that is gone only the folder itself is told of. */
  private readonly goneFiles = new Set<string>();
  private readonly changedRoots = new Set<string>();
  private allCanDiffer = false;
  private readonly listening: vscode.Disposable;
  private readonly start: NodeJS.Timeout;
  private timer: NodeJS.Timeout | undefined;
  private waitingSince: number | undefined;
  private running: Promise<void> | undefined;

  constructor(private readonly parts: Parts) {
    const watcher = vscode.workspace.createFileSystemWatcher('**/*');
    const onFile = (uri: vscode.Uri): void => {
      this.fileChanged(uri);
    };
    this.listening = vscode.Disposable.from(
      watcher,
      watcher.onDidChange(onFile),
      watcher.onDidCreate(onFile),
      watcher.onDidDelete((uri) => {
        this.goneFiles.add(uri.fsPath);
        onFile(uri);
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(() => {
        this.scanAll();
      }),
    );
    this.start = setTimeout(() => {
      this.scanAll();
    }, START_MILLISECONDS);
  }

  /** Something in the repository of this work tree has changed. */
  rootChanged(root: string): void {
    this.changedRoots.add(root);
    this.schedule();
  }

  /** What counts as a leak, or how far leaks got, may be another now, in any file. */
  everythingChanged(): void {
    this.allCanDiffer = true;
    // Nothing has to be scanned for it.
    this.parts.history.judgeAgain().catch(this.parts.onFailure);
    this.schedule();
  }

  /** Scans the whole workspace at low priority, unless the settings or the trust say no. */
  scanAll(): void {
    const isWanted = vscode.workspace.getConfiguration('fleetio').get<boolean>('leaks.backgroundScan', true);
    if (isWanted && vscode.workspace.isTrusted) {
      this.queue(async () => {
        await this.parts.scans.run('workspace');
        await this.parts.scans.run('staged');
      });
    }
  }

  dispose(): void {
    clearTimeout(this.start);
    clearTimeout(this.timer);
    this.listening.dispose();
  }

  private fileChanged(uri: vscode.Uri): void {
    const { scheme, fsPath } = uri;
    if (scheme !== 'file') {
      return;
    }
    if (path.basename(fsPath) === '.git') {
      // A repository has come or gone.
      this.parts.repositories.forget();
      this.everythingChanged();
    } else if (SPEAKS_FOR_OTHERS.has(path.basename(fsPath)) || isBaseline(fsPath)) {
      this.everythingChanged();
    } else if (!IN_GIT.test(fsPath)) {
      this.contentChanged(uri);
    }
  }

  private contentChanged(uri: vscode.Uri): void {
    const { scans, store } = this.parts;
    if (scans.areFilesKnown) {
      this.changedFiles.add(uri.fsPath);
      this.schedule();
    }
    // Whether only what is staged has a leak still is for the file to say.
    const root = store.stagedRootOf(uri);
    if (root !== undefined) {
      this.changedRoots.add(root);
      this.schedule();
    }
  }

  private schedule(): void {
    const now = Date.now();
    this.waitingSince ??= now;
    const isLate = now - this.waitingSince > LONGEST_WAIT_MILLISECONDS;
    if (!isLate || this.timer === undefined) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => {
        this.timer = undefined;
        this.waitingSince = undefined;
        this.queue(() => this.pass());
      }, PAUSE_MILLISECONDS);
    }
  }

  /** One thing after the other. */
  private queue(work: () => Promise<void>): void {
    this.running = (this.running ?? Promise.resolve()).then(work).catch(this.parts.onFailure);
  }

  /** Files that are there again are scanned like others that have changed. */
  private async forgetGone(): Promise<void> {
    const { documents, store, history, repositories } = this.parts;
    // Of folders outside of the workspace nobody tells that they are gone, but the last thing that git's own folder says is.
    for (const root of this.changedRoots) {
      const place = await repositories.gonePlace(root);
      if (place !== undefined) {
        this.goneFiles.add(place);
      }
    }
    const gone = [...this.goneFiles];
    this.goneFiles.clear();
    for (const place of gone) {
      store.setOnDisk([], ({ fsPath }) => isBelow(fsPath, place));
      for (const root of repositories.forgetBelow(place)) {
        this.changedRoots.delete(root);
        store.setStaged(root, []);
        history.forget(root);
        documents.refreshBelow(root);
      }
    }
  }

  private async pass(): Promise<void> {
    if (this.goneFiles.size > 0 || this.changedRoots.size > 0 || this.allCanDiffer) {
      await Promise.all(this.parts.workers.map((worker) => worker.call('refresh', undefined)));
    }
    await this.forgetGone();
    const roots = [...this.changedRoots];
    const files = new Set(this.changedFiles);
    this.changedRoots.clear();
    this.changedFiles.clear();
    const all = this.allCanDiffer;
    this.allCanDiffer = false;
    try {
      await this.follow(roots, files, all);
    } catch (error) {
      // The next pass makes up for it.
      for (const root of roots) {
        this.changedRoots.add(root);
      }
      for (const file of files) {
        this.changedFiles.add(file);
      }
      this.allCanDiffer ||= all;
      throw error;
    }
  }

  private async follow(roots: readonly string[], files: Set<string>, all: boolean): Promise<void> {
    const { documents, scans, store, onFailure } = this.parts;
    if (all) {
      documents.lookAgain();
    }
    if (!vscode.workspace.isTrusted) {
      return;
    }
    for (const root of roots) {
      documents.refreshBelow(root);
      // One repository that cannot be read takes nothing from the others.
      await scans.staged(root).catch(onFailure);
      for (const { fsPath } of store.filesOnDisk().filter((file) => isBelow(file.fsPath, root))) {
        files.add(fsPath);
      }
    }
    if (files.size > 0 || all) {
      // What a scan of everything finds that is under way can be from before the change.
      await scans.settled();
    }
    if (files.size > MANY_FILES || (all && scans.hasScannedAll)) {
      await scans.run('workspace');
      if (all) {
        await scans.run('staged');
      }
    } else if (files.size > 0 && (await scans.files([...files])) && scans.hasScannedAll) {
      // What was passed over in a file that has not changed can be sent now.
      await scans.run('workspace');
    }
  }
}
