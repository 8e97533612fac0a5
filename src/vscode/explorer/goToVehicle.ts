import * as vscode from 'vscode';
import { FleetioError } from '../../fleetio/errors';
import { failureWords } from '../platform/failures';
import { askText } from '../platform/steps';
import type { VehiclesTree } from './vehiclesTree';

/** *Go to Vehicle by Id or External Id…* @param given the id, where somebody has it already. */
export async function goToVehicle(tree: VehiclesTree, given: unknown): Promise<void> {
  if (typeof given === 'string' || typeof given === 'number') {
    await show(tree, String(given), new AbortController().signal);
    return;
  }
  await askText({
    title: vscode.l10n.t('Go to Vehicle'),
    prompt: vscode.l10n.t('The id of a vehicle, or an external id as key:value'),
    placeholder: 'accounting_id:A-1001',
    value: '',
    accept: (text, signal) => problemWith(tree, text, signal),
  });
}

/** Goes there; says why not, where it cannot. */
async function problemWith(
  tree: VehiclesTree,
  text: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    await show(tree, text.trim(), signal);
    return undefined;
  } catch (error) {
    if (!(error instanceof FleetioError)) {
      throw error;
    }
    if (error.kind === 'notFound') {
      return vscode.l10n.t("There is no vehicle with this id, or the key's user may not see it.");
    }
    const { title, advice } = failureWords(error);
    return `${title}. ${advice}`;
  }
}

/** @throws FleetioError */
async function show(tree: VehiclesTree, id: string, signal: AbortSignal): Promise<void> {
  const shown = await tree.current();
  if (shown !== undefined) {
    await tree.reveal(await shown.client.get({ resource: 'vehicles', id }, { signal }));
  }
}
