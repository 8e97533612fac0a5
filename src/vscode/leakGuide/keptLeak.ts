import * as vscode from 'vscode';
import type { Reached } from '../../leaksWorker/protocol';
import { fileOf, type Leak } from '../leaks/leak';
import type { Facts } from '../leaks/sentences';
import type { StepId } from './messages';

/**
 * What a guide needs of a leak, as it is kept between sessions: all but the places, and what is so only as long as they are
 * as they were, and never the secret.
 */
export interface KeptLeak extends Omit<Facts, 'savedOnly' | 'onlyStaged'> {
  /** Relative to its repository or folder, with `/`. */
  readonly path: string;
}

/** What is remembered of a guide. */
export interface KeptGuide {
  readonly leak: KeptLeak;
  readonly done: readonly StepId[];
}

export function keptLeak(leak: Leak): KeptLeak {
  const { rule, confidence, redacted, fingerprint, exposure, commit, remoteBranch, history, version } = leak;
  return {
    ...{ rule, confidence, redacted, fingerprint, exposure },
    path: version?.path ?? commit?.path ?? vscode.workspace.asRelativePath(fileOf(leak.uri), false),
    ...(commit && { commit }),
    ...(history && { history }),
    ...(remoteBranch !== undefined && { remoteBranch }),
  };
}

/** From the one that asks for least; whatever git has told comes after nothing. */
const REACH: readonly Reached[] = [
  undefined,
  'ignored',
  'outside',
  'unsaved',
  'untracked',
  'modified',
  'staged',
  'history',
  'committed',
  'pushed',
];

/** The one that got further. */
export function further(one: KeptLeak, other: KeptLeak): KeptLeak {
  return rank(other) > rank(one) ? other : one;
}

/** What a guide goes by: a commit keeps what it has; of all else the latest counts that git has told. */
export function latest(before: KeptLeak, found: KeptLeak): KeptLeak {
  const isBehind = isUnknown(found) || (isCommitted(before) && rank(before) > rank(found));
  return isBehind ? before : found;
}

function rank({ exposure, history }: Pick<KeptLeak, 'exposure' | 'history'>): number {
  return REACH.indexOf(history?.pushed === true ? 'pushed' : exposure);
}

/** Where git was not asked, it may have been: advice is for the worst then. */
export const isUnknown = ({ exposure }: KeptLeak): boolean => exposure === undefined;

export function isPushed({ exposure, history }: KeptLeak): boolean {
  return exposure === 'pushed' || history?.pushed === true;
}

export function isCommitted(leak: KeptLeak): boolean {
  return isPushed(leak) || leak.exposure === 'committed' || leak.exposure === 'history';
}
