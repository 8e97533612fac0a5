import * as vscode from 'vscode';
import type { FleetRecord } from '../../fleetio/client';
import { FleetioError } from '../../fleetio/errors';
import { idInPath } from '../../fleetio/request';
import { RESOURCES, type ResourceId } from '../../fleetio/resources';
import type { ActiveClient } from '../keys/activeClient';
import { failureWords } from '../platform/failures';
import { loadRecord } from './loadRecord';
import { readRecordUri, RECORD_SCHEME, recordUri, type ShownRecord } from './recordAddress';

/** Records as read-only JSON documents. A record is asked for when its document is shown, and again on *Refresh*. */
export class RecordDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly registration: vscode.Disposable;
  /** What is shown at each address. */
  private readonly shown = new Map<string, FleetRecord>();

  constructor(private readonly active: ActiveClient) {
    this.registration = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(RECORD_SCHEME, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.shown.delete(uri.toString())),
    );
  }

  /** Opens the document of a record. @param listed as a list gave it, which is all there is of some resources. */
  async open(address: Omit<ShownRecord, 'keyId'>, listed?: FleetRecord): Promise<void> {
    const current = await this.active.get();
    if (current === undefined) {
      return;
    }
    const id = listed === undefined ? address.id : idInPath(address.resource, listed, current.key.apiVersion);
    const uri = recordUri({ ...address, id, keyId: current.key.id });
    if (listed !== undefined && isListedOnly(address.resource)) {
      this.shown.set(uri.toString(), listed);
    }
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
  }

  /** Asks for the record of a document again. @throws FleetioError; the document then stays as it is. */
  async refresh(uri: vscode.Uri): Promise<void> {
    this.shown.set(uri.toString(), await this.load(uri, true));
    this.changed.fire(uri);
  }

  /** What a document shows; undefined when that could not be loaded. */
  recordOf(uri: vscode.Uri): FleetRecord | undefined {
    return this.shown.get(uri.toString());
  }

  /** A failure is a document, too: it says what happened and what to do. */
  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const indent = indentOf(uri);
    try {
      const record = this.recordOf(uri) ?? (await this.load(uri, false));
      this.shown.set(uri.toString(), record);
      return `${JSON.stringify(record, null, indent)}\n`;
    } catch (error) {
      if (!(error instanceof FleetioError)) {
        throw error;
      }
      const { title, advice } = failureWords(error);
      return `${JSON.stringify({ failed: title, nextStep: advice }, null, indent)}\n`;
    }
  }

  dispose(): void {
    this.registration.dispose();
    this.changed.dispose();
  }

  /** @throws FleetioError */
  private async load(uri: vscode.Uri, refresh: boolean): Promise<FleetRecord> {
    const address = readRecordUri(uri);
    const current = await this.active.get();
    if (address === undefined || current?.key.id !== address.keyId) {
      const message = vscode.l10n.t(
        'This record belongs to a key that is not in use. Use that key, then refresh.',
      );
      throw new FleetioError('invalidRequest', message);
    }
    return loadRecord(current.client, address, refresh);
  }
}

function isListedOnly(resource: ResourceId): boolean {
  return RESOURCES[resource].readable === 'list';
}

/** As the person indents JSON. */
function indentOf(uri: vscode.Uri): string | number {
  const editor = vscode.workspace.getConfiguration('editor', { uri, languageId: 'json' });
  return editor.get<boolean>('insertSpaces', true) ? editor.get('tabSize', 2) : '\t';
}
