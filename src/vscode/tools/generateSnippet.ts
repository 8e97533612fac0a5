import * as vscode from 'vscode';
import { FleetioError } from '../../fleetio/errors';
import { listSnippet, recordSnippet } from '../../snippets/model';
import { TARGETS, type SnippetTarget } from '../../snippets/targets';
import type { ActiveClient } from '../keys/activeClient';
import { snippetApi } from '../snippets/generateSnippet';
import { variables, type SnippetChoices, type SnippetWriter } from '../snippets/snippetWriter';
import type { Tool } from './tool';
import { asksForRecord, listQueryOf, recordAddressOf, type ReadInput } from './toolInput';

/** What a model may say about code that it wants. */
export interface SnippetInput extends ReadInput, Partial<SnippetChoices> {
  /** A target's id: `python-requests`. */
  readonly target: string;
}

/** Writes code that asks the API. No request is made, and the code holds no key. */
export function generateSnippetTool(active: ActiveClient, writer: SnippetWriter): Tool<SnippetInput> {
  return {
    name: 'fleetio_generate_snippet',
    words: (input) => {
      const { t } = vscode.l10n;
      const { title } = targetOf(input);
      return Promise.resolve({
        title: t('Generate code for {0}?', title),
        message: t(
          'The language model gets code that reads the key from the environment. No request is made.',
        ),
        progress: t('Generating code for {0}', title),
      });
    },
    run: async (input) => {
      const target = targetOf(input);
      const api = await snippetApi(active);
      const { limit, ...query } = input;
      const request = asksForRecord(input)
        ? recordSnippet(recordAddressOf(input), api)
        : listSnippet(listQueryOf({ ...query, limit: limit ?? WHOLE_PAGE }), api);
      const { pages, retry, shape } = { ...writer.choices(target), ...input };
      return target.emit(request, { pages, retry, shape, ...variables() });
    },
  };
}

/** Code that reads a whole list asks for pages as large as the API gives them. */
const WHOLE_PAGE = 100;

function targetOf({ target: id }: SnippetInput): SnippetTarget {
  const target = TARGETS.find((candidate) => candidate.id === id);
  if (target === undefined) {
    throw new FleetioError('invalidRequest', `There is no snippet target "${id}".`);
  }
  return target;
}
