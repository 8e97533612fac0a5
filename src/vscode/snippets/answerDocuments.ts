import * as vscode from 'vscode';
import type { ShownAnswer } from '../../fleetio/client';
import { prettyJson } from '../../snippets/prettyJson';

/** The scheme of documents that show an answer. */
export const ANSWER_SCHEME = 'fleetio-answer';

/** Read-only documents beside the code: what was asked, and what came of it. They are gone when they are closed. */
export class AnswerDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly contents = new Map<string, string>();
  private readonly registrations: readonly vscode.Disposable[];
  private count = 0;

  constructor() {
    this.registrations = [
      vscode.workspace.registerTextDocumentContentProvider(ANSWER_SCHEME, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.contents.delete(uri.toString())),
    ];
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.contents.get(uri.toString()) ?? comments([vscode.l10n.t('This answer is no longer kept.')]);
  }

  /** Opens a document beside the code; the code keeps the focus. @param title what its tab says. */
  async open(title: string, content: string): Promise<AnswerDocument> {
    this.count += 1;
    // The name makes it JSON with comments.
    const uri = vscode.Uri.from({ scheme: ANSWER_SCHEME, path: `/${this.count}/${title}.jsonc` });
    const key = uri.toString();
    this.contents.set(key, content);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, {
      viewColumn: vscode.ViewColumn.Beside,
      preserveFocus: true,
      preview: true,
    });
    const closed = new AbortController();
    // VS Code keeps a document for minutes after its last tab is closed.
    const watch = vscode.window.tabGroups.onDidChangeTabs((change) => {
      if (change.closed.some((tab) => shows(tab, key)) && !allTabs().some((tab) => shows(tab, key))) {
        closed.abort();
        watch.dispose();
      }
    });
    return {
      closed: closed.signal,
      show: (text) => {
        if (!closed.signal.aborted) {
          this.contents.set(key, text);
          this.changed.fire(uri);
        }
      },
    };
  }

  dispose(): void {
    vscode.Disposable.from(...this.registrations, this.changed).dispose();
    this.contents.clear();
  }
}

function allTabs(): vscode.Tab[] {
  return vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs);
}

function shows({ input }: vscode.Tab, uri: string): boolean {
  return input instanceof vscode.TabInputText && input.uri.toString() === uri;
}

/** An open document. */
export interface AnswerDocument {
  /** Comes when the person closes it. */
  readonly closed: AbortSignal;
  /** Puts another text in. */
  readonly show: (text: string) => void;
}

/** Lines of a person's words above the JSON. */
export function comments(lines: readonly string[]): string {
  return lines.map((line) => (line === '' ? '//' : `// ${line}`)).join('\n');
}

/** An answer below what was asked: status and time, its headers, its body. */
export function answerText(asked: readonly string[], answer: ShownAnswer): string {
  const { status, milliseconds, headers, body } = answer;
  const json = prettyJson(body);
  const words = [
    ...asked,
    vscode.l10n.t('{0} in {1} ms', status, Math.round(milliseconds)),
    '',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(json === undefined && body !== '' ? ['', ...body.split(/\r?\n/)] : []),
  ];
  return `${comments(words)}\n${json === undefined ? '' : `${json}\n`}`;
}
