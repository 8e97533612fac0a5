import * as vscode from 'vscode';
import type { ClientServices } from '../../fleetio/services';
import type { KeyRing } from '../../keys/keyRing';
import { sureSecrets } from '../../leaks/scan/again';
import { LeakWorker } from '../../leaksWorker/client';
import type { WorkerSettings } from '../../leaksWorker/protocol';
import { LeakGuides } from '../leakGuide/leakGuides';
import type { CommandsOf } from '../platform/commands';
import { configuredGit } from '../platform/git';
import { baselineName } from './acceptance';
import { CommitGuard, type GuardCommandId } from './commitGuard';
import { DocumentWatch } from './documentWatch';
import { fixCommands, type FixCommandId } from './fixCommands';
import { Freshness } from './freshness';
import { HistoryLeaks } from './historyLeaks';
import { registerLeakHover } from './hover';
import { leakCommands } from './leakCommands';
import { LeakDiagnostics } from './leakDiagnostics';
import { LeakStore } from './leakStore';
import { LeaksTree } from './leaksTree';
import { OldVersions } from './oldVersions';
import { registerQuickFixes } from './quickFixes';
import { RepositoryWatch } from './repositoryWatch';
import { ScanRuns } from './scanRuns';
import { SecretBook } from './secretFacts';
import { type StagedCommandId, StagedWarning } from './stagedWarning';
import { Words } from './words';
import { WorkspaceScans } from './workspaceScans';

/** What leak warnings are built from. */
export interface LeaksSurroundings {
  readonly context: vscode.ExtensionContext;
  readonly ring: KeyRing;
  readonly services: ClientServices;
  readonly onFailure: (error: unknown) => void;
}

const START_MILLISECONDS = 300;
/** Scans and documents tell of what they find one by one. */
const SPREAD_MILLISECONDS = 200;
/** Settings that change what scans find. */
const SCANNED_ANEW = ['git.path', 'fleetio.leaks.exclude', 'fleetio.leaks.baseline'];

/** Warns of leaked keys: puts the parts of this folder together. Nothing is read and no worker runs before a document is open. */
export class Leaks implements vscode.Disposable {
  readonly store = new LeakStore();
  readonly tree: LeaksTree;
  readonly commands: ReturnType<typeof leakCommands> &
    CommandsOf<FixCommandId | GuardCommandId | StagedCommandId>;
  readonly scans: WorkspaceScans;
  readonly guard: CommitGuard;
  private readonly book = new SecretBook();
  private readonly words = new Words((fingerprint) => this.book.facts(fingerprint));
  private readonly documentWorker: LeakWorker;
  private readonly scanWorker: LeakWorker;
  private readonly documents: DocumentWatch;
  private readonly repositories: RepositoryWatch;
  private readonly freshness: Freshness;
  private readonly parts: vscode.Disposable;
  private known: WorkerSettings['known'] = [];
  private elsewhere: WorkerSettings['elsewhere'] = [];
  private sent: WorkerSettings['sent'] = new Set();
  private spreading: NodeJS.Timeout | undefined;

  constructor({ context, ring, services, onFailure }: LeaksSurroundings) {
    const script = context.asAbsolutePath('dist/leaksWorker.js');
    // Two, so that typing does not wait for a scan.
    this.documentWorker = new LeakWorker(script, this.settings(), true);
    this.scanWorker = new LeakWorker(script, this.settings(), false);
    const onChange = (root: string): void => {
      this.freshness.rootChanged(root);
    };
    this.repositories = new RepositoryWatch(this.scanWorker, onChange, onFailure);
    const onFile = (file: string): void => {
      this.repositories.addFile(file);
    };
    const diagnostics = new LeakDiagnostics(this.store, this.words);
    this.documents = new DocumentWatch(this.documentWorker, this.store, onFile, onFailure);
    // A scan can take long, and what a file has lost is not to be missed until it is over.
    const history = new HistoryLeaks(this.documentWorker, this.store, onFailure);
    const scans = new WorkspaceScans(this.scanWorker, this.repositories, this.store, history);
    this.scans = scans;
    const runs = new ScanRuns(scans, onFailure);
    this.tree = new LeaksTree(this.store, this.words, runs, scans);
    const { store, words, book, tree } = this;
    const { extensionUri, workspaceState: memory } = context;
    const guides = new LeakGuides({ memory, store, words, book, extensionUri, onFailure });
    const oldVersions = new OldVersions(this.scanWorker);
    const { version } = context.extension.packageJSON as { readonly version: string };
    this.freshness = new Freshness({
      documents: this.documents,
      scans: this.scans,
      repositories: this.repositories,
      store: this.store,
      history,
      workers: [this.documentWorker, this.scanWorker],
      onFailure,
    });
    this.guard = new CommitGuard(context, this.repositories);
    const { guard } = this;
    const staged = new StagedWarning({
      ...{ store, words, tree },
      lookAgain: (root) => scans.staged(root),
      onStaged: () => {
        guard.tellState().catch(onFailure);
      },
    });
    this.commands = {
      ...leakCommands({ store, tree, runs, guides, oldVersions, words: this.words, version }),
      ...fixCommands({
        ...{ store, book, ring, services },
        worker: this.scanWorker,
        lookAgain: () => {
          this.freshness.everythingChanged();
        },
        tellAgain: () => {
          words.refresh();
        },
      }),
      ...guard.commands,
      ...staged.commands,
    };
    const readRing = (): void => {
      this.readRing(ring).catch(onFailure);
    };
    // Starting up is for others first.
    const start = setTimeout(() => {
      readRing();
      guard.update().catch(onFailure);
    }, START_MILLISECONDS);
    this.parts = vscode.Disposable.from(
      this.store,
      this.words,
      diagnostics,
      staged,
      this.documents,
      this.repositories,
      this.freshness,
      history,
      scans,
      runs,
      this.tree,
      guides,
      oldVersions,
      registerLeakHover(this.store, this.words),
      registerQuickFixes(this.store, this.documents),
      scans.onDidScan(() => {
        this.readSent();
      }),
      ring.onDidChange(readRing),
      this.store.onDidChange(() => {
        this.spreading ??= setTimeout(() => {
          this.spreading = undefined;
          this.spread();
        }, SPREAD_MILLISECONDS);
      }),
      {
        dispose: () => {
          clearTimeout(start);
          clearTimeout(this.spreading);
        },
      },
      vscode.workspace.onDidGrantWorkspaceTrust(() => {
        this.configure();
        this.repositories.forget();
        this.freshness.scanAll();
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('git.path') || event.affectsConfiguration('fleetio.leaks')) {
          this.configure();
        }
        if (SCANNED_ANEW.some((setting) => event.affectsConfiguration(setting))) {
          this.freshness.everythingChanged();
        }
      }),
    );
  }

  async dispose(): Promise<void> {
    this.parts.dispose();
    await Promise.all([this.documentWorker.dispose(), this.scanWorker.dispose()]);
  }

  /** Keys that the ring holds are found whatever stands around them. */
  private async readRing(ring: KeyRing): Promise<void> {
    this.known = await this.book.read(ring);
    this.configure();
  }

  private configure(): void {
    this.tellWorkers();
    this.words.refresh();
    this.documents.lookAgain();
  }

  private tellWorkers(): void {
    this.documentWorker.configure(this.settings());
    this.scanWorker.configure(this.settings());
  }

  /** What was found in one place is a secret in every other, too, whatever stands around it there. */
  private spread(): void {
    const before = new Set(this.elsewhere.map(({ fingerprint }) => fingerprint));
    const now = sureSecrets(this.store.all());
    if (now.length !== before.size || now.some(({ fingerprint }) => !before.has(fingerprint))) {
      this.elsewhere = now;
      this.tellWorkers();
      this.documents.lookForMore();
    }
  }

  /** What is a secret because another file sends it can be open, or be typed. */
  private readSent(): void {
    const { sent } = this.scans;
    if (sent.size !== this.sent.size || [...sent].some((name) => !this.sent.has(name))) {
      this.sent = sent;
      this.tellWorkers();
      this.documents.lookForMore();
    }
  }

  private settings(): WorkerSettings {
    // A repository can name programs to run, so git is not started where nobody trusts it.
    const git = vscode.workspace.isTrusted ? configuredGit().executable : undefined;
    const exclude = vscode.workspace.getConfiguration('fleetio').get<string[]>('leaks.exclude', []);
    const { known, elsewhere, sent } = this;
    return { git, baseline: baselineName(), exclude, known, elsewhere, sent };
  }
}
