import path from 'node:path';
import * as vscode from 'vscode';
import { runGit } from '../../leaks/git/program';
import type { CommandId, CommandsOf } from '../platform/commands';
import { configuredGit } from '../platform/git';
import { treeItem } from '../platform/treeItem';
import { addressOf, asAddress, fileOf, type Leak, type LeakAddress } from './leak';
import { openFile } from './leakedSecret';
import type { LeakStore } from './leakStore';
import type { LeaksTree } from './leaksTree';
import { lineWords } from './notebooks';
import { tellGone } from './tellGone';
import type { Words } from './words';

export type StagedCommandId = 'fleetio.unstageLeakedFile' | 'fleetio.stageLeakedFileAgain';

/** What the warning works with. */
interface Parts {
  readonly store: LeakStore;
  readonly words: Words;
  readonly tree: LeaksTree;
  /** Looks at what is staged in a work tree. */
  readonly lookAgain: (root: string) => Promise<void>;
  /** Hears when the view has something to show that it did not have before. */
  readonly onStaged: () => void;
}

/** A row of the view. */
interface StagedNode extends LeakAddress {
  readonly kind: 'staged';
}

/** A context key: the next commit would take a secret along. */
const HAS_STAGED = 'fleetio.hasStagedLeaks';

/** Warns in the source control view of what the next commit would take along: a view of its own, and a mark at each file. */
export class StagedWarning implements vscode.Disposable {
  readonly commands: CommandsOf<StagedCommandId>;
  private readonly view: vscode.TreeView<StagedNode>;
  private readonly marks = new vscode.EventEmitter<undefined>();
  private readonly listening: vscode.Disposable;
  private leaks: readonly Leak[] = [];

  constructor(private readonly parts: Parts) {
    const rows = new vscode.EventEmitter<undefined>();
    this.view = vscode.window.createTreeView<StagedNode>('fleetio.staged', {
      treeDataProvider: {
        onDidChangeTreeData: rows.event,
        getChildren: (row) => (row === undefined ? this.leaks.map(nodeOf) : []),
        getTreeItem: (address) => this.row(address),
      },
    });
    const update = (): void => {
      if (this.update()) {
        rows.fire(undefined);
        this.marks.fire(undefined);
      }
    };
    this.listening = vscode.Disposable.from(
      rows,
      parts.store.onDidChange(update),
      vscode.window.registerFileDecorationProvider({
        onDidChangeFileDecorations: this.marks.event,
        provideFileDecoration: (uri) => this.markOf(uri),
      }),
    );
    this.commands = {
      'fleetio.unstageLeakedFile': (argument) => this.withLeak(argument, unstage),
      'fleetio.stageLeakedFileAgain': (argument) => this.withLeak(argument, stageAgain),
    };
  }

  dispose(): void {
    this.listening.dispose();
    this.marks.dispose();
    this.view.dispose();
  }

  /** @returns whether something has changed. */
  private update(): boolean {
    const before = this.leaks;
    this.leaks = this.parts.store.stagedLeaks();
    const { length } = this.leaks;
    if (length === before.length && this.leaks.every((leak, at) => leak === before[at])) {
      return false;
    }
    void vscode.commands.executeCommand('setContext', HAS_STAGED, length > 0);
    if (before.length === 0) {
      this.parts.onStaged();
    }
    const { t } = vscode.l10n;
    // VS Code folds views that come into source control, so that the head alone has to warn.
    this.view.title = t('Fleetio Secrets Staged: {0}', length);
    this.view.message =
      length === 1
        ? t('The next commit takes a Fleetio secret along. Unstage the file, or take it out.')
        : t('The next commit takes {0} Fleetio secrets along. Unstage the files, or take them out.', length);
    return true;
  }

  private row(address: StagedNode): vscode.TreeItem {
    const leak = this.leakOf(address);
    if (leak === undefined) {
      return treeItem('', {});
    }
    const file = fileOf(leak.uri);
    return treeItem(path.basename(file.fsPath), {
      description: `${lineWords(leak)} · ${this.parts.words.secret(leak)}`,
      tooltip: `${vscode.workspace.asRelativePath(file)}\n${this.parts.words.message(leak)}`,
      iconPath: new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground')),
      contextValue: leak.onlyStaged === true ? 'fleetio.stagedLeak onlyStaged' : 'fleetio.stagedLeak',
      command: {
        command: 'fleetio.openLeak' satisfies CommandId,
        title: vscode.l10n.t('Open'),
        arguments: [address],
      },
    });
  }

  private async withLeak(argument: unknown, act: (leak: Leak) => Promise<void>): Promise<void> {
    const leak = this.leakOf(argument);
    if (leak === undefined) {
      tellGone();
    } else {
      await act(leak);
      await this.keepFocus(argument, leak);
    }
  }

  /** A view takes the focus along when its last row goes. @param row the command was run from it, if from any. */
  private async keepFocus(row: unknown, leak: Leak): Promise<void> {
    const { kind } = (row ?? {}) as { readonly kind?: unknown };
    const file = fileOf(leak.uri).toString();
    if (kind === 'staged' && this.leaks.every(({ uri }) => fileOf(uri).toString() === file)) {
      await vscode.commands.executeCommand('workbench.scm.focus');
    }
    if (kind === 'leak' && leak.version !== undefined) {
      // At once, as the person can have gone elsewhere when git tells of it.
      await this.parts.lookAgain(leak.version.root);
      await this.parts.tree.keepFocus();
    }
  }

  private leakOf(argument: unknown): Leak | undefined {
    const address = asAddress(argument);
    return (
      address &&
      this.leaks.find(
        ({ uri, fingerprint }) => fingerprint === address.fingerprint && uri.toString() === address.uri,
      )
    );
  }

  private markOf(uri: vscode.Uri): vscode.FileDecoration | undefined {
    const leak = this.leaks.find((one) => fileOf(one.uri).toString() === uri.toString());
    return (
      leak &&
      new vscode.FileDecoration(
        '!',
        vscode.l10n.t('{0} is staged', this.parts.words.secret(leak)),
        new vscode.ThemeColor('list.warningForeground'),
      )
    );
  }
}

const nodeOf = (leak: Leak): StagedNode => ({ kind: 'staged', ...addressOf(leak) });

async function unstage(leak: Leak): Promise<void> {
  await git(leak, 'reset', '--quiet');
}

/** Stages the file as the editor shows it: what is not saved yet can be just what took the secret out. */
async function stageAgain(leak: Leak): Promise<void> {
  const open = openFile(fileOf(leak.uri));
  // Why it could not be saved VS Code tells itself.
  if (open?.isDirty !== true || (await open.save())) {
    await git(leak, 'add');
  }
}

/**
 * Has git do something with the file of a leak. The folder of one that is only staged can be gone, the work tree's is there;
 * of a leak in the file itself the work tree is not known, but its folder is there.
 */
async function git({ uri, version }: Leak, ...args: readonly string[]): Promise<void> {
  const { dir, base } = path.parse(fileOf(uri).fsPath);
  const { root, path: name } = version ?? { root: dir, path: base };
  await runGit(configuredGit(), root, ['--literal-pathspecs', ...args, '--', name]);
}
