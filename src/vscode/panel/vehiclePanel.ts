import * as vscode from 'vscode';
import { FleetioError } from '../../fleetio/errors';
import type { ActiveClient } from '../keys/activeClient';
import { failureWords } from '../platform/failures';
import { pageHtml } from '../platform/pageHtml';
import type { ShownRecord } from '../records/recordAddress';
import { csvOf } from './charts';
import type { FromPage, PanelSubject, PartId, Parts, PartState, ToPage } from './messages';
import { photoSources } from './photos';
import { saveCsv } from './saveCsv';
import { VehicleOverview } from './overview';
import { overviewWords, pageWords } from './words';

const PART_IDS: readonly PartId[] = ['vehicle', 'meters', 'economy', 'costs', 'reminders', 'issues'];

/** What a panel does outside of itself. */
export interface PanelActs {
  readonly openRecord: (record: ShownRecord) => Promise<void>;
  readonly onFailure: (error: unknown) => void;
}

/** A vehicle in a webview: what people would rather see than read. */
export class VehiclePanel {
  private parts: Parts = everything({ kind: 'loading' });
  private begun = false;
  private readonly ended = new AbortController();

  constructor(
    private readonly panel: vscode.WebviewPanel,
    readonly subject: PanelSubject,
    private readonly active: ActiveClient,
    private readonly acts: PanelActs,
    extensionUri: vscode.Uri,
  ) {
    const { webview } = panel;
    webview.options = {
      enableScripts: true,
      localResourceRoots: [vscode.Uri.joinPath(extensionUri, 'dist')],
    };
    webview.onDidReceiveMessage((message: FromPage) => {
      this.answer(message).catch(acts.onFailure);
    });
    panel.onDidDispose(() => {
      this.ended.abort();
    });
    this.begin(extensionUri).catch(acts.onFailure);
  }

  reveal(): void {
    this.panel.reveal();
  }

  private async begin(extensionUri: vscode.Uri): Promise<void> {
    const current = await this.active.find(this.subject);
    const { webview } = this.panel;
    if (!this.ended.signal.aborted) {
      webview.html = pageHtml(webview, extensionUri, 'vehiclePanel', photoSources(current?.key.apiUrl));
    }
  }

  /** Loads every part, or again what failed. */
  private async load(ids: readonly PartId[], refresh = false): Promise<void> {
    const overview = await this.overview(refresh);
    await Promise.all(ids.map((id) => this.loadPart(id, overview)));
  }

  private async loadPart(id: PartId, overview: VehicleOverview | undefined): Promise<void> {
    // What is there stays until something newer has come.
    if (this.parts[id].kind === 'failed') {
      this.take(id, { kind: 'loading' });
    }
    try {
      if (overview === undefined) {
        const message = vscode.l10n.t(
          'This vehicle belongs to a key that is not in use. Use that key, then retry.',
        );
        throw new FleetioError('invalidRequest', message);
      }
      this.take(id, { kind: 'ready', data: await overview.load[id]() });
    } catch (error) {
      if (!(error instanceof FleetioError)) {
        throw error;
      }
      const { title, advice } = failureWords(error);
      this.take(id, { kind: 'failed', title, advice });
    }
  }

  private take(id: PartId, state: PartState<unknown>): void {
    if (this.ended.signal.aborted) {
      return;
    }
    this.parts = { ...this.parts, [id]: state };
    if (this.parts.vehicle.kind === 'ready') {
      this.panel.title = this.parts.vehicle.data.name;
    }
    this.show();
  }

  private show(): void {
    const message: ToPage = { subject: this.subject, words: pageWords(), parts: this.parts };
    void this.panel.webview.postMessage(message);
  }

  /** The page begins anew each time that it comes to sight; what was loaded is then shown without asking again. */
  private async answer(message: FromPage): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.show();
        if (!this.begun) {
          this.begun = true;
          await this.load(PART_IDS);
        }
        return;
      case 'refresh':
        return this.load(PART_IDS, true);
      case 'retry':
        return this.load([message.part]);
      case 'export':
        return this.exportPart(message.part);
      case 'open':
        return this.acts.openRecord({ ...this.subject, ...message.record });
    }
  }

  /** Saves the numbers of a chart where the person likes. */
  private async exportPart(id: PartId): Promise<void> {
    const part = this.parts[id];
    if (part.kind === 'ready' && 'points' in part.data) {
      await saveCsv(`${this.panel.title} ${part.data.title}`, csvOf(part.data, pageWords().time));
    }
  }

  private async overview(refresh: boolean): Promise<VehicleOverview | undefined> {
    const current = await this.active.find(this.subject);
    return (
      current &&
      new VehicleOverview(current.client, this.subject.vehicleId, overviewWords(), {
        signal: this.ended.signal,
        refresh,
      })
    );
  }
}

function everything(state: PartState<never>): Parts {
  return {
    vehicle: state,
    meters: state,
    economy: state,
    costs: state,
    reminders: state,
    issues: state,
  };
}
