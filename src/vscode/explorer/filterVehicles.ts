import * as vscode from 'vscode';
import type { FleetioClient, FleetRecord } from '../../fleetio/client';
import { recordLabel } from '../../fleetio/format';
import { RESOURCES } from '../../fleetio/resources';
import { asText } from '../platform/labels';
import {
  ALL_VEHICLES,
  FACETS,
  facetsOf,
  narrowed,
  type Choice,
  type FacetId,
  type Sort,
  type VehicleListing,
} from './listing';
import { sortWords } from './listings';
import type { VehiclesTree } from './vehiclesTree';

type Pick<Value> = vscode.QuickPickItem & { readonly value: Value };

/** *Filter Vehicles…*: by what, then the values, which the account's own lists give. */
export async function filterVehicles(tree: VehiclesTree): Promise<void> {
  const shown = await tree.current();
  if (shown === undefined) {
    return;
  }
  const { client, key, listing } = shown;
  const facets = facetsOf(key.apiVersion).map((id) => facetItem(id, listing));
  const wanted = await vscode.window.showQuickPick([...facets, archivedItem(listing)], {
    title: vscode.l10n.t('Filter Vehicles'),
    placeHolder: vscode.l10n.t('What shall the vehicles be narrowed by?'),
  });
  if (wanted?.value === 'archived') {
    await tree.narrow({ ...listing, archived: !listing.archived });
  } else if (wanted !== undefined) {
    const choices = await pickChoices(client, wanted.value, listing);
    if (choices !== undefined) {
      await tree.narrow(narrowed(listing, wanted.value, choices));
    }
  }
}

/** *Sort Vehicles…* */
export async function sortVehicles(tree: VehiclesTree): Promise<void> {
  const shown = await tree.current();
  if (shown === undefined) {
    return;
  }
  const { listing } = shown;
  const sorts = RESOURCES.vehicles.sorts.flatMap((field): Sort[] => [
    { field, direction: 'asc' },
    { field, direction: 'desc' },
  ]);
  const items = sorts.map((value): Pick<Sort> => {
    const isUsed = value.field === listing.sort.field && value.direction === listing.sort.direction;
    return { label: sortWords(value), value, ...(isUsed ? { description: vscode.l10n.t('in use') } : {}) };
  });
  const wanted = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Sort Vehicles') });
  if (wanted !== undefined) {
    await tree.narrow({ ...listing, sort: wanted.value });
  }
}

/** Shows all vehicles again; the order stays. */
export async function clearFilters(tree: VehiclesTree): Promise<void> {
  const shown = await tree.current();
  if (shown !== undefined) {
    await tree.narrow({ ...ALL_VEHICLES, sort: shown.listing.sort });
  }
}

function facetItem(id: FacetId, { filters }: VehicleListing): Pick<FacetId> {
  const chosen = (filters[id] ?? []).map(({ name }) => asText(name)).join(', ');
  return { label: facetTitle(id), description: chosen, value: id };
}

function archivedItem({ archived }: VehicleListing): Pick<'archived'> {
  return {
    label: archived ? vscode.l10n.t('Vehicles in Use') : vscode.l10n.t('Archived Vehicles'),
    detail: archived ? '' : vscode.l10n.t('Fleetio lists them apart, without other filters.'),
    value: 'archived',
  };
}

function facetTitle(id: FacetId): string {
  const { t } = vscode.l10n;
  const titles: Readonly<Record<FacetId, string>> = {
    status: t('Status'),
    type: t('Type'),
    group: t('Group'),
    labels: t('Labels'),
  };
  return titles[id];
}

/** The values that a person picks; none of them for no filter; undefined when they leave. */
async function pickChoices(
  client: FleetioClient,
  id: FacetId,
  { filters }: VehicleListing,
): Promise<readonly Choice[] | undefined> {
  const { values, several } = FACETS[id];
  const chosen = new Set((filters[id] ?? []).map((choice) => choice.id));
  const load = async (): Promise<Pick<Choice>[]> =>
    (await allRecords(client, values)).map((record) => {
      const name = recordLabel(values, record);
      return { label: asText(name), value: { id: record.id, name }, picked: chosen.has(record.id) };
    });
  const title = vscode.l10n.t('Filter Vehicles: {0}', facetTitle(id));
  if (several) {
    const placeHolder = vscode.l10n.t('Vehicles that have any of these');
    const items = load().then((loaded) => [...askable(loaded), ...notAskable(loaded)]);
    const picked = await vscode.window.showQuickPick(items, { title, placeHolder, canPickMany: true });
    return picked?.map(({ value }) => value);
  }
  const any: Pick<Choice | undefined> = { label: vscode.l10n.t('Any'), value: undefined };
  const items = load().then((loaded): Pick<Choice | undefined>[] => [any, ...loaded]);
  const picked = await vscode.window.showQuickPick(items, { title });
  if (picked === undefined) {
    return undefined;
  }
  return picked.value === undefined ? [] : [picked.value];
}

/** Several values go into one filter with commas between them, so that one with a comma cannot be asked for. */
function askable(items: readonly Pick<Choice>[]): readonly Pick<Choice>[] {
  return items.filter(({ value }) => !value.name.includes(','));
}

/** A line, which cannot be chosen, that names the values left out and says why. */
function notAskable(items: readonly Pick<Choice>[]): readonly Pick<Choice>[] {
  return items
    .filter((item) => askable([item]).length === 0)
    .map((item) => ({
      ...item,
      label: vscode.l10n.t('Cannot be filtered by, because of its comma: {0}', item.value.name),
      kind: vscode.QuickPickItemKind.Separator,
    }));
}

async function allRecords(
  client: FleetioClient,
  resource: (typeof FACETS)[FacetId]['values'],
): Promise<readonly FleetRecord[]> {
  const records: FleetRecord[] = [];
  for await (const page of client.list({ resource, perPage: 100 })) {
    records.push(...page.records);
  }
  return records;
}
