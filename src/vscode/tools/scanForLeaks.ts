import * as vscode from 'vscode';
import type { JsonObject } from '../../fleetio/json';
import { ScanError } from '../../leaks/scan/report';
import type { Leak } from '../leaks/leak';
import type { Leaks } from '../leaks/leaks';
import type { LeakStore } from '../leaks/leakStore';
import { OBSTACLES } from '../leaks/scanWords';
import type { ScanKind, WorkspaceScans } from '../leaks/workspaceScans';
import type { ToolDefinition } from './readOnlyTool';
import { readChoice } from './toolInput';

/** Of more leaks, the number alone helps a model. */
const MOST_LEAKS = 100;

/** Scans for leaked keys. What is found also shows in the view and in the editor. */
export function scanForLeaks({ scans, store }: Pick<Leaks, 'scans' | 'store'>): ToolDefinition {
  return {
    announce: (input) => {
      const { t } = vscode.l10n;
      const words = SCOPES[readScope(input)]();
      return Promise.resolve({
        progress: t('Scanning {0} for leaked Fleetio keys', words),
        question: t('Scan {0} for leaked Fleetio keys?', words),
        details: [
          t('It reads {0} in {1}, and nothing leaves this machine for it.', words, folders(scans).join(', ')),
          t('The language model gets the places and how far each leak got, and no secret.'),
        ],
      });
    },
    answer: async (input, signal) => {
      const scope = readScope(input);
      folders(scans);
      const obstacle = await scans.obstacle(scope);
      if (obstacle !== undefined) {
        throw new ScanError(OBSTACLES[obstacle]());
      }
      const { stats } = await scans.run(scope, { signal });
      const leaks = FOUND[scope](store);
      return {
        facts: {
          scope,
          stats,
          found: leaks.length,
          remaining: Math.max(0, leaks.length - MOST_LEAKS),
          leaks: leaks.slice(0, MOST_LEAKS).map(factsOf),
        },
      };
    },
  };
}

const SCOPES: Readonly<Record<ScanKind, () => string>> = {
  workspace: () => vscode.l10n.t('the files'),
  staged: () => vscode.l10n.t('what is staged'),
  history: () => vscode.l10n.t('the git history'),
};

const FOUND: Readonly<Record<ScanKind, (store: LeakStore) => readonly Leak[]>> = {
  workspace: (store) => store.present(),
  staged: (store) => store.stagedLeaks(),
  history: (store) => store.all(),
};

function readScope(input: JsonObject): ScanKind {
  return readChoice(input, 'scope', ['workspace', 'staged', 'history'], 'workspace');
}

/** @throws ScanError without a folder on this machine. */
function folders(scans: WorkspaceScans): readonly string[] {
  const found = scans.folders();
  if (found.length === 0) {
    throw new ScanError('No folder of this machine is open. Ask the user to open the project first.');
  }
  return found;
}

/** A leak without its secret. The redacted form of an account token, which is short, would leave too little out. */
function factsOf({
  uri,
  range,
  rule,
  confidence,
  redacted,
  exposure,
  commit,
  remoteBranch,
}: Leak): JsonObject {
  return {
    path: vscode.workspace.asRelativePath(uri),
    line: range.start.line + 1,
    column: range.start.character + 1,
    ...(rule === 'fleetio-account-token' ? {} : { redacted }),
    ...{ rule, confidence, exposure, commit, remoteBranch },
  };
}
