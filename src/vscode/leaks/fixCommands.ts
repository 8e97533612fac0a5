import path from 'node:path';
import * as vscode from 'vscode';
import type { ClientServices } from '../../fleetio/services';
import type { KeyRing } from '../../keys/keyRing';
import { fingerprintOf } from '../../leaks/finding';
import { isInHead } from '../../leaks/git/fileState';
import type { Replacement } from '../../leaks/replacement';
import type { LeakWorker } from '../../leaksWorker/client';
import { addKeyBySteps } from '../keys/addKey';
import { makeIgnored } from '../keys/gitIgnore';
import type { CommandHandler, CommandsOf } from '../platform/commands';
import { configuredGit } from '../platform/git';
import { type NextStep, notify, tellNotIgnored, toManageTrust } from '../platform/notify';
import { acceptInBaseline, baselineName } from './acceptance';
import { addressOf, fileOf, GOT_OUT, type Leak, asAddress } from './leak';
import { readSecret, secretAt } from './leakedSecret';
import { keyOf, type LeakStore } from './leakStore';
import { askForLife } from './lifeCheck';
import { whereToChange } from './notebooks';
import { editOf, replacementFor } from './quickFixes';
import type { SecretBook } from './secretFacts';
import { isTooLarge, tellTooLarge } from './tooLarge';
import type { Life } from './words';

/** What the fixes of leaks work with. */
export interface FixParts {
  readonly store: LeakStore;
  readonly book: SecretBook;
  readonly ring: KeyRing;
  readonly services: ClientServices;
  readonly worker: LeakWorker;
  /** Looks at everything again: other files may be told of now. */
  readonly lookAgain: () => void;
  /** Says anew what is known of secrets. */
  readonly tellAgain: () => void;
}

export type FixCommandId =
  'fleetio.storeLeakedKey' | 'fleetio.ignoreLeakedFile' | 'fleetio.acceptLeak' | 'fleetio.checkLeakedKey';

/** The fixes that do more than change the text. Each takes the address of a leak. */
export function fixCommands(parts: FixParts): CommandsOf<FixCommandId> {
  const onLeak =
    (act: (leak: Leak, parts: FixParts) => Promise<void>): CommandHandler =>
    async (argument) => {
      const address = asAddress(argument);
      const leak = address && parts.store.find(address);
      await (leak === undefined ? tellGone() : act(leak, parts));
    };
  return {
    'fleetio.storeLeakedKey': onLeak(storeAndReplace),
    'fleetio.ignoreLeakedFile': onLeak(ignoreFile),
    'fleetio.acceptLeak': onLeak(accept),
    'fleetio.checkLeakedKey': onLeak(checkLife),
  };
}

/** Stores a leaked key in the key ring, unless it is there, and then has the file read it from the environment. */
async function storeAndReplace(leak: Leak, { store, book, ring, services }: FixParts): Promise<void> {
  const secret = await readSecret(leak);
  if (secret === undefined) {
    return tellUnread(leak);
  }
  const known = book.keyId(leak.fingerprint);
  const inUse = await ring.active();
  const added =
    known === undefined
      ? await addKeyBySteps(
          ring,
          services,
          { apiKey: secret, accountToken: await tokenBeside(leak, store) },
          vscode.l10n.t('Store Leaked Key'),
        )
      : undefined;
  if (added !== undefined && inUse !== undefined && GOT_OUT.has(leak.exposure)) {
    // It is kept to be rotated, not to be worked with.
    await ring.use(inUse.id);
  }
  const keyId = known ?? added?.id;
  if (keyId === undefined) {
    return;
  }
  // The person took their time for the steps: the text can be another by now.
  const current = await whereToChange(store.find(addressOf(leak)) ?? leak);
  const document = await vscode.workspace.openTextDocument(current.uri);
  const replacement =
    secretAt(document, current) === undefined ? undefined : replacementFor(document, current);
  if (replacement === undefined) {
    return tellGone();
  }
  const isDone = await vscode.workspace.applyEdit(editOf(document, replacement.edits));
  void (isDone ? tellNext(leak, keyId, replacement) : tellUnchanged(leak));
}

/** The account token in the same file, where there is just one. */
async function tokenBeside({ uri }: Leak, store: LeakStore): Promise<string> {
  const tokens = store.in(uri).filter(({ rule }) => rule === 'fleetio-account-token');
  const [first] = tokens;
  const isOne = tokens.every(({ fingerprint }) => fingerprint === first?.fingerprint);
  return (first && isOne ? await readSecret(first) : undefined) ?? '';
}

const STATUS_MILLISECONDS = 5000;

async function tellNext({ exposure }: Leak, keyId: string, { kind }: Replacement): Promise<void> {
  const { t } = vscode.l10n;
  const done =
    kind === 'environment'
      ? t('The key is stored and the file reads it from the environment')
      : t('The key is stored and the file has a placeholder in its place');
  if (GOT_OUT.has(exposure)) {
    return notify('warning', t('{0}. It was committed: rotate it.', done), {
      title: t('Rotate API Key'),
      command: 'fleetio.rotateApiKey',
      args: [{ keyId }],
    });
  }
  say(`$(check) ${done}`);
}

/** The text can change between the look and the edit. */
function tellUnchanged(leak: Leak): Promise<void> {
  const { t } = vscode.l10n;
  const name = vscode.workspace.asRelativePath(fileOf(leak.uri));
  return notify(
    'warning',
    t('The key is stored, but {0} could not be changed: the key is still in it.', name),
    {
      title: t('Try Again'),
      command: 'fleetio.storeLeakedKey',
      args: [addressOf(leak)],
    },
  );
}

/** What was done to a file that need not be in sight. */
function say(text: string): void {
  vscode.window.setStatusBarMessage(text, STATUS_MILLISECONDS);
}

/** Has git leave the file of a leak alone; on disk it stays. */
async function ignoreFile(leak: Leak, { lookAgain }: FixParts): Promise<void> {
  const file = fileOf(leak.uri).fsPath;
  const name = vscode.workspace.asRelativePath(fileOf(leak.uri));
  if (!vscode.workspace.isTrusted) {
    const { t } = vscode.l10n;
    void notify('info', t('Git is not started in a workspace that is not trusted.'), toManageTrust());
    return;
  }
  const isCommitted = await isInHead(path.dirname(file), path.basename(file), configuredGit());
  if (isCommitted && !(await mayLeaveGit(name))) {
    return;
  }
  const isIgnored = await makeIgnored(file, configuredGit());
  lookAgain();
  if (!isIgnored) {
    void tellNotIgnored(name);
  } else if (GOT_OUT.has(leak.exposure)) {
    const { t } = vscode.l10n;
    void notify(
      'warning',
      t(
        'Git ignores {0} from the next commit on, which deletes it for everybody else. What was committed stays in the history: rotate the key.',
        name,
      ),
      toGuide(leak),
    );
  } else {
    say(vscode.l10n.t('$(check) Git ignores {0} from now on', name));
  }
}

/** Of a file in the last commit: the next one deletes it. */
async function mayLeaveGit(name: string): Promise<boolean> {
  const { t } = vscode.l10n;
  const yes = t('Take It out of Git');
  const detail = t(
    'On this disk the file stays, and git ignores it. The next commit deletes it for everybody else who has the repository. What was committed stays in the history. Where others need the file, replace the secret in it instead.',
  );
  const text = t('Take {0} out of git?', name);
  return (await vscode.window.showWarningMessage(text, { modal: true, detail }, yes)) === yes;
}

async function accept(leak: Leak, { store, worker, lookAgain }: FixParts): Promise<void> {
  const { t } = vscode.l10n;
  // An entry of the baseline is about all places that a secret has in a file.
  const { length } = store.all().filter((other) => keyOf(other) === keyOf(leak));
  await acceptInBaseline(leak, worker);
  store.drop(leak);
  lookAgain();
  say(
    length > 1
      ? t('$(check) All {0} leaks of this secret in the file are accepted in {1}', length, baselineName())
      : t('$(check) The leak is accepted in {0}', baselineName()),
  );
}

async function checkLife(leak: Leak, { book, ring, services, tellAgain }: FixParts): Promise<void> {
  // A key that was found in an old commit need not be in the file any more, but the key ring may have it.
  const secret = (await readSecret(leak)) ?? (await ownSecret(leak, ring));
  if (secret === undefined) {
    return tellUnread(leak);
  }
  const life = await askForLife(secret, leak, services);
  if (life !== undefined) {
    book.setLife(leak.fingerprint, life);
    tellAgain();
    void tellLife(leak, life);
  }
}

/** The warning says it too, but it need not be in sight. */
function tellLife(leak: Leak, { isLive, by }: Life): Promise<void> {
  const { t } = vscode.l10n;
  return isLive
    ? notify('warning', t('The key {0} is live: {1} takes it. Rotate it.', leak.redacted, by), toGuide(leak))
    : notify('info', t('The key {0} is dead: {1} refuses it.', leak.redacted, by), toGuide(leak));
}

const toGuide = (leak: Leak): NextStep => ({
  title: vscode.l10n.t('What to Do'),
  command: 'fleetio.openLeakGuide',
  args: [addressOf(leak)],
});

async function ownSecret({ fingerprint }: Leak, ring: KeyRing): Promise<string | undefined> {
  const own = await ring.secrets();
  return own.find(({ value }) => fingerprintOf(value) === fingerprint)?.value;
}

/** Why a secret could not be read from where it was found. */
async function tellUnread(leak: Leak): Promise<void> {
  void ((await isTooLarge(leak)) ? tellTooLarge(leak) : tellGone());
}

function tellGone(): Promise<void> {
  const { t } = vscode.l10n;
  void notify('info', t('The secret is no longer in that place.'), {
    title: t('Scan Workspace'),
    command: 'fleetio.scanWorkspace',
  });
  return Promise.resolve();
}
