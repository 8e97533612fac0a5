import * as vscode from 'vscode';
import { FleetioError } from '../../fleetio/errors';
import type { Leak } from '../leaks/leak';
import type { Leaks } from '../leaks/leaks';
import type { ScanKind } from '../leaks/workspaceScans';
import type { Tool } from './tool';

export interface ScanInput {
  readonly kind?: string;
}

const KINDS: readonly ScanKind[] = ['workspace', 'staged', 'history'];

/** Answers fill a model's memory; the view tells of all. */
const MOST_LEAKS = 100;

/** Looks for leaked keys in the workspace. The model learns where they are, and nothing of the keys themselves. */
export function scanForLeaks({ scans, store }: Pick<Leaks, 'scans' | 'store'>): Tool<ScanInput> {
  return {
    name: 'fleetio_scan_for_leaks',
    words: () => {
      const { t } = vscode.l10n;
      return Promise.resolve({
        title: t('Look for leaked Fleetio keys?'),
        message: t(
          'The files of the workspace are looked through on this machine. The language model gets the places of leaked keys, and no part of a key.',
        ),
        progress: t('Looking for leaked Fleetio keys'),
      });
    },
    run: async (input, signal) => {
      const kind = kindOf(input);
      if (scans.folders().length === 0) {
        throw new FleetioError('invalidRequest', 'No folder is open that could be looked through.');
      }
      const { stats } = await scans.run(kind, { signal });
      const leaks = store.all();
      return JSON.stringify({
        kind,
        looked: { files: stats.files, blobs: stats.blobs, commits: stats.commits },
        known: leaks.length,
        leaks: leaks.slice(0, MOST_LEAKS).map(placeOf),
      });
    },
  };
}

function kindOf({ kind = 'workspace' }: ScanInput): ScanKind {
  const known = KINDS.find((candidate) => candidate === kind);
  if (known === undefined) {
    throw new FleetioError('invalidRequest', `There is no scan of "${kind}".`);
  }
  return known;
}

/** Without the redacted form: of an account token it leaves too little out. */
function placeOf({
  uri,
  range,
  rule,
  confidence,
  exposure,
  commit,
}: Leak): Readonly<Record<string, unknown>> {
  return {
    file: vscode.workspace.asRelativePath(uri),
    line: range.start.line + 1,
    rule,
    confidence,
    exposure,
    ...(commit && { commit: commit.id }),
  };
}
