import * as vscode from 'vscode';
import type { Redact } from '../../fleetio/redact';
import type { ActiveClient } from '../keys/activeClient';
import type { Leaks } from '../leaks/leaks';
import { foreseenWords } from '../platform/failures';
import type { SnippetWriter } from '../snippets/snippetWriter';
import { generateSnippetTool } from './generateSnippet';
import { getRecord } from './getRecord';
import { listEntries } from './listEntries';
import { listVehicles } from './listVehicles';
import { scanForLeaks } from './scanForLeaks';
import type { Tool } from './tool';

/** What the tools are built from. */
export interface ToolsSurroundings {
  readonly active: ActiveClient;
  readonly writer: SnippetWriter;
  readonly leaks: Pick<Leaks, 'scans' | 'store'>;
  /** Takes the secrets that are known out of a text. */
  readonly redact: Redact;
  readonly onFailure: (error: unknown) => void;
}

/** What language models may do; package.json tells them of it. */
export class Tools implements vscode.Disposable {
  /** By their names. */
  readonly registered: ReadonlyMap<string, vscode.LanguageModelTool<object>>;
  private readonly registrations: vscode.Disposable;

  constructor({ active, writer, leaks, redact, onFailure }: ToolsSurroundings) {
    const all = [
      listVehicles(active),
      getRecord(active),
      listEntries(active),
      generateSnippetTool(active, writer),
      scanForLeaks(leaks),
    ] as readonly Tool[];
    this.registered = new Map(all.map((tool) => [tool.name, toolOf(tool, redact, onFailure)]));
    this.registrations = vscode.Disposable.from(
      ...[...this.registered].map(([name, tool]) => vscode.lm.registerTool(name, tool)),
    );
  }

  dispose(): void {
    this.registrations.dispose();
  }
}

/** A tool as VS Code calls it. */
function toolOf(
  tool: Tool,
  redact: Redact,
  onFailure: (error: unknown) => void,
): vscode.LanguageModelTool<object> {
  /** The model reads the words of what is foreseen, and no more than that something failed of what is not. */
  const told = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      const words = foreseenWords(error);
      if (words === undefined) {
        onFailure(error);
      }
      // eslint-disable-next-line preserve-caught-error -- a cause would go to the model with all that is in it
      throw new Error(
        words === undefined || !(error instanceof Error)
          ? 'It failed. The log of Fleetio API Toolkit says more.'
          : redact(`${words.title}. ${error.message} ${words.advice}`),
      );
    }
  };
  return {
    prepareInvocation: async ({ input }) => {
      const { title, message, progress } = await told(Promise.resolve().then(() => tool.words(input)));
      return { invocationMessage: progress, confirmationMessages: { title, message } };
    },
    invoke: async ({ input }, token) => {
      const ended = new AbortController();
      const watch = token.onCancellationRequested(() => {
        ended.abort();
      });
      try {
        const text = await told(tool.run(input, ended.signal));
        return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(redact(text))]);
      } finally {
        watch.dispose();
      }
    },
  };
}
