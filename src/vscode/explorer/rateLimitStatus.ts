import * as vscode from 'vscode';
import type { RateLimitState, RateLimitView } from '../../fleetio/client';

const SECOND = 1000;

/** In the status bar, while requests wait for the account's next minute: how long they still do, second by second. */
export class RateLimitStatus implements vscode.Disposable {
  private readonly item: vscode.StatusBarItem;
  private watched: { readonly limit: RateLimitView; readonly end: () => void } | undefined;
  private ticking: NodeJS.Timeout | undefined;

  constructor() {
    this.item = vscode.window.createStatusBarItem('fleetio.rateLimit', vscode.StatusBarAlignment.Left);
    this.item.name = vscode.l10n.t('Fleetio rate limit');
    this.item.command = 'fleetio.vehicles.focus';
  }

  /** Follows the limit of an account from now on, in place of another's. */
  watch(limit: RateLimitView): void {
    if (this.watched?.limit !== limit) {
      this.stop();
      const end = limit.onChange((state) => {
        this.show(state);
      });
      this.watched = { limit, end };
      this.show(limit.state);
    }
  }

  dispose(): void {
    this.stop();
    this.item.dispose();
  }

  private show(state: RateLimitState): void {
    clearInterval(this.ticking);
    const { resumesAt, used, limit, waiting } = state;
    if (resumesAt === undefined) {
      this.item.hide();
      return;
    }
    const { t } = vscode.l10n;
    this.item.tooltip = t(
      "{0} of {1} requests of this minute are used, {2} wait. Fleetio's limit holds for the whole account.",
      used,
      limit,
      waiting,
    );
    const tick = (): void => {
      const seconds = Math.max(1, Math.ceil((resumesAt - Date.now()) / SECOND));
      this.item.text = t('$(watch) Fleetio goes on in {0} s', seconds);
      this.item.accessibilityInformation = {
        label: t('Fleetio rate limit: requests go on in {0} seconds', seconds),
      };
    };
    tick();
    this.ticking = setInterval(tick, SECOND);
    this.item.show();
  }

  private stop(): void {
    clearInterval(this.ticking);
    this.watched?.end();
    this.item.hide();
  }
}
