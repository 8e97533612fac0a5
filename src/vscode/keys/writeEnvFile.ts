import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { withNames, withValues } from '../../keys/envFile';
import type { StoredKey } from '../../keys/storedKey';
import { fileState, type FileState } from '../../leaks/git/fileState';
import { configuredGit, foldersForGit } from '../platform/git';
import { notify, tellNotIgnored, toManageTrust } from '../platform/notify';
import { makeIgnored, textOf } from './gitIgnore';
import { variablesOf } from './terminalAccess';

const ENV_FILE = '.env';
const EXAMPLE_FILE = '.env.example';
/** Nobody but the owner reads it. */
const OWNER_ONLY = 0o600;

/**
 * Writes a key's variables into the `.env` file of a folder, after a yes and only where git leaves that file alone, and
 * the names with placeholders into `.env.example`.
 * @returns whether it was written.
 */
export async function writeEnvFile(folder: vscode.WorkspaceFolder, key: StoredKey): Promise<boolean> {
  if (!foldersForGit().includes(folder)) {
    void notify(
      'warning',
      vscode.l10n.t('Git can be asked only in a trusted folder on this machine, so no key is written here.'),
      toManageTrust(),
    );
    return false;
  }
  const git = configuredGit();
  const file = path.join(folder.uri.fsPath, ENV_FILE);
  const state = await fileState(folder.uri.fsPath, ENV_FILE, git);
  if (!(await isWanted(state, key))) {
    return false;
  }
  if (state !== 'noRepository' && !(await makeIgnored(file, git))) {
    void tellNotIgnored(ENV_FILE);
    return false;
  }
  const variables = variablesOf(key);
  await writeFile(file, withValues(await textOf(file), variables), { mode: OWNER_ONLY });
  const example = path.join(folder.uri.fsPath, EXAMPLE_FILE);
  await writeFile(example, withNames(await textOf(example), placeholdersOf(key)));
  const { t } = vscode.l10n;
  const written =
    state === 'noRepository'
      ? t('$(check) .env and .env.example are written; no git is there to ignore .env')
      : t('$(check) .env and .env.example are written; git ignores .env');
  vscode.window.setStatusBarMessage(written, 5000);
  return true;
}

/** What stands in `.env.example`: the version is no secret. */
function placeholdersOf({ apiVersion }: StoredKey): Readonly<Record<string, string>> {
  return {
    FLEETIO_API_KEY: 'your-api-key',
    FLEETIO_ACCOUNT_TOKEN: 'your-account-token',
    FLEETIO_API_VERSION: apiVersion,
  };
}

async function isWanted(state: FileState, { label }: StoredKey): Promise<boolean> {
  const { t } = vscode.l10n;
  const { detail, yes } = question(state);
  const answer = await vscode.window.showWarningMessage(
    t('Write the API key "{0}" into .env?', label),
    { modal: true, detail },
    yes,
  );
  return answer === yes;
}

function question(state: FileState): { readonly detail: string; readonly yes: string } {
  const { t } = vscode.l10n;
  const plain = t('The key then lies in a file on this disk, in plain text.');
  switch (state) {
    case 'ignored':
      return { detail: t('{0} Git ignores .env, so it is not committed.', plain), yes: t('Write') };
    case 'notIgnored':
      return {
        detail: t('{0} Git does not ignore .env yet: it is added to .gitignore first.', plain),
        yes: t('Add to .gitignore and Write'),
      };
    case 'tracked':
      return {
        detail: t(
          '{0} The file .env is in git: it is taken out of the index and added to .gitignore first. Commit that change; what was committed before stays in the history.',
          plain,
        ),
        yes: t('Take out of Git and Write'),
      };
    case 'noRepository':
      return {
        detail: t('{0} This folder is in no git repository. If it becomes one, ignore .env first.', plain),
        yes: t('Write'),
      };
  }
}
