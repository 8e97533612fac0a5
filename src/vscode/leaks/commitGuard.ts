import { copyFile, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { hookOf, installGuard, isGuarded, uninstallGuard } from '../../leaks/git/preCommit';
import type { CommandsOf } from '../platform/commands';
import { configuredGit, foldersForGit } from '../platform/git';
import { notify, toManageTrust } from '../platform/notify';
import type { RepositoryWatch } from './repositoryWatch';

export type GuardCommandId = 'fleetio.installCommitGuard' | 'fleetio.uninstallCommitGuard';

/** A context key: commits in all repositories here are checked. */
const IS_GUARDED = 'fleetio.isGuarded';

/** Has git look for keys before each commit, by a hook that runs the command line. */
export class CommitGuard {
  readonly commands: CommandsOf<GuardCommandId> = {
    'fleetio.installCommitGuard': () => this.install(),
    'fleetio.uninstallCommitGuard': () => this.uninstall(),
  };
  /** What the views were told; for tests. */
  isGuarded = false;
  private readonly shipped: string;
  /** Hooks outlive the version of the extension that wrote them, so they start a copy that stays where it is. */
  private readonly copy: string;

  constructor(
    {
      globalStorageUri,
      asAbsolutePath,
    }: Pick<vscode.ExtensionContext, 'globalStorageUri' | 'asAbsolutePath'>,
    private readonly repositories: RepositoryWatch,
  ) {
    this.shipped = asAbsolutePath('dist/cli.js');
    this.copy = path.join(globalStorageUri.fsPath, 'cli.js');
  }

  /** Brings the copy that hooks start up to date, where there is one. */
  async update(): Promise<void> {
    const [old, own] = await Promise.all([this.copy, this.shipped].map(contentOf));
    if (old !== undefined && own !== undefined && !old.equals(own)) {
      await copyFile(this.shipped, this.copy);
    }
  }

  /** Tells the views whether all repositories here are guarded. Asks git, so it is done when somebody can see the answer. */
  async tellState(): Promise<void> {
    this.isGuarded = await this.isAllGuarded();
    await vscode.commands.executeCommand('setContext', IS_GUARDED, this.isGuarded);
  }

  /** What git refuses to look at counts as not guarded: nothing can be said of it. */
  private async isAllGuarded(): Promise<boolean> {
    const found = await this.roots().catch(() => new Set<string>());
    const hooks = await Promise.allSettled([...found].map((root) => hookOf(root, configuredGit())));
    return (
      hooks.length > 0 && hooks.every((hook) => hook.status === 'fulfilled' && isGuarded(hook.value.file))
    );
  }

  private async install(): Promise<void> {
    const root = await this.pickRepository();
    if (root === undefined) {
      return;
    }
    await mkdir(path.dirname(this.copy), { recursive: true });
    await copyFile(this.shipped, this.copy);
    const hook = await hookOf(root, configuredGit());
    installGuard(hook, { node: process.execPath, script: this.copy });
    await this.tellState();
    const { t } = vscode.l10n;
    const show = t('Show Hook');
    const text = t('From now on a commit in {0} that takes a Fleetio key along is stopped.', nameOf(root));
    if ((await vscode.window.showInformationMessage(text, show)) === show) {
      await vscode.window.showTextDocument(vscode.Uri.file(hook.file));
    }
  }

  private async uninstall(): Promise<void> {
    const root = await this.pickRepository();
    if (root === undefined) {
      return;
    }
    const { t } = vscode.l10n;
    const wasThere = uninstallGuard((await hookOf(root, configuredGit())).file);
    await this.tellState();
    vscode.window.setStatusBarMessage(
      wasThere
        ? t('$(check) Commits in {0} are no longer checked for Fleetio keys', nameOf(root))
        : t('Commits in {0} are not checked for Fleetio keys', nameOf(root)),
      5000,
    );
  }

  /** The work trees of the workspace's folders. Files that are open from elsewhere are in others, which are not meant. */
  private async roots(): Promise<ReadonlySet<string>> {
    const folders = foldersForGit().map(({ uri }) => this.repositories.addFolder(uri.fsPath));
    const found = await Promise.all(folders);
    return new Set(found.flat().map(({ root }) => root));
  }

  /** The only work tree, or the one that is chosen; undefined when there is none, which is told, or the person left. */
  private async pickRepository(): Promise<string | undefined> {
    const { t } = vscode.l10n;
    const [first, ...others] = await this.roots();
    if (first === undefined) {
      void (vscode.workspace.isTrusted
        ? notify('info', t('There is no git repository in this workspace.'), {
            title: t('Initialize Repository'),
            command: 'git.init',
          })
        : notify('info', t('Git is not started in a workspace that is not trusted.'), toManageTrust()));
      return undefined;
    }
    if (others.length === 0) {
      return first;
    }
    const items = [first, ...others].map((root) => ({ label: nameOf(root), description: root, root }));
    const picked = await vscode.window.showQuickPick(items, {
      placeHolder: t('Which repository is meant?'),
      matchOnDescription: true,
    });
    return picked?.root;
  }
}

const nameOf = (root: string): string => path.basename(root);

async function contentOf(file: string): Promise<Buffer | undefined> {
  return readFile(file).catch(() => undefined);
}
