import * as vscode from 'vscode';
import { FleetioClient } from '../../fleetio/client';
import type { ClientServices } from '../../fleetio/services';
import { isAccepted } from '../../keys/checkKey';
import type { KeyRing } from '../../keys/keyRing';
import { connectionOf, type RetiredKey, type StoredKey } from '../../keys/storedKey';
import { findWorkTree } from '../../leaks/exposure';
import { seekSecret, type Sightings } from '../../leaks/scan/seek';
import { configuredGit, foldersForGit } from '../platform/git';
import { DONE, showTasks, type Task } from '../platform/taskList';
import { openManagePage } from './managePage';

/**
 * After a rotation: revoke the old key, check that Fleetio refuses it, and look where it lies about. The list can be left
 * and opened again; the old key is forgotten when Fleetio refuses it.
 */
export async function settleOldKeys(ring: KeyRing, services: ClientServices, key: StoredKey): Promise<void> {
  const { t } = vscode.l10n;
  const tasks: Task[] = [
    {
      label: t('Revoke the old key in Fleetio'),
      detail: t('Opens Manage API Keys. Revoke it once nothing uses it any more.'),
      icon: 'link-external',
      run: async () => {
        await openManagePage();
        return t('Manage API Keys is open in the browser. When the old key is revoked there, check it here.');
      },
    },
    {
      label: t('Check that Fleetio refuses the old key'),
      detail: t('Asks Fleetio with the old key, once.'),
      icon: 'shield',
      run: (signal) => checkOldKeys(ring, services, key.id, signal),
    },
    {
      label: t('Search this workspace and its history for the old key'),
      detail: t('Also the files that git ignores, and every commit on any branch.'),
      icon: 'search',
      run: (signal) => searchFor(key.retired ?? [], signal),
    },
    {
      label: t('Done'),
      detail: t('The row of the key says so while its old key is still accepted.'),
      icon: 'check',
      run: () => Promise.resolve(DONE),
    },
  ];
  await showTasks(
    t('Rotate "{0}" ({1}/{2})', key.label, 3, 3),
    t('The new key is stored and in use where the old one was. Now see to the old one.'),
    tasks,
  );
}

/** Forgets those old keys that Fleetio refuses; says what came out. */
async function checkOldKeys(
  ring: KeyRing,
  services: ClientServices,
  id: string,
  signal: AbortSignal,
): Promise<string> {
  const { t } = vscode.l10n;
  const key = await ring.key(id);
  const accepted = key ? await stillAccepted(key, ring, services, signal) : [];
  await ring.edit(id, { retired: accepted.length > 0 ? accepted : undefined });
  return accepted.length > 0
    ? t('Fleetio still accepts the old key. Revoke it under Manage API Keys, then check again.')
    : t('Fleetio refuses the old key: it is dead, and forgotten here.');
}

/** Which old keys of a key are still taken; of the others it is noted that they are dead. */
async function stillAccepted(
  key: StoredKey,
  ring: KeyRing,
  services: ClientServices,
  signal: AbortSignal,
): Promise<RetiredKey[]> {
  const accepted: RetiredKey[] = [];
  for (const old of key.retired ?? []) {
    if (await isAccepted(clientOf(services, key, old), signal)) {
      accepted.push(old);
    } else {
      ring.noteDead({ ...old, apiUrl: key.apiUrl });
    }
  }
  return accepted;
}

function clientOf(services: ClientServices, key: StoredKey, { apiKey }: RetiredKey): FleetioClient {
  return new FleetioClient({ ...connectionOf(key), apiKey }, services);
}

async function searchFor(old: readonly RetiredKey[], signal: AbortSignal): Promise<string> {
  const folders = foldersForGit();
  if (folders.length === 0) {
    return vscode.l10n.t('There is no folder to search: open one that is trusted and on this machine.');
  }
  const git = configuredGit();
  const roots = new Set<string>();
  for (const { uri } of folders) {
    const tree = await findWorkTree(uri.fsPath, git, signal);
    roots.add(tree?.root ?? '');
  }
  const all: Sightings[] = [];
  for (const root of [...roots].filter((one) => one !== '')) {
    for (const { apiKey } of old) {
      all.push(await seekSecret(root, apiKey, git, signal));
    }
  }
  return all.length === 0
    ? vscode.l10n.t('No folder of this workspace is in a git repository.')
    : sightingsWords(all);
}

/** How many places are named; the rest is counted. */
const MOST_NAMED = 3;

function sightingsWords(all: readonly Sightings[]): string {
  const { t } = vscode.l10n;
  const files = all.flatMap((one) => one.files);
  const commits = all.flatMap((one) => one.commits);
  if (files.length + commits.length === 0) {
    return t('It is in no file and no commit.');
  }
  const places = [...files, ...commits.map(({ id, path }) => t('{0} in commit {1}', path, id.slice(0, 7)))];
  const named = places.slice(0, MOST_NAMED).join(', ');
  const more = places.length > MOST_NAMED ? t('{0} and {1} more', named, places.length - MOST_NAMED) : named;
  return t('Files: {0}, commits: {1}. {2}', files.length, commits.length, more);
}
