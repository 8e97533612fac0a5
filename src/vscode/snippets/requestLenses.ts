import * as vscode from 'vscode';
import { requestsInCode, requestsInHttpFile, type WrittenRequest } from '../../snippets/writtenRequests';
import type { ActiveClient } from '../keys/activeClient';
import { apiUrl } from '../platform/configuration';

/** Documents that somebody writes; not the output and the like. */
const WRITTEN: vscode.DocumentSelector = ['file', 'untitled', 'vscode-remote', 'vscode-vfs'].map(
  (scheme) => ({
    scheme,
  }),
);

/** Fleetio's own API, which examples name whatever the key in use asks. */
const FLEETIO_API = 'https://secure.fleetio.com/api';

/** Longer files hold data. */
const LONGEST_TEXT = 1_000_000;

/** Shows *Send Request* above generated snippets and above the requests of HTTP files. */
export class RequestLenses implements vscode.CodeLensProvider, vscode.Disposable {
  readonly onDidChangeCodeLenses: vscode.Event<void>;
  private readonly registration: vscode.Disposable;

  constructor(private readonly active: ActiveClient) {
    this.onDidChangeCodeLenses = active.onDidChange;
    this.registration = vscode.languages.registerCodeLensProvider(WRITTEN, this);
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    return (await requestsOf(document, this.active)).map((request) => {
      const { line, method } = request;
      const title =
        method === 'GET'
          ? vscode.l10n.t('$(play) Send Request')
          : vscode.l10n.t('$(play) Send Request (asks first)');
      return new vscode.CodeLens(new vscode.Range(line, 0, line, 0), {
        title,
        tooltip: vscode.l10n.t('Sends it with the API key in use and opens the answer beside'),
        command: 'fleetio.sendRequest',
        arguments: [request],
      });
    });
  }

  dispose(): void {
    this.registration.dispose();
  }
}

/** The requests to the Fleetio API that a document holds. */
export async function requestsOf(
  document: vscode.TextDocument,
  active: ActiveClient,
): Promise<readonly WrittenRequest[]> {
  const text = document.getText();
  if (text.length > LONGEST_TEXT) {
    return [];
  }
  const current = await active.get();
  const apiUrls = [current?.key.apiUrl ?? apiUrl(), FLEETIO_API];
  return isHttpFile(document) ? requestsInHttpFile(text, apiUrls) : requestsInCode(text, apiUrls);
}

/** The request at the cursor, or the nearest above it. */
export async function requestAtCursor(
  { document, selection }: vscode.TextEditor,
  active: ActiveClient,
): Promise<WrittenRequest | undefined> {
  const requests = await requestsOf(document, active);
  return requests.findLast(({ line }) => line <= selection.active.line) ?? requests[0];
}

/** A new document that was generated has neither name nor language where no extension knows HTTP files. */
function isHttpFile(document: vscode.TextDocument): boolean {
  return (
    document.languageId === 'http' ||
    /\.(?:http|rest)$/i.test(document.fileName) ||
    document.lineAt(0).text.startsWith('### ')
  );
}
