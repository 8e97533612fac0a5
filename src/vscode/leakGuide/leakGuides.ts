import * as vscode from 'vscode';
import { addressOf, CELL_SCHEME, fileOf, type Leak, type LeakAddress } from '../leaks/leak';
import type { LeakStore } from '../leaks/leakStore';
import { lineWords } from '../leaks/notebooks';
import type { SecretBook } from '../leaks/secretFacts';
import type { Words } from '../leaks/words';
import { pageHtml } from '../platform/pageHtml';
import { toManageTrust } from '../platform/notify';
import { guideSteps, mayBeCommitted } from './guideSteps';
import { further, keptLeak, latest, type KeptGuide, type KeptLeak } from './keptLeak';
import type { FromPage, ShowGuide, StepId, ToPage } from './messages';

/** The type of the panels, in VS Code's terms; package.json activates the extension for it. */
const VIEW_TYPE = 'fleetio.leakGuide';

/** What guides are made from. */
export interface GuideSources {
  /** Keeps the progress. */
  readonly memory: vscode.Memento;
  readonly store: LeakStore;
  readonly words: Words;
  readonly book: SecretBook;
  readonly extensionUri: vscode.Uri;
  readonly onFailure: (error: unknown) => void;
}

/**
 * The guides from a leak to a key that is rotated: one panel a secret. What is done is remembered for the secret, and open
 * guides come back when the window is loaded again.
 */
export class LeakGuides implements vscode.WebviewPanelSerializer, vscode.Disposable {
  private readonly panels = new Map<string, vscode.WebviewPanel>();
  private readonly parts: vscode.Disposable;

  constructor(private readonly sources: GuideSources) {
    const update = (): void => {
      this.showAll();
    };
    this.parts = vscode.Disposable.from(
      vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, this),
      sources.store.onDidChange(update),
      sources.words.onDidChange(update),
    );
  }

  /** Shows the guide for a leak. @returns false if nothing is known of it, now or from earlier. */
  async open({ uri, fingerprint, line }: LeakAddress): Promise<boolean> {
    const leak = this.sources.store.find({ uri, fingerprint, line });
    const before = this.kept(fingerprint);
    if (before === undefined) {
      if (leak === undefined) {
        return false;
      }
      await this.remember({ leak: keptLeak(leak), done: [] });
    }
    const shown = this.panels.get(fingerprint);
    if (shown === undefined) {
      const title = vscode.l10n.t('Leak Guide');
      this.show(vscode.window.createWebviewPanel(VIEW_TYPE, title, vscode.ViewColumn.Active), fingerprint);
    } else {
      shown.reveal();
      this.send(shown, fingerprint);
    }
    return true;
  }

  /** @param state what the page kept; of an older extension it can be anything. */
  deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const { fingerprint } = (state ?? {}) as { readonly fingerprint?: unknown };
    if (typeof fingerprint === 'string' && this.kept(fingerprint) !== undefined) {
      this.show(panel, fingerprint);
    } else {
      panel.dispose();
    }
    return Promise.resolve();
  }

  dispose(): void {
    this.parts.dispose();
  }

  private show(panel: vscode.WebviewPanel, fingerprint: string): void {
    const { extensionUri, onFailure } = this.sources;
    const { webview } = panel;
    this.panels.set(fingerprint, panel);
    webview.options = {
      enableScripts: true,
      localResourceRoots: [vscode.Uri.joinPath(extensionUri, 'dist')],
    };
    panel.onDidDispose(() => this.panels.delete(fingerprint));
    webview.onDidReceiveMessage((message: FromPage) => {
      this.answer(message, fingerprint, panel).catch(onFailure);
    });
    webview.html = pageHtml(webview, extensionUri, 'leakGuide');
  }

  private showAll(): void {
    for (const [fingerprint, panel] of this.panels) {
      this.send(panel, fingerprint);
    }
  }

  private send(panel: vscode.WebviewPanel, fingerprint: string): void {
    const kept = this.renewed(fingerprint);
    if (kept !== undefined) {
      panel.title = vscode.l10n.t('Leak {0}', kept.leak.redacted);
      this.post(panel, this.page(kept));
    }
  }

  /** What is remembered of a secret, brought up to what is known of all its places by now. */
  private renewed(fingerprint: string): KeptGuide | undefined {
    const { store, onFailure } = this.sources;
    const kept = this.kept(fingerprint);
    const found = store.all().filter((leak) => leak.fingerprint === fingerprint);
    if (kept === undefined || found.length === 0) {
      return kept;
    }
    const renewed = { ...kept, leak: latest(kept.leak, found.map(keptLeak).reduce(further)) };
    if (JSON.stringify(renewed) !== JSON.stringify(kept)) {
      this.remember(renewed).catch(onFailure);
    }
    return renewed;
  }

  private post({ webview }: vscode.WebviewPanel, message: ToPage): void {
    void webview.postMessage(message);
  }

  private page({ leak, done }: KeptGuide): ShowGuide {
    const { t } = vscode.l10n;
    const { words, book } = this.sources;
    const { isReplaced } = book.facts(leak.fingerprint);
    const steps = guideSteps(leak, {
      isOwn: book.keyId(leak.fingerprint) !== undefined,
      isReplaced,
      isTrusted: vscode.workspace.isTrusted,
      canAsk: this.anyPlace(leak.fingerprint) !== undefined,
      life: words.life(leak),
      places: this.places(leak).map(placeName),
      isSavedOnly: this.places(leak).some(({ savedOnly }) => savedOnly),
      isOnlyStaged: this.stagedPlace(leak) !== undefined,
      done,
    });
    const left = steps.filter(({ isDone }) => !isDone).length;
    return {
      type: 'show',
      fingerprint: leak.fingerprint,
      title: words.secret(leak),
      summary: this.summary(leak),
      steps,
      words: {
        copy: t('Copy'),
        progress: left === 0 ? this.end(leak) : t('{0} of {1} done.', steps.length - left, steps.length),
      },
    };
  }

  /** As far as things are now: what no commit has can be gone altogether. */
  private summary(leak: KeptLeak): string {
    const { words, book } = this.sources;
    const isDead = book.facts(leak.fingerprint).life?.isLive === false;
    if (this.anyPlace(leak.fingerprint) === undefined && !mayBeCommitted(leak) && !isDead) {
      const text = vscode.l10n.t(
        'This {0} was found, but nothing that was looked at by now has it.',
        words.secret(leak),
      );
      return [text, words.life(leak)].filter((part) => part !== undefined).join(' ');
    }
    const onlyStaged = this.places(leak).length === 0 && this.stagedPlace(leak) !== undefined;
    return words.message({ ...leak, onlyStaged });
  }

  /** What is said when all is ticked; what is known can say otherwise. */
  private end(leak: KeptLeak): string {
    const { t } = vscode.l10n;
    if (this.sources.book.facts(leak.fingerprint).life?.isLive === true) {
      return t('All is ticked, but the key is live still.');
    }
    const { length } = this.places(leak);
    if (length > 0) {
      return length === 1
        ? t('All is ticked, but it is still in one place.')
        : t('All is ticked, but it is still in {0} places.', length);
    }
    return this.stagedPlace(leak) === undefined
      ? t('All is done.')
      : t('All is ticked, but what is staged still has it.');
  }

  /** Where the secret is in files and documents as they are now. */
  private places({ fingerprint }: Pick<KeptLeak, 'fingerprint'>): Leak[] {
    const leaks = this.sources.store.present();
    return leaks.filter((leak) => leak.fingerprint === fingerprint);
  }

  /** Where it is in what is staged, and in no file any more. */
  private stagedPlace({ fingerprint }: Pick<KeptLeak, 'fingerprint'>): Leak | undefined {
    return this.sources.store
      .stagedLeaks()
      .find((leak) => leak.fingerprint === fingerprint && leak.onlyStaged === true);
  }

  private async answer(message: FromPage, fingerprint: string, panel: vscode.WebviewPanel): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.showAll();
        return;
      case 'tick':
        return this.tick(message.id, message.isDone, fingerprint);
      case 'copy':
        await vscode.env.clipboard.writeText(message.text);
        this.post(panel, { type: 'copied', from: message.from, words: vscode.l10n.t('Copied') });
        return;
      case 'act':
        return this.act(message.id, fingerprint);
    }
  }

  private async tick(id: StepId, isDone: boolean, fingerprint: string): Promise<void> {
    const kept = this.kept(fingerprint);
    if (kept !== undefined) {
      const others = kept.done.filter((one) => one !== id);
      await this.remember({ ...kept, done: isDone ? [...others, id] : others });
      this.showAll();
    }
  }

  private async act(id: StepId, fingerprint: string): Promise<void> {
    const kept = this.kept(fingerprint);
    const keyId = this.sources.book.keyId(fingerprint);
    const row = keyId === undefined ? [] : [{ keyId }];
    const run = (command: string, ...args: unknown[]): Thenable<unknown> =>
      vscode.commands.executeCommand(command, ...args);
    switch (id) {
      case 'rotate':
        await run(keyId === undefined ? 'fleetio.manageApiKeys' : 'fleetio.rotateApiKey', ...row);
        return;
      case 'dead':
        await this.askForLife(fingerprint);
        this.focusAgain(fingerprint);
        return;
      case 'remove':
        await this.remove(fingerprint);
        return;
      case 'verify':
        await this.verify(kept);
        return;
      case 'history':
      case 'team':
        return;
    }
  }

  /** After a dialog the focus comes back to the tab, but not into its page. */
  private focusAgain(fingerprint: string): void {
    const panel = this.panels.get(fingerprint);
    if (panel?.active === true) {
      panel.reveal();
    }
  }

  /** Shows where to take it out; what is only staged goes by staging the clean file. */
  private async remove(fingerprint: string): Promise<void> {
    const [place] = this.places({ fingerprint });
    const staged = this.stagedPlace({ fingerprint });
    if (place !== undefined) {
      await vscode.commands.executeCommand('fleetio.openLeak', addressOf(place));
    } else if (staged !== undefined) {
      await vscode.commands.executeCommand('fleetio.stageLeakedFileAgain', addressOf(staged));
    }
  }

  /** Looks once more; where nothing may be scanned, the way there is to trust the workspace. */
  private async verify(kept: KeptGuide | undefined): Promise<void> {
    if (!vscode.workspace.isTrusted) {
      await vscode.commands.executeCommand(toManageTrust().command);
      return;
    }
    const scan = kept && mayBeCommitted(kept.leak) ? 'fleetio.scanHistory' : 'fleetio.scanWorkspace';
    await vscode.commands.executeCommand('fleetio.leaks.focus');
    await vscode.commands.executeCommand(scan);
  }

  /** A key that was replaced here is held until Fleetio refuses it; any other has to be read from where it leaked. */
  private async askForLife(fingerprint: string): Promise<void> {
    const { book } = this.sources;
    const place = this.anyPlace(fingerprint);
    if (book.facts(fingerprint).isReplaced) {
      const row = { keyId: book.keyId(fingerprint) };
      await vscode.commands.executeCommand('fleetio.settleOldApiKey', row);
    } else if (place !== undefined) {
      await vscode.commands.executeCommand('fleetio.checkLeakedKey', addressOf(place));
    }
  }

  private anyPlace(fingerprint: string): Leak | undefined {
    return this.sources.store.all().find((leak) => leak.fingerprint === fingerprint);
  }

  private kept(fingerprint: string): KeptGuide | undefined {
    return this.sources.memory.get<KeptGuide>(memoryKey(fingerprint));
  }

  private async remember(guide: KeptGuide): Promise<void> {
    await this.sources.memory.update(memoryKey(guide.leak.fingerprint), guide);
  }
}

const memoryKey = (fingerprint: string): string => `fleetio.leakGuide.${fingerprint}`;

function placeName(leak: Leak): string {
  const { uri, range } = leak;
  const file = vscode.workspace.asRelativePath(fileOf(uri));
  return uri.scheme === CELL_SCHEME
    ? vscode.l10n.t('{0}, {1}', file, lineWords(leak))
    : `${file}:${range.start.line + 1}`;
}
