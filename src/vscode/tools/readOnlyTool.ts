import * as vscode from 'vscode';
import { FleetioError } from '../../fleetio/errors';
import type { JsonObject } from '../../fleetio/json';
import { GitError } from '../../leaks/git/program';
import { ScanError } from '../../leaks/scan/report';
import { foreseenWords } from '../platform/failures';
import { markdownText } from '../platform/markdown';
import type { SecretGuard } from './secretGuard';
import { readInput } from './toolInput';

/** What is particular to a tool. Neither of the two changes anything, at Fleetio or on this machine. */
export interface ToolDefinition {
  /** What `answer` is about to do. @throws as `answer` does. */
  announce(input: JsonObject): Promise<Announcement>;
  /** @throws FleetioError, KeyStoreError, GitError or ScanError; the model is told of these. */
  answer(input: JsonObject, signal: AbortSignal): Promise<ToolAnswer>;
}

/** What a person is told before a tool runs. */
export interface Announcement {
  /** While it runs: `Reading vehicles of Northwind`. */
  readonly progress: string;
  /** What is asked: `Read vehicles of Northwind?` */
  readonly question: string;
  /** What is read or sent, with which key; and what the model gets to see. A paragraph each. */
  readonly details: readonly string[];
}

/** What a model gets to see. */
export interface ToolAnswer {
  readonly facts: JsonObject;
  /** Goes beside the facts, as it is. */
  readonly code?: string;
}

/** A tool as VS Code calls it: asks before it runs, can be cancelled, and lets no secret through. */
export class ReadOnlyTool implements vscode.LanguageModelTool<object> {
  constructor(
    private readonly definition: ToolDefinition,
    private readonly guard: () => Promise<SecretGuard>,
    /** Hears of failures that nobody foresaw. */
    private readonly onFailure: (error: unknown) => void,
  ) {}

  /** What cannot be done is told to the model here already, so that nobody is asked in vain. */
  async prepareInvocation({
    input,
  }: vscode.LanguageModelToolInvocationPrepareOptions<object>): Promise<vscode.PreparedToolInvocation> {
    try {
      await this.checkSecrets(input);
      const { progress, question, details } = await this.definition.announce(readInput(input));
      const message = details.map(markdownText).join('\n\n');
      return {
        invocationMessage: progress,
        confirmationMessages: { title: question, message: new vscode.MarkdownString(message) },
      };
    } catch (error) {
      throw this.worded(error);
    }
  }

  async invoke(
    { input }: vscode.LanguageModelToolInvocationOptions<object>,
    token: vscode.CancellationToken,
  ): Promise<vscode.LanguageModelToolResult> {
    const abort = new AbortController();
    const cancel = (): void => {
      abort.abort(new FleetioError('cancelled', 'It was cancelled.'));
    };
    const listening = token.onCancellationRequested(cancel);
    try {
      if (token.isCancellationRequested) {
        cancel();
      }
      const guard = await this.checkSecrets(input);
      const { facts, code } = await this.definition.answer(readInput(input), abort.signal);
      guard.refuse(code ?? '');
      const texts = [guard.json(facts), ...(code === undefined ? [] : [code])];
      return new vscode.LanguageModelToolResult(texts.map((text) => new vscode.LanguageModelTextPart(text)));
    } catch (error) {
      throw this.worded(error);
    } finally {
      listening.dispose();
    }
  }

  private async checkSecrets(input: object): Promise<SecretGuard> {
    const guard = await this.guard();
    guard.refuse(JSON.stringify(input));
    return guard;
  }

  /** A failure as the model is told of it: what happened and what it can do next. */
  private worded(error: unknown): Error {
    if (error instanceof FleetioError) {
      return error.kind === 'cancelled' ? new vscode.CancellationError() : new Error(requestWords(error));
    }
    const foreseen = foreseenWords(error);
    if (foreseen !== undefined) {
      return new Error(`${foreseen.title}. ${foreseen.advice}`);
    }
    if (error instanceof ScanError || error instanceof GitError) {
      return new Error(`The scan failed: ${error.message}`);
    }
    this.onFailure(error);
    return new Error('The tool failed. Tell the user to look into the log ("Fleetio: Show Log").');
  }
}

/** The texts of a FleetioError hold no secret. */
function requestWords({ message, nextStep, details: { retryAt } }: FleetioError): string {
  const when =
    retryAt === undefined ? '' : ` Requests are taken again at ${new Date(retryAt).toISOString()}.`;
  return `${message} ${nextStep}${when}`;
}
