import * as vscode from 'vscode';
import type { JsonObject } from '../../fleetio/json';
import { RESOURCES } from '../../fleetio/resources';
import { listSnippet, recordSnippet, type SnippetApi, type SnippetRequest } from '../../snippets/model';
import { TARGETS, type SnippetTarget } from '../../snippets/targets';
import type { ActiveClient } from '../keys/activeClient';
import { snippetApi } from '../snippets/generateSnippet';
import { variables, type SnippetWriter } from '../snippets/snippetWriter';
import { WRITTEN } from './inputSchemas';
import type { ToolDefinition } from './readOnlyTool';
import { readAddress, readChoice, readFlag, readQuery } from './toolInput';

/** Generates code that asks the API. It needs no key, and the code reads its own from the environment. */
export function generateSnippet(client: ActiveClient, writer: SnippetWriter): ToolDefinition {
  return {
    announce: async (input) => {
      const { t } = vscode.l10n;
      const { title } = readRequest(input, await snippetApi(client));
      const { title: language } = readTarget(input);
      return {
        progress: t('Generating {0} for {1}', language, title),
        question: t('Generate {0} for {1}?', language, title),
        details: [
          t('Nothing is sent to Fleetio. The code goes to the language model.'),
          t('It reads the API key and the account token from the environment and holds neither.'),
        ],
      };
    },
    answer: async (input) => {
      const target = readTarget(input);
      const request = readRequest(input, await snippetApi(client));
      const { keyVariable, accountVariable } = variables();
      // What the model leaves open is as the person had it last.
      const choices = writer.choices(target);
      const code = target.emit(request, {
        ...{ keyVariable, accountVariable },
        pages: readChoice(input, 'pages', ['all', 'one'], choices.pages),
        retry: readFlag(input, 'retry') ?? choices.retry,
        shape: readChoice(input, 'shape', ['script', 'function'], choices.shape),
      });
      const { title: language, fileExtension } = target;
      const environment = [keyVariable, accountVariable];
      return { facts: { language, fileExtension, request: request.title, environment }, code };
    },
  };
}

function readTarget(input: JsonObject): SnippetTarget {
  const ids = TARGETS.map(({ id }) => id);
  const id = readChoice(input, 'target', ids);
  const target = TARGETS.find((candidate) => candidate.id === id);
  if (target === undefined) {
    throw new RangeError(`There is no target "${id}".`);
  }
  return target;
}

/** A record where its id is given, or where there is no list. */
function readRequest(input: JsonObject, api: SnippetApi): SnippetRequest {
  const resource = readChoice(input, 'resource', WRITTEN);
  const { readable } = RESOURCES[resource];
  const address = readAddress(input, resource);
  return address.id !== undefined || readable === 'single' || readable === 'record'
    ? recordSnippet(address, api)
    : listSnippet(readQuery(input, resource), api);
}
