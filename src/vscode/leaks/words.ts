import * as vscode from 'vscode';
import type { Exposure } from '../../leaks/exposure';
import type { Rule } from '../../leaks/finding';
import type { Exposed } from './exposures';

/** What a warning says, and how loud. */
export interface Warning {
  readonly message: string;
  readonly severity: vscode.DiagnosticSeverity;
}

/** What to say of a finding, by how far it got. The secret itself is shown by its ends only. */
export function warningOf({ finding, exposure, commit }: Exposed): Warning {
  const { t } = vscode.l10n;
  const secret = t('{0} ({1})', secretName(finding.rule), finding.redacted);
  return {
    message:
      finding.rule === 'fleetio-account-token'
        ? accountTokenSentence(secret, commit?.id.slice(0, 7))
        : sentence(secret, exposure, commit?.id.slice(0, 7)),
    severity: severityOf(finding.rule, exposure),
  };
}

function secretName(rule: Rule): string {
  switch (rule) {
    case 'fleetio-api-key':
      return vscode.l10n.t('Fleetio API key');
    case 'fleetio-account-token':
      return vscode.l10n.t('Fleetio account token');
    case 'fleetio-access-token':
      return vscode.l10n.t('Fleetio access token');
  }
}

/** An account token cannot be rotated, and opens nothing by itself. */
function accountTokenSentence(secret: string, commit: string | undefined): string {
  const { t } = vscode.l10n;
  const where =
    commit === undefined
      ? t('This {0} names the account.', secret)
      : t('This {0}, which names the account, is in commit {1}.', secret, commit);
  return t('{0} Keep it out of the code: a leaked key needs nothing else to open the account.', where);
}

function sentence(secret: string, exposure: Exposure | undefined, commit: string | undefined): string {
  const { t } = vscode.l10n;
  switch (exposure) {
    case 'pushed':
    case 'history':
      return commit === undefined
        ? t('This {0} was pushed. Rotate it first; deleting it here does not help.', secret)
        : t(
            'This {0} is in commit {1}, which was pushed. Rotate it first; deleting it here does not help.',
            secret,
            commit,
          );
    case 'committed':
      return commit === undefined
        ? t('This {0} was committed. Rotate it; deleting it here leaves it in the history.', secret)
        : t(
            'This {0} is in commit {1}. Rotate it; deleting it here leaves it in the history.',
            secret,
            commit,
          );
    case 'staged':
      return t(
        'This {0} is staged: the next commit takes it along. Read it from the environment instead.',
        secret,
      );
    case 'ignored':
      return t(
        'This {0} lies in a file that git ignores. It stays on this machine as long as that is so.',
        secret,
      );
    case 'unsaved':
    case 'untracked':
    case 'modified':
    case undefined:
      return t(
        'This {0} should not stand in a file that can be committed. Read it from the environment instead.',
        secret,
      );
  }
}

const { Error: ERROR, Warning: WARNING, Information: INFORMATION, Hint: HINT } = vscode.DiagnosticSeverity;

/** A committed secret is an error, one on its way a warning; an ignored file is where a key may lie. */
function severityOf(rule: Rule, exposure: Exposure | undefined): vscode.DiagnosticSeverity {
  const severity =
    exposure === 'ignored'
      ? HINT
      : exposure === 'pushed' || exposure === 'committed' || exposure === 'history'
        ? ERROR
        : WARNING;
  return rule === 'fleetio-account-token' ? ONE_STEP_LOWER[severity] : severity;
}

/** An account token is an identifier more than a secret. */
const ONE_STEP_LOWER: Readonly<Record<vscode.DiagnosticSeverity, vscode.DiagnosticSeverity>> = {
  [ERROR]: WARNING,
  [WARNING]: INFORMATION,
  [INFORMATION]: HINT,
  [HINT]: HINT,
};
