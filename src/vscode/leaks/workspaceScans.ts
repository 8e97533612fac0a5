import * as vscode from 'vscode';
import { GitError } from '../../leaks/git/program';
import {
  addStats,
  emptyStats,
  ScanError,
  type ScanFinding,
  type ScanProgress,
  type ScanResult,
  type ScanStats,
} from '../../leaks/scan/report';
import type { LeakWorker } from '../../leaksWorker/client';
import type { HistoryLeaks } from './historyLeaks';
import { type Leak, leakInFile } from './leak';
import type { LeakStore } from './leakStore';
import { isBelow, isThere } from './paths';
import type { RepositoryWatch } from './repositoryWatch';

/** What can be looked through. */
export type ScanKind = 'workspace' | 'staged' | 'history';

/** What a scan can lack. */
export type Obstacle = 'untrusted' | 'noGit' | 'noRepository';

/** How a scan ended. */
export interface ScanSummary {
  readonly kind: ScanKind;
  readonly stats: ScanStats;
  readonly found: number;
}

interface RunOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: ScanProgress) => void) | undefined;
}

/** What a kind of scan looks at in place of the files on disk: the index, or the newest commit that holds the finding. */
function revisionOf(kind: ScanKind, { history }: ScanFinding): string | undefined {
  return kind === 'staged' ? '' : history?.lastCommit.id;
}

const METHODS = { workspace: 'scanTree', staged: 'scanStaged', history: 'scanHistory' } as const;

/** Scans the folders of the workspace and the repositories in them, and keeps what it finds in the store. */
export class WorkspaceScans implements vscode.Disposable {
  private scannedAll = false;
  /** The scans of all files that are under way; it never fails. */
  private scanningAll: Promise<unknown> | undefined;
  private readonly scans = new vscode.EventEmitter<ScanKind>();
  /** Everything of a kind was scanned. */
  readonly onDidScan = this.scans.event;

  /** What files send to Fleetio, by the folders that were scanned. */
  private readonly sentIn = new Map<string, ReadonlySet<string>>();
  /** What only files send that no scan of everything looks at, as those that git ignores. */
  private readonly sentAside = new Set<string>();

  constructor(
    private readonly worker: LeakWorker,
    private readonly repositories: RepositoryWatch,
    private readonly store: LeakStore,
    private readonly history: HistoryLeaks,
  ) {}

  private refused: string | undefined;
  private readonly refusals = new vscode.EventEmitter<void>();
  /** Git refuses to look at a folder, or does no longer. */
  readonly onDidChangeRefusal = this.refusals.event;

  /** What git says where it does not want to look at the workspace, such as at another person's repository. */
  get refusal(): string | undefined {
    return this.refused;
  }

  /** What any file was seen to send to Fleetio, by the names of the variables. */
  get sent(): ReadonlySet<string> {
    const isOpen = (place: string): boolean => this.folders().some((folder) => isBelow(place, folder));
    return new Set([...this.sentIn].flatMap(([place, names]) => (isOpen(place) ? [...names] : [])));
  }

  /** Whether the whole workspace was scanned since the start. */
  get hasScannedAll(): boolean {
    return this.scannedAll;
  }

  /** Whether there is something to keep fresh: files that change while they are scanned count, too. */
  get areFilesKnown(): boolean {
    return this.scannedAll || this.scanningAll !== undefined;
  }

  dispose(): void {
    this.scans.dispose();
    this.refusals.dispose();
  }

  /** Has git and the baseline read anew: what is remembered may be older than a repository that was just made. */
  async refresh(): Promise<void> {
    await this.worker.call('refresh', undefined);
  }

  /** Done when no scan of all files is under way. */
  async settled(): Promise<void> {
    await this.scanningAll;
  }

  /** Why such a scan can find nothing here; undefined if it can. */
  async obstacle(kind: ScanKind): Promise<Obstacle | undefined> {
    if (!vscode.workspace.isTrusted) {
      return 'untrusted';
    }
    if (kind === 'workspace') {
      return undefined;
    }
    if (!(await this.worker.call('hasGit', undefined))) {
      return 'noGit';
    }
    return (await this.askedPlaces(kind)).length === 0 ? 'noRepository' : undefined;
  }

  /** The workspace's folders that lie on this machine. */
  folders(): readonly string[] {
    const folders = vscode.workspace.workspaceFolders ?? [];
    return folders.filter(({ uri }) => uri.scheme === 'file').map(({ uri }) => uri.fsPath);
  }

  /** Scans everything of a kind. @throws the signal's reason when aborted; what was found until then is kept. */
  async run(kind: ScanKind, options: RunOptions = {}): Promise<ScanSummary> {
    const running = this.scan(kind, options);
    if (kind === 'workspace') {
      const ended = Promise.allSettled([this.scanningAll, running]).then(() => {
        if (this.scanningAll === ended) {
          this.scanningAll = undefined;
        }
      });
      this.scanningAll = ended;
    }
    return running;
  }

  private async scan(kind: ScanKind, { signal, onProgress }: RunOptions): Promise<ScanSummary> {
    const stats = emptyStats();
    let scanned = 0;
    const gone: string[] = [];
    let found = 0;
    for (const folder of await this.askedPlaces(kind)) {
      try {
        const result = await this.worker.call(METHODS[kind], { folder }, { signal, onProgress });
        const kept = await this.keep(kind, folder, result);
        found += kept;
        addStats(stats, result.stats);
        scanned++;
      } catch (error) {
        // A repository can go while another is scanned.
        if (signal?.aborted === true || (await isThere(folder))) {
          throw error;
        }
        gone.push(folder);
      }
    }
    if (scanned === 0 && gone.length > 0) {
      throw new ScanError(vscode.l10n.t('{0} is not there any more.', gone.join(', ')));
    }
    this.scannedAll ||= kind === 'workspace';
    this.scans.fire(kind);
    return { kind, stats, found };
  }

  /** Scans what is staged in one work tree. */
  async staged(root: string): Promise<void> {
    await this.keep('staged', root, await this.worker.call('scanStaged', { folder: root }));
  }

  /**
   * Scans some files and folders of the workspace, each as a part of the repository that it lies in.
   * @returns whether they send to Fleetio what no file did before, so that others can be told of now.
   */
  async files(files: readonly string[]): Promise<boolean> {
    const byPlace = new Map<string, string[]>();
    for (const file of files) {
      const place = this.placeOf(file);
      if (place !== undefined) {
        byPlace.set(place, [...(byPlace.get(place) ?? []), file]);
      }
    }
    let isMoreSent = false;
    for (const [place, own] of byPlace) {
      isMoreSent = (await this.filesIn(place, own)) || isMoreSent;
    }
    return isMoreSent;
  }

  /** The innermost repository or folder of the workspace that a file lies in; undefined outside the workspace. */
  private placeOf(file: string): string | undefined {
    if (!this.folders().some((folder) => isBelow(file, folder))) {
      return undefined;
    }
    const places = [...this.folders(), ...this.repositories.roots()].filter((one) => isBelow(file, one));
    return places.sort((a, b) => b.length - a.length)[0];
  }

  /** Files that are gone lose their leaks. @returns as `files` does. */
  private async filesIn(folder: string, files: readonly string[]): Promise<boolean> {
    const result = await this.worker.call('scanTree', { folder, files });
    const found = await this.leaksOf('workspace', result);
    if (files.some((file) => this.placeOf(file) !== folder)) {
      // A repository in that folder became known meanwhile, which knows better how far its leaks got.
      return this.files(files);
    }
    // A file that git ignores was asked for by name; it counts when it is open.
    const leaks = found.filter(({ exposure }) => exposure !== 'ignored');
    this.store.setOnDisk(leaks, ({ fsPath }) => files.some((file) => isBelow(fsPath, file)));
    const { sent, sentAside } = this;
    const more = [...(result.sent ?? [])].filter((name) => !sent.has(name) && !sentAside.has(name));
    more.forEach((name) => sentAside.add(name));
    return more.length > 0;
  }

  /** The places of a scan. What git refuses is kept: scans in the background have nobody else to tell it to. */
  private async askedPlaces(kind: ScanKind): Promise<string[]> {
    try {
      const places = await this.places(kind);
      this.setRefusal(undefined);
      return places;
    } catch (error) {
      this.setRefusal(error instanceof GitError ? error.message : undefined);
      throw error;
    }
  }

  private setRefusal(refusal: string | undefined): void {
    if (refusal !== this.refused) {
      this.refused = refusal;
      this.refusals.fire();
    }
  }

  /** For a workspace scan the folders and the repositories nested in them, else the repositories. */
  private async places(kind: ScanKind): Promise<string[]> {
    const places = new Set<string>();
    for (const folder of this.folders()) {
      const repositories = (await this.repositories.addFolder(folder)).map(({ root }) => root);
      const isInside = (root: string): boolean => isBelow(root, folder);
      for (const place of kind === 'workspace' ? [folder, ...repositories.filter(isInside)] : repositories) {
        places.add(place);
      }
    }
    return [...places];
  }

  /** @returns how many leaks were kept. */
  private async keep(kind: ScanKind, folder: string, result: ScanResult): Promise<number> {
    const { root } = result;
    const leaks = await this.leaksOf(kind, result);
    if (kind === 'workspace') {
      this.sentIn.set(folder, result.sent ?? new Set());
      result.sent?.forEach((name) => this.sentAside.delete(name));
      // Git sees a repository in a repository as files that it does not track; its own scan knows better.
      const nested = this.nestedIn(folder);
      const isOwn = ({ fsPath }: vscode.Uri): boolean =>
        isBelow(fsPath, folder) && !nested.some((place) => isBelow(fsPath, place));
      const own = leaks.filter(({ uri }) => isOwn(uri));
      this.store.setOnDisk(own, isOwn);
      return own.length;
    }
    if (kind === 'history') {
      return this.history.setScanned(root, leaks);
    }
    this.store.setStaged(root, leaks);
    return leaks.length;
  }

  /** A scan without git calls everything untracked: it lies in no repository, or there was no git to ask. */
  private async leaksOf(kind: ScanKind, { root, findings, withoutGit }: ScanResult): Promise<Leak[]> {
    const leaks = findings.map((finding) => leakInFile(root, finding, revisionOf(kind, finding)));
    if (withoutGit !== true) {
      return leaks;
    }
    const exposure = (await this.worker.call('hasGit', undefined)) ? 'outside' : undefined;
    return leaks.map((leak) => ({ ...leak, exposure }));
  }

  private nestedIn(folder: string): readonly string[] {
    return this.repositories.roots().filter((root) => root !== folder && isBelow(root, folder));
  }
}
