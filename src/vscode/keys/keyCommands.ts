import * as vscode from 'vscode';
import type { ClientServices } from '../../fleetio/services';
import type { KeyRing } from '../../keys/keyRing';
import { activeAccount, type StoredKey } from '../../keys/storedKey';
import type { CommandsOf } from '../platform/commands';
import { addKeyBySteps, addKeyFromAnswers, readAnswers } from './addKey';

/** Fleetio's own page of keys (fleetio-api.md section 1.4). */
const MANAGE_KEYS_PAGE = 'https://secure.fleetio.com/api_keys';

/** The commands about keys. */
export function keyCommands(
  ring: KeyRing,
  services: ClientServices,
): CommandsOf<'fleetio.addApiKey' | 'fleetio.useApiKey' | 'fleetio.removeApiKey' | 'fleetio.manageApiKeys'> {
  return {
    'fleetio.addApiKey': async (argument) => {
      const answers = readAnswers(argument);
      const key = await (answers === undefined
        ? addKeyBySteps(ring, services)
        : addKeyFromAnswers(ring, services, answers));
      if (key !== undefined && answers === undefined) {
        void tellStored(key);
      }
      return key !== undefined;
    },
    'fleetio.useApiKey': async (row) => {
      const id = keyIdOf(row) ?? (await pickKey(ring, vscode.l10n.t('Which key shall be used?')));
      if (id !== undefined) {
        await ring.use(id);
      }
    },
    'fleetio.removeApiKey': async (row) => {
      const id = keyIdOf(row) ?? (await pickKey(ring, vscode.l10n.t('Which key shall be removed?')));
      const key = (await ring.keys()).find((candidate) => candidate.id === id);
      if (key !== undefined) {
        await removeAfterYes(ring, key);
      }
    },
    'fleetio.manageApiKeys': () => openManagePage(),
  };
}

async function tellStored(key: StoredKey): Promise<void> {
  const show = vscode.l10n.t('Show Vehicles');
  const answer = await vscode.window.showInformationMessage(
    vscode.l10n.t('The API key "{0}" is stored and in use for {1}.', key.label, activeAccount(key).name),
    show,
  );
  if (answer === show) {
    await vscode.commands.executeCommand('fleetio.vehicles.focus');
  }
}

async function removeAfterYes(ring: KeyRing, key: StoredKey): Promise<void> {
  const remove = vscode.l10n.t('Remove');
  const openPage = vscode.l10n.t('Open Manage API Keys');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('Remove the API key "{0}" from VS Code?', key.label),
    {
      modal: true,
      detail: vscode.l10n.t('Fleetio goes on accepting it until it is revoked there, under Manage API Keys.'),
    },
    remove,
    openPage,
  );
  if (answer === remove) {
    await ring.remove(key.id);
  } else if (answer === openPage) {
    await openManagePage();
  }
}

async function openManagePage(): Promise<void> {
  await vscode.env.openExternal(vscode.Uri.parse(MANAGE_KEYS_PAGE));
}

async function pickKey(ring: KeyRing, placeHolder: string): Promise<string | undefined> {
  const keys = await ring.keys();
  if (keys.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No API key is stored yet.'));
    return undefined;
  }
  const items = keys.map((key) => ({ label: key.label, description: activeAccount(key).name, id: key.id }));
  return (await vscode.window.showQuickPick(items, { placeHolder }))?.id;
}

function keyIdOf(row: unknown): string | undefined {
  const known = typeof row === 'object' && row !== null && 'keyId' in row && typeof row.keyId === 'string';
  return known ? String(row.keyId) : undefined;
}
