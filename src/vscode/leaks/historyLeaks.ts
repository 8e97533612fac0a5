import type * as vscode from 'vscode';
import type { LeakWorker } from '../../leaksWorker/client';
import type { LostFromFile } from '../../leaksWorker/protocol';
import { fileOf, type Leak, leakInFile } from './leak';
import { holdsSecret, openFile } from './leakedSecret';
import { keyOf, type LeakStore } from './leakStore';

/** How far a secret got of which a commit may be the only place that has it, once its file has lost it. */
const NEAR_A_COMMIT = new Set<Leak['exposure']>(['staged', 'committed', 'pushed']);

/**
 * What the history has: what its scans have found, and what files have lost since. The store is told of what no baseline
 * accepts, as it is at that time.
 */
export class HistoryLeaks implements vscode.Disposable {
  /** By root of a work tree, accepted ones included. */
  private readonly known = new Map<string, readonly Leak[]>();
  /** Those of files and of what is staged that a commit may have, as they were when they were there for the last time. */
  private readonly near = new Map<string, Leak>();
  /** How often the baseline of each root was asked: an answer can come after that to a later question. */
  private readonly asked = new Map<string, number>();
  private readonly listening: vscode.Disposable;

  constructor(
    private readonly worker: LeakWorker,
    private readonly store: LeakStore,
    private readonly onFailure: (error: unknown) => void,
  ) {
    this.listening = store.onDidChange(() => {
      this.follow();
    });
  }

  dispose(): void {
    this.listening.dispose();
  }

  /** Takes what a scan has found for all that there is in the history of a work tree. @returns how many are not accepted. */
  async setScanned(root: string, leaks: readonly Leak[]): Promise<number> {
    this.known.set(root, leaks);
    return this.tell(root);
  }

  /** A work tree is gone. */
  forget(root: string): void {
    this.known.delete(root);
    // What the baseline of the one that was there says of it comes too late.
    this.asked.set(root, (this.asked.get(root) ?? 0) + 1);
    this.store.setHistory(root, []);
  }

  /** The baselines can be others now. */
  async judgeAgain(): Promise<void> {
    await Promise.all([...this.known.keys()].map((root) => this.tell(root)));
  }

  /** Notices what was lost since the last change. */
  private follow(): void {
    const nearby = new Map(this.store.nearby().map((leak) => [keyOf(leak), leak]));
    const lost = [...this.near].filter(([key]) => !nearby.has(key));
    for (const [key] of lost) {
      this.near.delete(key);
    }
    for (const [key, leak] of nearby) {
      if (NEAR_A_COMMIT.has(leak.exposure)) {
        // What was committed once can be staged anew.
        this.near.set(key, { ...this.near.get(key), ...leak });
      }
    }
    if (lost.length > 0) {
      this.lookFor(lost.map(([, leak]) => leak)).catch((error: unknown) => {
        for (const [key, leak] of lost) {
          // The next change makes up for it.
          this.near.set(key, leak);
        }
        this.onFailure(error);
      });
    }
  }

  /** Keeps those of leaks that files have lost which the history has. */
  private async lookFor(leaks: readonly Leak[]): Promise<void> {
    const secrets = leaks.flatMap((leak) => {
      const open = openFile(fileOf(leak.uri));
      // It can be allowed, accepted or excluded, or its document be looked at again.
      return open !== undefined && holdsSecret(open, leak) ? [] : [lostFrom(leak, open !== undefined)];
    });
    const found = secrets.length === 0 ? [] : await this.worker.call('lost', { secrets });
    for (const { root, findings } of found) {
      const lost = findings.map((one) => leakInFile(root, one, one.history?.lastCommit.id));
      const keys = new Set(lost.map(keyOf));
      const others = (this.known.get(root) ?? []).filter((leak) => !keys.has(keyOf(leak)));
      this.known.set(root, [...others, ...lost]);
      await this.tell(root);
    }
  }

  private async tell(root: string): Promise<number> {
    const turn = (this.asked.get(root) ?? 0) + 1;
    this.asked.set(root, turn);
    const leaks = this.known.get(root) ?? [];
    const findings = leaks.map(({ rule, fingerprint, version }) => ({
      rule,
      fingerprint,
      path: version?.path ?? '',
    }));
    const accepted = await this.worker.call('accepted', { root, findings });
    const told = leaks.filter((_, at) => accepted[at] !== true);
    if (turn === this.asked.get(root)) {
      this.store.setHistory(root, told);
    }
    return told.length;
  }
}

function lostFrom(leak: Leak, isOpen: boolean): LostFromFile {
  const { rule, confidence, redacted, fingerprint, evidence, commit, exposure } = leak;
  return {
    ...{ rule, confidence, redacted, fingerprint, evidence, commit, isOpen },
    file: fileOf(leak.uri).fsPath,
    pushed: exposure === 'pushed',
  };
}
