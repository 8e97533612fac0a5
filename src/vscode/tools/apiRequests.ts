import * as vscode from 'vscode';
import type { Priority } from '../../fleetio/client';
import { FleetioError } from '../../fleetio/errors';
import type { JsonObject } from '../../fleetio/json';
import { fieldValue, type FleetRecord } from '../../fleetio/records';
import { listRequest, requestUrl, type ApiRequest } from '../../fleetio/request';
import { RESOURCES, type FieldView, type ResourceId } from '../../fleetio/resources';
import type { Active, ActiveClient } from '../keys/activeClient';
import type { Announcement, ToolAnswer } from './readOnlyTool';
import type { PageInput } from './toolInput';

/** A model can ask for a lot at once; what a person looks at goes first. */
export const TOOL_PRIORITY: Priority = 'background';

/** The key that requests are made with. @throws FleetioError when none is stored. */
export async function keyInUse(client: ActiveClient): Promise<Active> {
  const active = await client.get();
  if (active === undefined) {
    throw new FleetioError('unauthorized', 'No Fleetio API key is stored.', {
      nextStep:
        'Ask the user to run "Fleetio: Add API Key", or "Fleetio: Start the Demo Fleet" to try it without an account; then call the tool again. Never ask for the key itself.',
    });
  }
  return active;
}

/** Names the request, where it goes, and for which account it is made with which key. */
export function announceRequest(
  { key, accountName }: Active,
  request: ApiRequest,
  what: string,
): Announcement {
  const { t } = vscode.l10n;
  return {
    progress: t('Reading {0} of {1}', what, accountName),
    question: t('Read {0} of {1}?', what, accountName),
    details: [
      t('Sends GET {0}', requestUrl(key.apiUrl, request)),
      t('with the API key "{0}" for the account {1}.', key.label, accountName),
      t('What Fleetio answers goes to the language model, without the key and the account token.'),
    ],
  };
}

/** Tells of a page that a tool is about to ask for. */
export async function announcePage(client: ActiveClient, { query }: PageInput): Promise<Announcement> {
  const active = await keyInUse(client);
  const { title } = RESOURCES[query.resource];
  return announceRequest(active, listRequest(query, active.key.apiVersion), title.toLowerCase());
}

/** Asks for a page: its records in short, how many remain, and how to go on. */
export async function answerPage(
  client: ActiveClient,
  { query, cursor }: PageInput,
  signal: AbortSignal,
): Promise<ToolAnswer> {
  const active = await keyInUse(client);
  const paging = cursor === undefined ? {} : { cursor };
  const page = await active.client.page(query, { signal, priority: TOOL_PRIORITY, ...paging });
  return {
    facts: {
      account: active.accountName,
      resource: query.resource,
      shown: page.records.length,
      remaining: page.remainingAtLeast ? `at least ${page.remaining}` : page.remaining,
      ...(page.next === undefined ? {} : { nextCursor: page.next }),
      records: page.records.map((record) => inShort(query.resource, record)),
    },
  };
}

/** What a list tells of a record: the fields that the catalogue shows, and what it hangs on. All else is in the record. */
function inShort(resource: ResourceId, record: FleetRecord): JsonObject {
  const { label, description, tooltip } = RESOURCES[resource];
  const shown = [...label, ...description, ...tooltip].flatMap(fieldsOf);
  const fields = ['id', 'vehicle_id', ...shown];
  const values = fields.map((field) => [field, fieldValue(record, field)] as const);
  return Object.fromEntries(
    values.filter(([, value]) => value !== undefined && value !== null && value !== ''),
  );
}

/** The field, and the one with its unit where that is another. */
function fieldsOf({ field, unit }: FieldView): readonly string[] {
  return typeof unit === 'object' && 'field' in unit ? [field, unit.field] : [field];
}
