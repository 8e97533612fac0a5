import * as vscode from 'vscode';
import type { ClientServices } from '../../fleetio/services';
import type { KeyRing } from '../../keys/keyRing';
import { activeAccount, type StoredKey } from '../../keys/storedKey';
import { askPick, askText, runSteps } from '../platform/steps';
import { askAccount, labelProblem, versionItems } from './addKey';
import { KeyProbe } from './keyProbe';

interface Part extends vscode.QuickPickItem {
  readonly edit: () => Promise<unknown>;
}

/** Changes the label, the API version or the account of a key, one at a time. */
export async function editKey(ring: KeyRing, services: ClientServices, key: StoredKey): Promise<void> {
  const { t } = vscode.l10n;
  const parts: readonly Part[] = [
    { label: t('Label'), description: key.label, edit: () => editLabel(ring, key) },
    { label: t('API version'), description: key.apiVersion, edit: () => editVersion(ring, key) },
    {
      label: t('Account'),
      description: activeAccount(key).name,
      detail: t('The one that requests are made for.'),
      edit: () => editAccount(ring, services, key),
    },
  ];
  const title = titleOf(key);
  const part = await vscode.window.showQuickPick(parts, { title, placeHolder: t('What shall change?') });
  await part?.edit();
}

function titleOf({ label }: StoredKey): string {
  return vscode.l10n.t('Edit "{0}"', label);
}

function editLabel(ring: KeyRing, key: StoredKey): Promise<unknown> {
  return askText({
    title: titleOf(key),
    prompt: vscode.l10n.t('The label that the key has in Fleetio.'),
    value: key.label,
    accept: async (typed) => {
      const problem = labelProblem(typed);
      if (problem === undefined) {
        await ring.edit(key.id, { label: typed.trim() });
      }
      return problem;
    },
  });
}

function editVersion(ring: KeyRing, key: StoredKey): Promise<unknown> {
  const items = versionItems();
  return askPick({
    title: titleOf(key),
    placeholder: vscode.l10n.t('Requests name this API version, whatever the key is locked to.'),
    items,
    active: items.find(({ label }) => label === key.apiVersion),
    accept: async ({ label }) => {
      await ring.edit(key.id, { apiVersion: label });
    },
  });
}

async function editAccount(ring: KeyRing, services: ClientServices, key: StoredKey): Promise<void> {
  const probe = new KeyProbe(services, key.apiUrl, key.apiVersion);
  const askToken = () =>
    askText({
      title: titleOf(key),
      prompt: vscode.l10n.t('Account token, or the address of any page in Fleetio. Leave empty to choose.'),
      placeholder: 'abc123',
      value: '',
      accept: async (typed, signal) =>
        (await probe.tryKey(key.apiKey, signal)) ?? (await probe.tryAccountToken(typed, signal)),
    });
  const chooseAccount = async () =>
    probe.account === undefined ? askAccount(probe, { title: titleOf(key) }) : 'next';
  const atEnd = await runSteps([askToken, chooseAccount]);
  const found = probe.result(new Date());
  if (atEnd && found !== undefined) {
    const { accounts, accountToken, check } = found;
    await ring.edit(key.id, { accounts, accountToken, check });
  }
}
