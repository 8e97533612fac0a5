import * as vscode from 'vscode';
import { FleetioError } from '../../fleetio/errors';
import { RESOURCES } from '../../fleetio/resources';
import {
  ENDPOINTS,
  idProblem,
  type Endpoint,
  type EndpointId,
  type EndpointIds,
} from '../../snippets/endpoints';
import { requestFromText } from '../../snippets/fromText';
import type { SnippetApi, SnippetRequest } from '../../snippets/model';
import { askPick, askText, type StepEnd } from '../platform/steps';
import type { Position } from './askOutput';

interface EndpointItem extends vscode.QuickPickItem {
  readonly endpoint?: Endpoint;
  readonly request?: SnippetRequest;
}

/** An endpoint whose ids are asked for. */
export interface EndpointDraft {
  readonly endpoint: Endpoint;
  readonly ids: EndpointIds;
  readonly api: SnippetApi;
}

/** What was picked: an endpoint to ask, or a whole request. */
export type Picked = Endpoint | SnippetRequest;

/** Asks what the code shall ask for; a request in the clipboard is offered first. */
export async function askEndpoint(
  picked: Picked | undefined,
  api: SnippetApi,
  accept: (picked: Picked) => void,
  position: Position,
): Promise<StepEnd> {
  const items: EndpointItem[] = ENDPOINTS.map((endpoint) => ({
    label: `$(${RESOURCES[endpoint.resource].icon}) ${endpoint.title}`,
    description: `GET ${endpoint.path}`,
    endpoint,
  }));
  const request = await requestInClipboard(api);
  if (request !== undefined) {
    items.unshift(
      { label: vscode.l10n.t('$(clippy) {0}', request.title), description: `GET ${request.path}`, request },
      { label: vscode.l10n.t('All endpoints'), kind: vscode.QuickPickItemKind.Separator },
    );
    items.unshift({ label: vscode.l10n.t('In the clipboard'), kind: vscode.QuickPickItemKind.Separator });
  }
  return askPick<EndpointItem>({
    ...position,
    title: vscode.l10n.t('Generate Snippet'),
    placeholder: vscode.l10n.t('What to ask the Fleetio API for'),
    items,
    active: items.find(({ endpoint }) => endpoint !== undefined && endpoint === picked),
    accept: (item) => {
      const chosen = item.endpoint ?? item.request;
      if (chosen !== undefined) {
        accept(chosen);
      }
    },
  });
}

/** Asks for an id in the path of an endpoint. */
export function askId(
  { endpoint, ids, api }: EndpointDraft,
  id: EndpointId,
  accept: (text: string) => void,
  position: Position,
): Promise<StepEnd> {
  const { singular } = RESOURCES[id.resource];
  return askText({
    ...position,
    title: endpoint.title,
    prompt:
      id.resource === 'vehicles'
        ? vscode.l10n.t('Id of the vehicle, or key:value of one of its external ids')
        : vscode.l10n.t('Id of the {0}', singular.toLowerCase()),
    placeholder: '1042',
    value: ids[id.part] ?? '',
    accept: (text) => {
      const problem = idProblem(endpoint, id, text.trim(), api);
      if (problem === undefined) {
        accept(text.trim());
      }
      return Promise.resolve(problem);
    },
  });
}

/** The request that the clipboard holds as a URL or a curl command; undefined where it holds none that can be asked. */
async function requestInClipboard(api: SnippetApi): Promise<SnippetRequest | undefined> {
  try {
    return requestFromText(await vscode.env.clipboard.readText(), api);
  } catch (error) {
    if (error instanceof FleetioError) {
      return undefined;
    }
    throw error;
  }
}
