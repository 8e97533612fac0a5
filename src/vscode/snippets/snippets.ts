import * as vscode from 'vscode';
import { accountOf, asNode } from '../explorer/nodes';
import type { ActiveClient } from '../keys/activeClient';
import type { CommandsOf } from '../platform/commands';
import { notify, toGenerateSnippet } from '../platform/notify';
import { AnswerDocuments } from './answerDocuments';
import { generateFromClipboard, generateSnippet, snippetApi } from './generateSnippet';
import { requestAtCursor, RequestLenses } from './requestLenses';
import { sendRequest, type SentRequest } from './sendRequest';
import { SnippetWriter } from './snippetWriter';
import { requestFor } from './subject';

export type SnippetCommand =
  'fleetio.generateSnippet' | 'fleetio.generateSnippetFromClipboard' | 'fleetio.sendRequest';

/** Code that asks the API, and requests that are sent by hand. */
export class Snippets implements vscode.Disposable {
  readonly writer: SnippetWriter;
  readonly commands: CommandsOf<SnippetCommand>;
  private readonly answers = new AnswerDocuments();
  private readonly lenses: RequestLenses;

  constructor(
    memory: vscode.Memento,
    private readonly active: ActiveClient,
  ) {
    this.writer = new SnippetWriter(memory);
    this.lenses = new RequestLenses(active);
    this.commands = {
      'fleetio.generateSnippet': (row, given) => generateSnippet(active, this.writer, row, given),
      'fleetio.generateSnippetFromClipboard': () => generateFromClipboard(active, this.writer),
      'fleetio.sendRequest': (subject) => this.send(subject),
    };
  }

  dispose(): void {
    this.lenses.dispose();
    this.answers.dispose();
  }

  /** Sends what a lens, a row or a record's document stands for, or else the request at the cursor. */
  private async send(subject: unknown): Promise<void> {
    const node = asNode(subject);
    const request = (await this.requestOf(subject)) ?? (await this.atCursor());
    if (request === undefined) {
      void notify(
        'info',
        vscode.l10n.t(
          'There is no request to the Fleetio API here. Generate a snippet or write one in an .http file.',
        ),
        toGenerateSnippet(),
      );
    } else {
      const active = node === undefined ? await this.active.get() : accountOf(node).active;
      await sendRequest(active, this.answers, request);
    }
  }

  private async requestOf(subject: unknown): Promise<SentRequest | undefined> {
    const request = requestFor(subject, await snippetApi(this.active));
    if (request !== undefined) {
      return { method: 'GET', path: request.path, params: request.params };
    }
    return isSent(subject) ? subject : undefined;
  }

  private async atCursor(): Promise<SentRequest | undefined> {
    const editor = vscode.window.activeTextEditor;
    return editor && requestAtCursor(editor, this.active);
  }
}

function isSent(subject: unknown): subject is SentRequest {
  return typeof subject === 'object' && subject !== null && 'method' in subject && 'path' in subject;
}
