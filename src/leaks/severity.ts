import type { Exposure } from './exposure';
import type { Finding } from './finding';

/** How much a finding asks for, in the words of SARIF; `none`: it lies where it may lie. */
export type Severity = 'error' | 'warning' | 'note' | 'none';

/** What counts for that. */
export interface Rated extends Pick<Finding, 'rule' | 'confidence'> {
  /** Undefined: nobody asked git. */
  readonly exposure: Exposure | 'outside' | undefined;
}

/** The one table of the editor's problems and of reports: what was committed is an error, what is on its way a warning. */
const SEVERITIES: Readonly<Record<NonNullable<Rated['exposure']> | 'unknown', Severity>> = {
  pushed: 'error',
  committed: 'error',
  history: 'error',
  staged: 'warning',
  modified: 'warning',
  untracked: 'warning',
  unsaved: 'warning',
  outside: 'warning',
  unknown: 'warning',
  ignored: 'none',
};

/** An account token is an identifier more than a secret, and a doubtful finding may be none. */
const ONE_STEP_LOWER: Readonly<Record<Severity, Severity>> = {
  error: 'warning',
  warning: 'note',
  note: 'none',
  none: 'none',
};

/** @param isDead whether Fleetio refuses it, so that nobody gets in with it. */
export function severityOf({ rule, confidence, exposure }: Rated, isDead = false): Severity {
  if (isDead) {
    return 'note';
  }
  const severity = SEVERITIES[exposure ?? 'unknown'];
  return rule === 'fleetio-account-token' || confidence === 'low' ? ONE_STEP_LOWER[severity] : severity;
}
