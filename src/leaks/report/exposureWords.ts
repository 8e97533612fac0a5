import type { Exposure } from '../exposure';
import type { ScanFinding } from '../scan/report';

/** How far a secret got, as reports say it. */
export function exposureWords({
  exposure,
  history,
  withoutGit,
}: Pick<ScanFinding, 'exposure' | 'history' | 'withoutGit'>): string {
  if (withoutGit) {
    return 'on disk; git was not asked how far';
  }
  return exposure === 'history' && history?.pushed === true
    ? `${EXPOSURE_WORDS.history}, pushed`
    : EXPOSURE_WORDS[exposure];
}

const EXPOSURE_WORDS: Readonly<Record<Exposure, string>> = {
  unsaved: 'not saved yet',
  ignored: 'in an ignored file',
  untracked: 'on disk, not tracked',
  modified: 'on disk, not staged',
  staged: 'staged for the next commit',
  committed: 'committed, not pushed',
  pushed: 'pushed',
  history: 'in older commits only',
};
