import * as vscode from 'vscode';
import type { FleetRecord } from '../../fleetio/client';
import { pause, systemClock } from '../../fleetio/clock';
import { FleetioError } from '../../fleetio/errors';
import { fieldText, recordDescription, recordLabel } from '../../fleetio/format';
import { RESOURCES } from '../../fleetio/resources';
import { failureWords } from '../platform/failures';
import { asText } from '../platform/labels';
import { VehicleSearch } from './vehicleSearch';
import type { VehiclesTree } from './vehiclesTree';

/** How long somebody must have stopped typing before the server is asked. */
const TYPING_PAUSE = 300;

/** Nobody reads more than this in a list that narrows with every letter. */
const MOST_SHOWN = 100;

interface VehicleItem extends vscode.QuickPickItem {
  /** Missing in rows that say something of the search. */
  readonly record?: FleetRecord;
  /** Choosing the row looks among the archived vehicles, too. */
  readonly looksInArchive?: true;
}

/** Where a search looks: among what the server can search, or among the archived ones. */
type Where = 'find' | 'findArchived';

/** *Search Vehicles…*: asks the server while a person types, and shows the chosen vehicle in the tree. */
export async function searchVehicles(tree: VehiclesTree): Promise<void> {
  const shown = await tree.current();
  if (shown === undefined) {
    return;
  }
  const search = new VehicleSearch(shown.client, () => shown.nodes.account.list.records);
  const record = await pickVehicle(search);
  if (record !== undefined) {
    await tree.reveal(record);
  }
}

function pickVehicle(search: VehicleSearch): Promise<FleetRecord | undefined> {
  const box = vscode.window.createQuickPick<VehicleItem>();
  box.title = vscode.l10n.t('Search Vehicles');
  box.placeholder = vscode.l10n.t('Part of a name, a VIN or a license plate');
  box.keepScrollPosition = true;
  let typing = new AbortController();
  const look = (where: Where): void => {
    typing.abort();
    typing = new AbortController();
    void showMatches(box, search, where, typing.signal);
  };
  return new Promise((resolve) => {
    box.onDidChangeValue(() => {
      look('find');
    });
    box.onDidAccept(() => {
      const [item] = box.selectedItems;
      if (item?.record === undefined) {
        look(item?.looksInArchive ? 'findArchived' : 'find');
        return;
      }
      resolve(item.record);
      box.hide();
    });
    box.onDidHide(() => {
      typing.abort();
      resolve(undefined);
      box.dispose();
    });
    look('find');
    box.show();
  });
}

/** Shows what is known at once, then what the server knows. */
async function showMatches(
  box: vscode.QuickPick<VehicleItem>,
  search: VehicleSearch,
  where: Where,
  signal: AbortSignal,
): Promise<void> {
  const text = box.value.trim();
  box.items = vehicleItems(search.known(text));
  box.busy = true;
  try {
    await pause(TYPING_PAUSE, systemClock, signal);
    for await (const records of search[where](text, signal)) {
      box.items = vehicleItems(records);
    }
    box.items = allItems(search, text);
  } catch (error) {
    if (signal.aborted) {
      return;
    }
    box.items = [...vehicleItems(search.known(text)), failureItem(error)];
  }
  box.busy = false;
}

/** What was found, when nothing more will come by itself, and what else there is to do. */
function allItems(search: VehicleSearch, text: string): readonly VehicleItem[] {
  const items = vehicleItems(search.known(text));
  const { t } = vscode.l10n;
  const archive: VehicleItem = {
    label: t('$(archive) Look Among Archived Vehicles'),
    detail: t('Fleetio lists them apart: some pages of them are loaded.'),
    alwaysShow: true,
    looksInArchive: true,
  };
  const none: VehicleItem = {
    label: t('$(info) No vehicle found'),
    detail: t("Vehicles that the key's user may not see are not searched."),
    alwaysShow: true,
  };
  return [
    ...(items.length === 0 && text !== '' ? [none] : items),
    ...(search.hasMoreArchived && text !== '' ? [archive] : []),
  ];
}

function vehicleItems(records: readonly FleetRecord[]): readonly VehicleItem[] {
  const items = records.slice(0, MOST_SHOWN).map(vehicleItem);
  const more = vscode.l10n.t('$(ellipsis) There are more: type more of the name');
  return records.length > MOST_SHOWN ? [...items, { label: more, alwaysShow: true }] : items;
}

function vehicleItem(record: FleetRecord): VehicleItem {
  const identity = ['vin', 'license_plate', 'group_name']
    .map((field) => fieldText({ field, title: field }, record))
    .filter((value) => value !== '');
  if (typeof record['archived_at'] === 'string') {
    identity.push(vscode.l10n.t('archived'));
  }
  return {
    label: asText(recordLabel('vehicles', record)),
    description: asText(recordDescription('vehicles', record)),
    detail: asText(identity.join(' · ')),
    iconPath: new vscode.ThemeIcon(RESOURCES.vehicles.icon),
    alwaysShow: true,
    record,
  };
}

function failureItem(error: unknown): VehicleItem {
  if (!(error instanceof FleetioError)) {
    throw error;
  }
  const { title, advice, icon } = failureWords(error);
  return { label: `$(${icon}) ${title}`, detail: advice, alwaysShow: true };
}
