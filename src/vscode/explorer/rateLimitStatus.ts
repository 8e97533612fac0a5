import * as vscode from 'vscode';
import type { RateLimitState, RateLimitView } from '../../fleetio/client';

const SECOND = 1000;

/** In the status bar, while requests wait for the account's next minute: how long they still do, second by second. */
export class RateLimitStatus implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<RateLimitState | undefined>();
  /** Tells of the account that waits; undefined when none does. */
  readonly onDidChange = this.changed.event;
  private readonly item: vscode.StatusBarItem;
  private limits: readonly RateLimitView[] = [];
  private ends: readonly (() => void)[] = [];
  private ticking: NodeJS.Timeout | undefined;

  constructor() {
    this.item = vscode.window.createStatusBarItem('fleetio.rateLimit', vscode.StatusBarAlignment.Left);
    this.item.name = vscode.l10n.t('Fleetio rate limit');
    this.item.command = 'fleetio.vehicles.focus';
  }

  /** Follows the limits of these accounts from now on, in place of others. */
  watch(limits: readonly RateLimitView[]): void {
    this.stop();
    this.limits = limits;
    this.ends = limits.map((limit) =>
      limit.onChange(() => {
        this.update();
      }),
    );
    this.update();
  }

  dispose(): void {
    this.stop();
    this.item.dispose();
    this.changed.dispose();
  }

  /** Of several accounts that wait, the one that does longest. */
  private update(): void {
    const [last] = this.limits
      .map(({ state }) => state)
      .filter(isWaiting)
      .sort((a, b) => b.resumesAt - a.resumesAt);
    clearInterval(this.ticking);
    if (last === undefined) {
      this.item.hide();
    } else {
      this.show(last);
    }
    this.changed.fire(last);
  }

  private show({ resumesAt, used, limit, waiting }: WaitingState): void {
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
    for (const end of this.ends) {
      end();
    }
    this.item.hide();
  }
}

type WaitingState = RateLimitState & Required<Pick<RateLimitState, 'resumesAt'>>;

function isWaiting(state: RateLimitState): state is WaitingState {
  return state.resumesAt !== undefined;
}
