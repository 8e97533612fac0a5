import * as vscode from 'vscode';
import type { ClientServices } from '../../fleetio/services';
import type { ClipboardGuard } from '../../keys/clipboardGuard';
import type { KeyRing } from '../../keys/keyRing';
import { activeAccount, type StoredKey } from '../../keys/storedKey';
import type { CommandId, CommandsOf } from '../platform/commands';
import { clipboardClearSeconds } from '../platform/configuration';
import { notify, toAddKey } from '../platform/notify';
import type { ActiveKeys } from './activeKeys';
import { addKeyBySteps, addKeyFromAnswers, readAnswers } from './addKey';
import { editKey } from './editKey';
import { addKeyFromClipboard, addKeysFromEnvFiles } from './importKeys';
import { KeyVariables } from './keyVariables';
import { stateWords } from './keyWords';
import { openManagePage } from './managePage';
import { settleOldKeys } from './oldKeys';
import { removeDamaged, removeKey, revokeKey } from './removeKey';
import { rotateKey } from './rotateKey';
import { isLogged, type TerminalAccess } from './terminalAccess';
import { forgetFolders, pickFolder, useKeyInFolder } from './useKey';
import { verifyKey } from './verifyKey';
import { writeEnvFile } from './writeEnvFile';

/** What the commands about keys work with. */
export interface KeyCommandParts {
  readonly ring: KeyRing;
  readonly services: ClientServices;
  readonly active: ActiveKeys;
  readonly clipboard: ClipboardGuard;
  readonly terminals: TerminalAccess;
  readonly globalState: vscode.Memento;
}

type KeyCommandId = Extract<
  CommandId,
  | `fleetio.${string}ApiKey${string}`
  | `fleetio.${'apiKey' | 'accountToken' | 'copyAccountToken' | 'writeEnvFile'}`
>;

/**
 * The commands about keys. Those about one key take its row, `{ keyId }`, or `{ keyInUse: true }` as welcome views give
 * it, and ask for a key where they get none of these.
 */
export function keyCommands(parts: KeyCommandParts): CommandsOf<KeyCommandId> {
  const { active } = parts;
  const variables = new KeyVariables(active);
  return {
    ...addCommands(parts),
    ...lifeCommands(parts),
    ...copyCommands(parts),
    ...placeCommands(parts),
    'fleetio.useApiKey': onKey(parts, vscode.l10n.t('Which key shall be used?'), ({ id }) => active.use(id)),
    'fleetio.useApiKeyInFolder': onKey(parts, vscode.l10n.t('Which key shall this folder use?'), (key) =>
      useKeyInFolder(active, parts.globalState, key),
    ),
    'fleetio.useSameApiKeyAsElsewhere': async () => {
      const { folder } = active;
      if (folder !== undefined) {
        await active.unbind(folder);
      }
    },
    'fleetio.apiKey': () => variables.value('apiKey'),
    'fleetio.accountToken': () => variables.value('accountToken'),
  };
}

function addCommands({ ring, services, active, clipboard }: KeyCommandParts) {
  const keep = async (key: StoredKey | undefined): Promise<boolean> => {
    if (key !== undefined) {
      await active.use(key.id);
      void tellStored(key);
    }
    return key !== undefined;
  };
  return {
    'fleetio.addApiKey': async (argument) => {
      const answers = readAnswers(argument);
      return answers === undefined
        ? keep(await addKeyBySteps(ring, services))
        : (await addKeyFromAnswers(ring, services, answers)) !== undefined;
    },
    'fleetio.addApiKeyFromClipboard': async () => keep(await addKeyFromClipboard(ring, services, clipboard)),
    'fleetio.addApiKeyFromEnvFile': () => addKeysFromEnvFiles(ring, services, keep),
  } satisfies Partial<CommandsOf<KeyCommandId>>;
}

function lifeCommands(parts: KeyCommandParts) {
  const { ring, services, active, clipboard, globalState } = parts;
  const { t } = vscode.l10n;
  const forget = async (id: string): Promise<void> => {
    await ring.remove(id);
    await active.forget(id);
    await forgetFolders(globalState, id);
    await clipboard.clear();
  };
  return {
    'fleetio.editApiKey': onKey(parts, t('Which key shall be edited?'), (key) =>
      editKey(ring, services, key),
    ),
    'fleetio.verifyApiKey': onKey(parts, t('Which key shall be verified?'), (key) =>
      verifyAndTell(ring, services, key),
    ),
    'fleetio.refreshApiKeys': () => {
      active.lookAgain();
    },
    'fleetio.rotateApiKey': onKey(parts, t('Which key shall be rotated?'), (key) =>
      rotateKey(ring, services, key),
    ),
    'fleetio.settleOldApiKey': onKey(parts, t('Whose old key shall be checked?'), (key) =>
      settleOldKeys(ring, services, key),
    ),
    'fleetio.revokeApiKey': onKey(parts, t('Which key shall be revoked?'), (key) =>
      revokeKey(ring, key, services, forget),
    ),
    'fleetio.removeApiKey': onKey(parts, t('Which key shall be removed?'), (key) =>
      removeKey(ring, key, services, forget),
    ),
    'fleetio.removeDamagedApiKeys': () => removeDamaged(ring),
    'fleetio.manageApiKeys': () => openManagePage(),
  } satisfies Partial<CommandsOf<KeyCommandId>>;
}

function copyCommands(parts: KeyCommandParts) {
  const { clipboard } = parts;
  const { t } = vscode.l10n;
  const copy = async (secret: string, what: string): Promise<void> => {
    const seconds = clipboardClearSeconds();
    await clipboard.copy(secret, seconds);
    const words =
      seconds > 0 ? t('{0} copied; it leaves the clipboard in {1} s', what, seconds) : t('{0} copied', what);
    vscode.window.setStatusBarMessage(`$(check) ${words}`, 5000);
  };
  return {
    'fleetio.copyApiKey': onKey(parts, t('Which key shall be copied?'), ({ apiKey }) =>
      copy(apiKey, t('API key')),
    ),
    'fleetio.copyAccountToken': onKey(
      parts,
      t("Which key's account token shall be copied?"),
      ({ accountToken }) => copy(accountToken, t('Account token')),
    ),
  } satisfies Partial<CommandsOf<KeyCommandId>>;
}

/** Commands that bring the key to where programs read it. */
function placeCommands({ active, terminals }: KeyCommandParts) {
  const { t } = vscode.l10n;
  return {
    'fleetio.giveApiKeyToTerminals': async () => {
      if (isLogged()) {
        void notify(
          'warning',
          t(
            'At the log level Trace, VS Code writes what terminals are given into its logs, the API key with it. Set another level first.',
          ),
          { title: t('Set Log Level'), command: 'workbench.action.setLogLevel' },
        );
        return;
      }
      const key = await terminals.give(active.folder);
      if (key === undefined) {
        tellNone();
      } else {
        void tellOfTerminals(key, terminals);
      }
    },
    'fleetio.takeApiKeyFromTerminals': () => terminals.takeAll(),
    'fleetio.writeEnvFile': async () => {
      const folder = await pickFolder(t('Which folder shall have a .env file?'));
      const key = folder && (await active.get(folder));
      if (key !== undefined && folder !== undefined) {
        await writeEnvFile(folder, key);
      } else if (folder !== undefined) {
        tellNone();
      }
    },
  } satisfies Partial<CommandsOf<KeyCommandId>>;
}

/** A command about one key: of the row it was called on, or one that is asked for. */
function onKey(
  { ring, active }: KeyCommandParts,
  question: string,
  run: (key: StoredKey) => Promise<unknown>,
): (row?: unknown) => Promise<void> {
  return async (row) => {
    const named = isObject(row) && 'keyInUse' in row ? (await active.get())?.id : keyIdOf(row);
    const id = named ?? (await pickKey(ring, question));
    const key = id === undefined ? undefined : await ring.key(id);
    if (key !== undefined) {
      await run(key);
    }
  };
}

function keyIdOf(row: unknown): string | undefined {
  return isObject(row) && 'keyId' in row && typeof row.keyId === 'string' ? row.keyId : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

async function pickKey(ring: KeyRing, placeHolder: string): Promise<string | undefined> {
  const keys = await ring.keys();
  if (keys.length === 0) {
    tellNone();
    return undefined;
  }
  const items = keys.map((key) => ({
    label: key.label,
    description: `${activeAccount(key).name} · ${key.apiVersion} · ${stateWords(key.check?.state).title}`,
    id: key.id,
  }));
  return (await vscode.window.showQuickPick(items, { placeHolder }))?.id;
}

function tellNone(): void {
  void notify('info', vscode.l10n.t('No API key is stored yet.'), toAddKey());
}

function tellStored(key: StoredKey): Promise<void> {
  const { t } = vscode.l10n;
  return notify(
    'info',
    t('The API key "{0}" is stored and in use for {1}.', key.label, activeAccount(key).name),
    { title: t('Show Vehicles'), command: 'fleetio.vehicles.focus' },
  );
}

async function tellOfTerminals(key: StoredKey, terminals: TerminalAccess): Promise<void> {
  const { t } = vscode.l10n;
  const open = t('Open Terminal');
  const end = t('Take Back');
  const answer = await vscode.window.showInformationMessage(
    t(
      'New terminals of this folder have the API key "{0}" in FLEETIO_API_KEY, until the window is closed.',
      key.label,
    ),
    open,
    end,
  );
  if (answer === open) {
    vscode.window.createTerminal().show();
  } else if (answer === end) {
    await terminals.takeAll();
  }
}

/** Asks Fleetio of a key while the view shows that it is busy; the answer is in the row, and said below. */
async function verifyAndTell(ring: KeyRing, services: ClientServices, key: StoredKey): Promise<void> {
  const verified = await vscode.window.withProgress({ location: { viewId: 'fleetio.keys' } }, () =>
    verifyKey(ring, services, key),
  );
  const { title, advice } = stateWords(verified.check?.state);
  vscode.window.setStatusBarMessage(`$(key) ${verified.label}: ${title}. ${advice}`, 5000);
}
