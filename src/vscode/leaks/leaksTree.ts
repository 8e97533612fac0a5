import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { Reached } from '../../leaksWorker/protocol';
import { treeItem } from '../platform/treeItem';
import { addressOf, fileOf, type Leak, type LeakAddress } from './leak';
import { inFileOrder } from './leakOrder';
import { byFile, type LeakStore } from './leakStore';
import { lineWords } from './notebooks';
import type { ScanRuns, ScanState } from './scanRuns';
import { scanWords } from './scanWords';
import { shortId } from './sentences';
import { exposureName, FURTHEST_FIRST, type Words } from './words';
import type { WorkspaceScans } from './workspaceScans';

/** Leaks that got equally far. */
export interface ExposureNode {
  readonly kind: 'exposure';
  readonly exposure: Reached;
  readonly leaks: readonly Leak[];
}

export interface FileNode {
  readonly kind: 'file';
  readonly exposure: Reached;
  readonly uri: vscode.Uri;
  readonly leaks: readonly Leak[];
}

/** A row of a leak is its address too, which is what commands about leaks take. */
export interface LeakNode extends LeakAddress {
  readonly kind: 'leak';
  readonly leak: Leak;
}

export type LeaksNode = ExposureNode | FileNode | LeakNode;

const VIEW = 'fleetio.leaks';
/** VS Code does not tell when it has drawn a view; after this time it has. */
const DRAWN_MILLISECONDS = 500;

/** The view of all leaks: by how far they got, then by file. */
export class LeaksTree implements vscode.TreeDataProvider<LeaksNode>, vscode.Disposable {
  private readonly changes = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changes.event;
  private readonly view: vscode.TreeView<LeaksNode>;
  private readonly parts: vscode.Disposable;
  private endProgress: (() => void) | undefined;
  /** What the rows say that VS Code has; undefined: nobody knows. */
  private drawn: string | undefined;

  constructor(
    private readonly store: LeakStore,
    private readonly words: Words,
    private readonly runs: ScanRuns,
    private readonly scans: WorkspaceScans,
  ) {
    this.view = vscode.window.createTreeView(VIEW, { treeDataProvider: this, showCollapseAll: true });
    const update = (): void => {
      this.redraw();
      this.showState();
    };
    this.parts = vscode.Disposable.from(
      this.view,
      this.changes,
      store.onDidChange(update),
      words.onDidChange(update),
      // Cells that come and go change what others are called.
      vscode.workspace.onDidChangeNotebookDocument(({ contentChanges }) => {
        if (contentChanges.length > 0) {
          update();
        }
      }),
      runs.onDidChange(() => {
        this.showState();
      }),
      scans.onDidScan(() => {
        this.showState();
      }),
      scans.onDidChangeRefusal(() => {
        this.showState();
      }),
    );
    this.showState();
  }

  /** What counts: all leaks that the settings do not hide. */
  shown(): readonly Leak[] {
    return this.store.all().filter((leak) => this.words.isShown(leak));
  }

  /** A leak as a list of them names it. */
  labelOf(leak: Leak): { readonly label: string; readonly description: string } {
    return { label: this.words.shortSecret(leak), description: placeWords(leak) };
  }

  /** Shows the view where it is hidden; who types goes on where they are. */
  async reveal(): Promise<void> {
    if (!this.view.visible) {
      await vscode.commands.executeCommand(`${VIEW}.focus`, { preserveFocus: true });
    }
  }

  /** A row that had the focus is gone: was it the last one, the focus goes on to the words for an empty view. */
  async keepFocus(): Promise<void> {
    if (this.view.visible && this.shown().length === 0) {
      await delay(DRAWN_MILLISECONDS);
      await vscode.commands.executeCommand(`${VIEW}.focus`);
    }
  }

  /** What is said of the scans and of the number of leaks; for tests. */
  get head(): { readonly message: string | undefined; readonly badge: number } {
    return { message: this.view.message, badge: this.view.badge?.value ?? 0 };
  }

  getChildren(node?: LeaksNode): LeaksNode[] {
    switch (node?.kind) {
      case undefined:
        return FURTHEST_FIRST.flatMap((exposure) => this.group(exposure));
      case 'exposure':
        return filesIn(node);
      case 'file':
        return node.leaks.map((leak) => ({ kind: 'leak', leak, ...addressOf(leak) }));
      case 'leak':
        return [];
    }
  }

  getTreeItem(node: LeaksNode): vscode.TreeItem {
    switch (node.kind) {
      case 'exposure':
        return exposureItem(node);
      case 'file':
        return fileItem(node);
      case 'leak':
        return leakItem(node.leak, this.words);
    }
  }

  dispose(): void {
    this.endProgress?.();
    this.parts.dispose();
  }

  /** A row that is drawn again swallows the click that is on its way to it, so it is done for something new only. */
  private redraw(): void {
    const rows = this.view.visible ? this.rows() : undefined;
    if (rows === undefined || rows !== this.drawn) {
      this.changes.fire();
    }
    this.drawn = rows;
  }

  /** In an order of their own: that of the scans is another each time, and the view sorts. */
  private rows(): string {
    const rows = this.shown().map((leak) => JSON.stringify([leak.exposure, leakItem(leak, this.words)]));
    return rows.sort().join('\n');
  }

  private group(exposure: Reached): ExposureNode[] {
    const leaks = this.shown().filter((leak) => leak.exposure === exposure);
    return leaks.length > 0 ? [{ kind: 'exposure', exposure, leaks }] : [];
  }

  /** The badge, the line above the rows, the bar that moves, and what the view says when it is empty. */
  private showState(): void {
    const shown = this.shown();
    // Keys in files that git ignores are where they may lie; they call nobody.
    const count = shown.filter(({ exposure }) => exposure !== 'ignored').length;
    this.view.badge =
      count === 0 ? undefined : { value: count, tooltip: vscode.l10n.t('{0} leaked Fleetio secrets', count) };
    const { state } = this.runs;
    const isRunning = state.kind === 'running';
    // An empty view has its welcome content say it, with buttons; a message would hide that.
    const { refusal } = this.scans;
    const isSaid = shown.length > 0 || isRunning || refusal !== undefined;
    const message = isSaid ? messageWords(state, refusal) : '';
    if (this.view.message !== message) {
      this.view.message = message;
    }
    this.moveBar(isRunning);
    const empty = state.kind === 'blocked' ? state.by : state.kind;
    const isScanned = empty === 'done' || (empty === 'none' && this.scans.hasScannedAll);
    setContext('scanning', isRunning);
    const reason = isScanned ? 'clean' : empty;
    // The words for an empty view would stand there until the rows come.
    setContext('empty', shown.length > 0 ? undefined : reason);
    setContext('any', shown.length > 0);
  }

  private moveBar(isRunning: boolean): void {
    if (isRunning && this.endProgress === undefined) {
      const running = new Promise<void>((resolve) => {
        this.endProgress = resolve;
      });
      void vscode.window.withProgress({ location: { viewId: VIEW } }, () => running);
    } else if (!isRunning) {
      this.endProgress?.();
      this.endProgress = undefined;
    }
  }
}

/** The line above the rows: first what makes them tell less than they could. */
function messageWords(state: ScanState, refusal: string | undefined): string {
  const { t } = vscode.l10n;
  const trust = vscode.workspace.isTrusted
    ? undefined
    : t(
        'This workspace is not trusted, so only open documents are looked at, and git is not asked how far a key got. Run "Manage Workspace Trust" to change that.',
      );
  // A scan that failed for the same reason would say it twice.
  const scan =
    refusal === undefined || state.kind === 'running'
      ? scanWords(state)
      : t(
          'Git refuses to work here, so nobody knows how far a key got: {0}',
          refusal.replaceAll(/\s+/g, ' '),
        );
  return [trust, scan].filter((part) => part !== undefined).join(' ');
}

function setContext(name: string, value: unknown): void {
  void vscode.commands.executeCommand('setContext', `${VIEW}.${name}`, value);
}

const EXPOSURE_ICONS: Readonly<Record<NonNullable<Reached>, string>> = {
  pushed: 'cloud',
  committed: 'git-commit',
  history: 'history',
  staged: 'diff-added',
  modified: 'diff-modified',
  untracked: 'question',
  unsaved: 'edit',
  outside: 'file',
  ignored: 'eye-closed',
};

function exposureItem({ exposure, leaks }: ExposureNode): vscode.TreeItem {
  const name = exposureName(exposure);
  return treeItem(name, {
    id: `exposure ${exposure ?? ''}`,
    collapsibleState: vscode.TreeItemCollapsibleState.Expanded,
    description: String(leaks.length),
    iconPath: new vscode.ThemeIcon(exposure === undefined ? 'question' : EXPOSURE_ICONS[exposure]),
    accessibilityInformation: { label: vscode.l10n.t('{0}, {1} found', name, leaks.length) },
    contextValue: 'fleetio.exposure',
  });
}

function filesIn({ exposure, leaks }: ExposureNode): FileNode[] {
  return [...byFile(leaks)]
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([file, own]) => ({
      kind: 'file',
      exposure,
      uri: vscode.Uri.parse(file),
      leaks: [...own].sort(inFileOrder),
    }));
}

function fileItem({ uri, exposure, leaks }: FileNode): vscode.TreeItem {
  const relative = vscode.workspace.asRelativePath(uri);
  const folder = path.posix.dirname(relative);
  return treeItem(path.posix.basename(uri.path), {
    id: `${exposure ?? ''} ${uri.toString()}`,
    // Gives the row the file's icon; its colours and badges are git's and say something else.
    resourceUri: uri,
    iconPath: vscode.ThemeIcon.File,
    collapsibleState: vscode.TreeItemCollapsibleState.Expanded,
    description: folder === '.' ? '' : folder,
    tooltip: vscode.l10n.t('{0}: {1} found', relative, leaks.length),
    contextValue: leaks.some(({ version, savedOnly }) => version === undefined && savedOnly !== true)
      ? 'fleetio.leakedFile'
      : 'fleetio.oldFile',
  });
}

const SEVERITY_ICONS: Readonly<Record<vscode.DiagnosticSeverity, vscode.ThemeIcon>> = {
  [vscode.DiagnosticSeverity.Error]: icon('error', 'list.errorForeground'),
  [vscode.DiagnosticSeverity.Warning]: icon('warning', 'list.warningForeground'),
  [vscode.DiagnosticSeverity.Information]: icon('info'),
  [vscode.DiagnosticSeverity.Hint]: icon('lightbulb'),
};

function icon(id: string, colour?: string): vscode.ThemeIcon {
  return new vscode.ThemeIcon(id, colour === undefined ? undefined : new vscode.ThemeColor(colour));
}

function placeWords(leak: Leak): string {
  return vscode.l10n.t('{0}, {1}', vscode.workspace.asRelativePath(fileOf(leak.uri)), lineWords(leak));
}

function leakItem(leak: Leak, words: Words): vscode.TreeItem {
  const { t } = vscode.l10n;
  const label = words.nameInView(leak);
  const line = lineWords(leak);
  const message = words.message(leak);
  const { version, commit, rule, exposure, savedOnly, onlyStaged } = leak;
  // The view is narrow; which commit brought in what is still there stands in the tooltip.
  const where = savedOnly
    ? t('saved file')
    : version?.revision === ''
      ? t('index')
      : version && commit && shortId(commit.id);
  const flags = [
    ...(version || savedOnly ? ['old'] : []),
    ...(savedOnly ? ['saved'] : []),
    ...(exposure === 'staged' ? ['staged'] : []),
    ...(onlyStaged ? ['onlyStaged'] : []),
    ...(rule === 'fleetio-api-key' ? ['key'] : []),
  ];
  const pushed = exposure === 'history' && leak.history?.pushed === true ? t('pushed') : undefined;
  const doubt = leak.confidence === 'low' ? t('perhaps') : undefined;
  // What decides comes first: the rest is cut off where the view is narrow.
  const parts = [words.shortLife(leak), pushed, line, doubt, where, leak.redacted];
  return treeItem(label, {
    description: parts.filter((part) => part !== undefined).join(' · '),
    tooltip: `${placeWords(leak)}\n${message}`,
    accessibilityInformation: { label: `${label}, ${line}. ${message.replaceAll('\n', ' ')}` },
    iconPath: SEVERITY_ICONS[words.severity(leak)],
    contextValue: ['fleetio.leak', ...flags].join(' '),
    command: { command: 'fleetio.openLeak', title: t('Open'), arguments: [addressOf(leak)] },
  });
}
