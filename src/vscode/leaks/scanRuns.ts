import * as vscode from 'vscode';
import { GitError } from '../../leaks/git/program';
import { ScanError, type ScanProgress } from '../../leaks/scan/report';
import type { Obstacle, ScanKind, ScanSummary, WorkspaceScans } from './workspaceScans';

/** How the latest scan that a person asked for stands. */
export type ScanState =
  | { readonly kind: 'none' }
  | { readonly kind: 'running'; readonly scan: ScanKind; readonly progress?: ScanProgress }
  | { readonly kind: 'done'; readonly summary: ScanSummary }
  | { readonly kind: 'cancelled'; readonly scan: ScanKind }
  | { readonly kind: 'blocked'; readonly by: Obstacle }
  | { readonly kind: 'failed'; readonly reason: string };

/** The scans that a person asks for: one at a time, with progress, until they are cancelled. */
export class ScanRuns implements vscode.Disposable {
  private current: ScanState = { kind: 'none' };
  private running: Promise<void> | undefined;
  private abort = new AbortController();
  private readonly changes = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changes.event;

  /** @param onFailure hears of what git refuses; the state tells of it in short. */
  constructor(
    private readonly scans: WorkspaceScans,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  get state(): ScanState {
    return this.current;
  }

  /** Scans, or joins the scan that is under way. */
  run(scan: ScanKind): Promise<void> {
    this.running ??= this.scan(scan).finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  cancel(): void {
    this.abort.abort();
  }

  dispose(): void {
    this.cancel();
    this.changes.dispose();
  }

  private async scan(scan: ScanKind): Promise<void> {
    this.abort = new AbortController();
    const { signal } = this.abort;
    this.enter({ kind: 'running', scan });
    try {
      await this.scans.refresh();
      const by = await this.scans.obstacle(scan);
      if (by !== undefined) {
        this.enter({ kind: 'blocked', by });
        return;
      }
      const onProgress = (progress: ScanProgress): void => {
        this.enter({ kind: 'running', scan, progress });
      };
      this.enter({ kind: 'done', summary: await this.scans.run(scan, { signal, onProgress }) });
    } catch (error) {
      if (signal.aborted) {
        this.enter({ kind: 'cancelled', scan });
        return;
      }
      this.enter({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) });
      if (!(error instanceof GitError || error instanceof ScanError)) {
        throw error;
      }
      this.onFailure(error);
    }
  }

  private enter(state: ScanState): void {
    this.current = state;
    this.changes.fire();
  }
}
