import * as vscode from 'vscode';
import { BLOT_OUT_COMMAND, blotOutLine, removeFileCommand } from '../../leaks/historyRewrite';
import { toManageTrust } from '../platform/notify';
import { isCommitted, isPushed, isUnknown, type KeptLeak } from './keptLeak';
import type { CopyText, GuideStep, StepId } from './messages';

/** What the steps depend on beside the leak. */
export interface GuideFacts {
  /** Whether the key ring holds the key, or the one that took its place. */
  readonly isOwn: boolean;
  /** Whether another key has taken its place in the key ring. */
  readonly isReplaced: boolean;
  /** Whether git may be asked, and files scanned. */
  readonly isTrusted: boolean;
  /** What Fleetio said of the key, in words. */
  readonly life: string | undefined;
  /** Whether there is a place, here or in an old commit, that it can be read from to ask Fleetio about it. */
  readonly canAsk: boolean;
  /** Where it is right now, such as `src/sync.js:7`. */
  readonly places: readonly string[];
  /** Whether one of the places is in the file of an open notebook and in none of its cells. */
  readonly isSavedOnly: boolean;
  /** Whether it is in no file any more, but still in one that is staged. */
  readonly isOnlyStaged: boolean;
  readonly done: readonly StepId[];
}

/** The steps from a leak to a key that is rotated and gone. */
export function guideSteps(leak: KeptLeak, facts: GuideFacts): GuideStep[] {
  const steps = [
    ...(leak.rule === 'fleetio-account-token' ? [] : [rotateStep(leak, facts), deadStep(leak, facts)]),
    removeStep(leak, facts),
    ...(mayBeCommitted(leak) ? [historyStep(leak)] : []),
    ...(mayBePushed(leak) ? [teamStep(leak)] : []),
    verifyStep(leak, facts),
  ];
  return steps.map((step) => ({ ...step, isDone: facts.done.includes(step.id) }));
}

export const mayBeCommitted = (leak: KeptLeak): boolean => isUnknown(leak) || isCommitted(leak);
const mayBePushed = (leak: KeptLeak): boolean => isUnknown(leak) || isPushed(leak);

type Step = Omit<GuideStep, 'isDone'>;

function rotateStep(leak: KeptLeak, { isOwn, isReplaced }: GuideFacts): Step {
  const { t } = vscode.l10n;
  return {
    id: 'rotate',
    title: t('Rotate the key'),
    text: rotateText(leak),
    ...(isReplaced && { status: t('Under API Keys a new key has taken its place.') }),
    action: isOwn ? t('Rotate API Key…') : t('Open Manage API Keys'),
  };
}

function rotateText(leak: KeptLeak): string {
  const { t } = vscode.l10n;
  if (isUnknown(leak)) {
    return t(
      'Git was not asked, so nobody knows whether it has left this machine. Unless you know that it has not, make a new key in Fleetio, locked to the same API version, and give it to the programs that use the old one.',
    );
  }
  if (leak.exposure === 'outside') {
    return t(
      'Its file lies in no git repository, so no commit has it. If the file was shared or synchronized, or the key was shown to anybody, make a new key in Fleetio, locked to the same API version, and give it to the programs that use the old one.',
    );
  }
  return isCommitted(leak)
    ? t(
        'Make a new key in Fleetio, locked to the same API version, and give it to the programs that use the old one. This comes first: whoever has the old key can use it until it is revoked.',
      )
    : t(
        'It has not left this machine, as far as git knows. If it was shown or sent to anybody, make a new key in Fleetio, locked to the same API version, and give it to the programs that use the old one.',
      );
}

function deadStep({ rule }: KeptLeak, { life, isReplaced, canAsk }: GuideFacts): Step {
  const { t } = vscode.l10n;
  return {
    id: 'dead',
    title: t('Check that the old key is dead'),
    text: t('Revoke the old key in Fleetio, and see to it that Fleetio refuses it from then on.'),
    ...(life !== undefined && { status: life }),
    ...(isReplaced && { action: t('Check the Old API Key…') }),
    ...(!isReplaced && canAsk && rule === 'fleetio-api-key' && { action: t('Ask Fleetio…') }),
  };
}

function removeStep({ rule }: KeptLeak, facts: GuideFacts): Step {
  const { t } = vscode.l10n;
  return {
    id: 'remove',
    title: t('Take it out of the files'),
    text:
      rule === 'fleetio-account-token'
        ? t('Read the account token from the same place as the key, such as the environment.')
        : t(
            'Let the code read the key from the environment, and git ignore a file such as .env that holds it for one machine. The light bulb on the warning does both.',
          ),
    ...whereItIs(facts),
  };
}

/** Where it is right now, and the way from there. */
function whereItIs({ places, isSavedOnly, isOnlyStaged }: GuideFacts): Pick<Step, 'status' | 'action'> {
  const { t } = vscode.l10n;
  if (places.length > 0) {
    const where = t('It is in {0}.', places.join(', '));
    const status = isSavedOnly
      ? t('{0} In a notebook it is in no cell: clear the outputs, and save the notebook.', where)
      : where;
    return { status, action: t('Show the First Place') };
  }
  return isOnlyStaged
    ? {
        status: t('The file is clean, but what is staged still has it: stage it again, or unstage it.'),
        action: t('Stage File Again'),
      }
    : { status: t('It was not found in open documents or in the files that were scanned.') };
}

function historyStep(leak: KeptLeak): Step {
  const { t } = vscode.l10n;
  return {
    id: 'history',
    title: t('Rewrite the history, if it has to be clean'),
    text: mayBePushed(leak)
      ? t(
          'It makes no leaked key harmless; rotating does. Run git filter-repo in a fresh clone, then push all branches and tags by force. Everybody clones anew afterwards, and copies and forks stay as they are.',
        )
      : t(
          'Nothing was pushed yet, so this can still keep the key on this machine. Run git filter-repo in a fresh clone, and go on in that one.',
        ),
    copy: historyCommands(leak),
  };
}

function historyCommands({ rule, redacted, path }: KeptLeak): CopyText[] {
  const { t } = vscode.l10n;
  return [
    {
      label: t(
        'To blot out the secret in every file, put this line into a file replacements.txt beside the clone:',
      ),
      text: blotOutLine(rule, redacted),
    },
    { label: t('and run:'), text: BLOT_OUT_COMMAND },
    {
      label: t('Or take the whole file out of every commit:'),
      text: removeFileCommand(path),
    },
  ];
}

function teamStep(leak: KeptLeak): Step {
  const { t } = vscode.l10n;
  return {
    id: 'team',
    title: isPushed(leak) ? t('Tell the team') : t('Tell the team, if it was pushed'),
    text: t(
      'Whoever has the repository has had the key. Tell them, and the owner of the Fleetio account: the log of the account shows what was done with it.',
    ),
  };
}

/** Nothing is scanned in a workspace that is not trusted. */
function verifyStep(leak: KeptLeak, { isTrusted }: GuideFacts): Step {
  const { t } = vscode.l10n;
  const [text, action] = mayBeCommitted(leak)
    ? [t('Scan the whole history once more.'), t('Scan History')]
    : [t('Scan what is staged and the workspace once more.'), t('Scan Workspace')];
  return {
    id: 'verify',
    title: t('Make sure'),
    ...(isTrusted
      ? { text, action }
      : { text: t('Trust the workspace first. {0}', text), action: toManageTrust().title }),
  };
}
