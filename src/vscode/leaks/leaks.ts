import * as vscode from 'vscode';
import type { KeyRing } from '../../keys/keyRing';
import { LeakWorker } from '../../leaksWorker/client';
import type { WorkerSettings } from '../../leaksWorker/protocol';
import { DocumentWatch } from './documentWatch';
import { Freshness } from './freshness';
import { LeakDiagnostics } from './leakDiagnostics';
import { LeakStore } from './leakStore';
import { registerQuickFixes } from './quickFixes';
import { RepositoryWatch } from './repositoryWatch';
import { SecretBook } from './secretFacts';
import { Words } from './words';
import { WorkspaceScans } from './workspaceScans';

/** What leak warnings are built from. */
export interface LeaksSurroundings {
  readonly context: vscode.ExtensionContext;
  readonly ring: KeyRing;
  readonly onFailure: (error: unknown) => void;
}

const START_MILLISECONDS = 300;

/** Warns of leaked keys: puts the parts of this folder together. Nothing is read and no worker runs before a document is open. */
export class Leaks implements vscode.Disposable {
  readonly store = new LeakStore();
  readonly scans: WorkspaceScans;
  private readonly book = new SecretBook();
  private readonly words = new Words((fingerprint) => this.book.facts(fingerprint));
  private readonly documentWorker: LeakWorker;
  private readonly scanWorker: LeakWorker;
  private readonly documents: DocumentWatch;
  private readonly repositories: RepositoryWatch;
  private readonly freshness: Freshness;
  private readonly parts: vscode.Disposable;
  private known: WorkerSettings['known'] = [];

  constructor({ context, ring, onFailure }: LeaksSurroundings) {
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
    this.scans = new WorkspaceScans(this.scanWorker, this.repositories, this.store);
    this.freshness = new Freshness({
      documents: this.documents,
      scans: this.scans,
      repositories: this.repositories,
      store: this.store,
      worker: this.documentWorker,
      onFailure,
    });
    const readRing = (): void => {
      this.readRing(ring).catch(onFailure);
    };
    // Starting up is for others first.
    const start = setTimeout(readRing, START_MILLISECONDS);
    this.parts = vscode.Disposable.from(
      this.store,
      this.words,
      diagnostics,
      this.documents,
      this.repositories,
      this.freshness,
      registerQuickFixes(this.store, this.documents),
      ring.onDidChange(readRing),
      {
        dispose: () => {
          clearTimeout(start);
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
    this.documentWorker.configure(this.settings());
    this.scanWorker.configure(this.settings());
    this.words.refresh();
    this.documents.lookAgain();
  }

  private settings(): WorkerSettings {
    const baseline = vscode.workspace
      .getConfiguration('fleetio')
      .get<string>('leaks.baseline', '.fleetio-baseline');
    // A repository can name programs to run, so git is not started where nobody trusts it.
    return { git: vscode.workspace.isTrusted ? gitPath() : undefined, baseline, known: this.known };
  }
}

/** The git that VS Code uses: its setting `git.path` can name one or several. */
function gitPath(): string {
  const configured = vscode.workspace.getConfiguration('git').get<string | string[] | null>('path');
  const [first] = typeof configured === 'string' ? [configured] : (configured ?? []);
  return first ?? 'git';
}
