import * as vscode from 'vscode';
import type { ListQuery } from '../../fleetio/client';
import { FleetioError } from '../../fleetio/errors';
import { fieldValue, type FleetRecord } from '../../fleetio/records';
import { RESOURCES, type ResourceId } from '../../fleetio/resources';
import type { Active, ActiveClient } from '../keys/activeClient';
import type { ToolWords } from './tool';
import type { ReadInput } from './toolInput';

/** The key in use. @throws FleetioError `unauthorized` when there is none, so that the model can say what to do. */
export async function activeOrThrow(active: ActiveClient): Promise<Active> {
  const current = await active.get();
  if (current === undefined) {
    throw new FleetioError(
      'unauthorized',
      'No Fleetio API key is stored. The user can add one with the command "Fleetio: Add API Key…".',
    );
  }
  return current;
}

/** What a person is asked before records go to the model. @param what `Meter Entries` */
export async function readingWords(active: ActiveClient, what: string): Promise<ToolWords> {
  const { t } = vscode.l10n;
  const current = await active.get();
  return {
    title: t('Read {0} from Fleetio?', what),
    message:
      current === undefined
        ? t('There is no API key yet, so nothing will be read.')
        : t(
            'The key "{0}" reads them from the account {1}, and the language model gets what is in them. It does not get the key. Nothing is changed.',
            current.key.label,
            current.accountName,
          ),
    progress: t('Reading {0} from Fleetio', what),
  };
}

/** Reads one page of a list as the model gets it: of each record what its row and its tooltip show. */
export async function readPageFor(
  active: ActiveClient,
  query: ListQuery,
  { cursor }: Pick<ReadInput, 'cursor'>,
  signal: AbortSignal,
): Promise<string> {
  const { client, accountName } = await activeOrThrow(active);
  const page = await client.page(query, { signal, ...(cursor !== undefined && { cursor }) });
  return JSON.stringify({
    account: accountName,
    resource: query.resource,
    records: page.records.map((record) => summaryOf(query.resource, record)),
    remaining: page.remaining,
    ...(page.remainingAtLeast && { remainingIsLeast: true }),
    next: page.next ?? null,
  });
}

/** The fields that people look at first, those that are filled in. */
function summaryOf(resource: ResourceId, record: FleetRecord): Readonly<Record<string, unknown>> {
  const { label, description, tooltip } = RESOURCES[resource];
  const fields = [...label, ...description, ...tooltip].map(({ field }) => field);
  const filled = fields
    .map((field) => [field, fieldValue(record, field)] as const)
    .filter(([, value]) => value !== undefined && value !== null && value !== '');
  return { id: record.id, ...Object.fromEntries(filled) };
}
