import * as vscode from 'vscode';
import { accountMark } from '../../keys/accountPlace';
import type { StoredKey } from '../../keys/storedKey';
import { ALL_VEHICLES, FACET_IDS, readListing, type Sort, type VehicleListing } from './listing';

/** The filters and the order of the vehicles, kept for the workspace and for each account. */
export class VehicleListings {
  constructor(private readonly kept: vscode.Memento) {}

  of(key: StoredKey): VehicleListing {
    return readListing(this.kept.get(nameFor(key)));
  }

  async keep(key: StoredKey, listing: VehicleListing): Promise<void> {
    await this.kept.update(nameFor(key), listing);
  }
}

/** Ids of statuses and groups are an account's own. */
function nameFor(key: StoredKey): string {
  return `fleetio.vehicleListing.${accountMark(key)}`;
}

/** The filters and the order in words, for the view's head; empty where nothing differs from the usual. */
export function listingWords({ filters, archived, sort }: VehicleListing): string {
  const facets = FACET_IDS.flatMap((id) => {
    const names = (filters[id] ?? []).map(({ name }) => name);
    return names.length === 0 ? [] : [names.join(vscode.l10n.t(' or '))];
  });
  const { field, direction } = ALL_VEHICLES.sort;
  const isUsualOrder = sort.field === field && sort.direction === direction;
  return [
    ...(archived ? [vscode.l10n.t('Archived')] : facets),
    ...(isUsualOrder ? [] : [sortWords(sort)]),
  ].join(' · ');
}

/** An order in words: `by name, descending`. */
export function sortWords({ field, direction }: Sort): string {
  const { t } = vscode.l10n;
  const names: Readonly<Record<string, string>> = {
    name: t('name'),
    id: t('id'),
    created_at: t('date created'),
    updated_at: t('date updated'),
  };
  const name = names[field] ?? field;
  return direction === 'asc' ? t('by {0}, ascending', name) : t('by {0}, descending', name);
}
