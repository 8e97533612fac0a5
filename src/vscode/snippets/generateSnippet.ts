import * as vscode from 'vscode';
import { checkedApiUrl } from '../../fleetio/connection';
import { FleetioError } from '../../fleetio/errors';
import { NEWEST_API_VERSION } from '../../fleetio/versions';
import { requestFromText } from '../../snippets/fromText';
import type { SnippetApi, SnippetRequest } from '../../snippets/model';
import { TARGETS } from '../../snippets/targets';
import type { ActiveClient } from '../keys/activeClient';
import { apiUrl } from '../platform/configuration';
import { notify, toGenerateSnippet } from '../platform/notify';
import { DELIVER } from './deliver';
import { requestFor } from './subject';
import type { Destination, SnippetChoices, SnippetWriter } from './snippetWriter';
import { SnippetWizard } from './snippetWizard';

/** What `fleetio.generateSnippet` asks for, or is given by a caller that knows it already, such as a key binding. */
export interface SnippetAnswers extends Partial<SnippetChoices> {
  /** A URL of the API or a curl command, where the command is called on no row. */
  readonly request?: string;
  /** A target's id: `python-requests`. */
  readonly target: string;
  /** A new document by default. */
  readonly destination?: Destination;
}

/** Writes code for a row or a record's document, for the request in a text, or for what the person picks. */
export async function generateSnippet(
  active: ActiveClient,
  writer: SnippetWriter,
  subject: unknown,
  given: unknown,
): Promise<void> {
  const api = await snippetApi(active);
  const request = requestFor(subject, api);
  const answers = readAnswers(given) ?? readAnswers(subject);
  if (answers === undefined) {
    await askAndWrite(writer, api, request);
  } else {
    await writeAnswered(writer, answers, request ?? requestIn(answers.request ?? '', api));
  }
}

/** Writes code for the URL or the curl command in the clipboard. */
export async function generateFromClipboard(active: ActiveClient, writer: SnippetWriter): Promise<void> {
  const api = await snippetApi(active);
  const request = requestIn(await vscode.env.clipboard.readText(), api);
  if (request !== undefined) {
    await askAndWrite(writer, api, request);
  }
}

/** The API of the key in use; without a key, the one that keys are added for. */
export async function snippetApi(active: ActiveClient): Promise<SnippetApi> {
  const current = await active.get();
  return current === undefined
    ? { apiUrl: checkedApiUrl(apiUrl()), apiVersion: NEWEST_API_VERSION }
    : { apiUrl: current.key.apiUrl, apiVersion: current.key.apiVersion };
}

async function askAndWrite(writer: SnippetWriter, api: SnippetApi, request?: SnippetRequest): Promise<void> {
  const wanted = await new SnippetWizard(writer, api).run(request);
  if (wanted !== undefined) {
    await writer.remember(wanted.target, wanted.choices, wanted.destination);
    await DELIVER[wanted.destination](wanted);
  }
}

async function writeAnswered(
  writer: SnippetWriter,
  { target: id, destination = 'document', ...answers }: SnippetAnswers,
  request: SnippetRequest | undefined,
): Promise<void> {
  const target = TARGETS.find((candidate) => candidate.id === id);
  if (target === undefined) {
    throw new RangeError(`There is no snippet target "${id}".`);
  }
  const { pages, retry, shape } = { ...writer.choices(target), ...answers };
  if (request !== undefined) {
    const editor = vscode.window.activeTextEditor;
    await DELIVER[destination]({ request, target, choices: { pages, retry, shape }, editor });
  }
}

function readAnswers(argument: unknown): SnippetAnswers | undefined {
  return typeof argument === 'object' && argument !== null && 'target' in argument
    ? (argument as SnippetAnswers)
    : undefined;
}

/** The request in a text; where there is none, the person is told why. */
function requestIn(text: string, api: SnippetApi): SnippetRequest | undefined {
  const none = vscode.l10n.t('There is no URL of the Fleetio API and no curl command that asks it.');
  try {
    const request = requestFromText(text, api);
    if (request === undefined) {
      void notify('info', none, toGenerateSnippet());
    }
    return request;
  } catch (error) {
    if (!(error instanceof FleetioError)) {
      throw error;
    }
    void notify('info', error.message, toGenerateSnippet());
    return undefined;
  }
}
