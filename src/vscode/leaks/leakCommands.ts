import * as vscode from 'vscode';
import { toMarkdown } from '../../leaks/report/markdown';
import { toSarif } from '../../leaks/report/sarif';
import { combined } from '../../leaks/replacement';
import type { LeakGuides } from '../leakGuide/leakGuides';
import type { CommandId, CommandsOf } from '../platform/commands';
import { notify, toManageTrust } from '../platform/notify';
import { allowComment } from './ignoring';
import { addressOf, asAddress, type Leak } from './leak';
import { secretAt } from './leakedSecret';
import { furthestFirst } from './leakOrder';
import { type Report, reportsOf } from './leakReport';
import { byFile, type LeakStore } from './leakStore';
import type { LeaksNode, LeaksTree } from './leaksTree';
import { revealInNotebook, whereToChange } from './notebooks';
import type { OldVersions } from './oldVersions';
import { editOf, replacementFor } from './quickFixes';
import type { ScanRuns } from './scanRuns';
import { OBSTACLES, scanWords } from './scanWords';
import { tellGone } from './tellGone';
import { openToChange } from './tooLarge';
import type { Words } from './words';
import type { ScanKind } from './workspaceScans';

/** What the commands about leaks work with. */
export interface LeakCommandParts {
  readonly store: LeakStore;
  readonly tree: LeaksTree;
  readonly runs: ScanRuns;
  readonly guides: LeakGuides;
  readonly oldVersions: OldVersions;
  readonly words: Words;
  readonly version: string;
}

/** The commands of the view *Leaks*. Those about a leak take its row or its address. */
export function leakCommands({ store, tree, runs, guides, oldVersions, words, version }: LeakCommandParts) {
  const onLeaks =
    (act: (leaks: readonly Leak[]) => unknown) =>
    (argument: unknown): unknown => {
      const leaks = leaksOf(argument, store);
      if (leaks.length > 0) {
        return act(leaks);
      }
      tellGone();
      return undefined;
    };
  // The view tells how far it is and what came of it; an empty one has no place for numbers.
  const scan = async (kind: ScanKind): Promise<void> => {
    // Links and keys reach commands whose buttons are disabled.
    if (!vscode.workspace.isTrusted) {
      void notify('info', OBSTACLES.untrusted(), toManageTrust());
      return;
    }
    await Promise.all([tree.reveal(), runs.run(kind)]);
    const words = runs.state.kind === 'done' && tree.shown().length === 0 ? scanWords(runs.state) : undefined;
    if (words !== undefined) {
      vscode.window.setStatusBarMessage(`$(check) ${words}`, RESULT_MILLISECONDS);
    }
  };
  return {
    'fleetio.scanWorkspace': () => scan('workspace'),
    'fleetio.scanStaged': () => scan('staged'),
    'fleetio.scanHistory': () => scan('history'),
    'fleetio.cancelLeakScan': () => {
      runs.cancel();
    },
    'fleetio.openLeak': onLeaks(([leak]) => leak && openLeak(leak, oldVersions)),
    'fleetio.fixLeak': onLeaks(fixLeaks),
    'fleetio.allowLeak': onLeaks(allowLeaks),
    'fleetio.openLeakGuide': async (argument) => {
      const [leak] = argument === undefined ? await leakHere(store, tree) : leaksOf(argument, store);
      const address = asAddress(argument) ?? (leak && addressOf(leak));
      if (argument === undefined && address === undefined) {
        return;
      }
      if (address === undefined || !(await guides.open(address))) {
        tellGone();
      }
    },
    'fleetio.copyLeakReport': () => copyReport(reportsOf(tree.shown(), store), words, version),
  } satisfies Partial<CommandsOf<CommandId>>;
}

const RESULT_MILLISECONDS = 8000;

/** The leak at the cursor, or the one that the person picks; none where they left. */
async function leakHere(store: LeakStore, tree: LeaksTree): Promise<readonly Leak[]> {
  const { document, selection } = vscode.window.activeTextEditor ?? {};
  const here =
    document && selection && store.in(document.uri).find(({ range }) => range.intersection(selection));
  if (here) {
    return [here];
  }
  const items = [...tree.shown()].sort(furthestFirst).map((leak) => ({ ...tree.labelOf(leak), leak }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('What to Do'),
    placeHolder: vscode.l10n.t('Which leak is it about?'),
    matchOnDescription: true,
  });
  return picked ? [picked.leak] : [];
}

function leaksOf(argument: unknown, store: LeakStore): readonly Leak[] {
  const address = asAddress(argument);
  if (address !== undefined) {
    const leak = store.find(address);
    return leak ? [leak] : [];
  }
  const node = argument as LeaksNode | undefined;
  if (node?.kind !== 'file') {
    return [];
  }
  // As they are now: a row stays as it is while its leaks move within their lines.
  const rows = byFile(store.all().filter(({ exposure }) => exposure === node.exposure));
  return rows.get(node.uri.toString()) ?? [];
}

/** At its place, in the file or in the version of it that has the leak. */
async function openLeak(leak: Leak, oldVersions: OldVersions): Promise<void> {
  const { uri, range, version } = leak;
  if (version !== undefined) {
    await oldVersions.open(version, range);
  } else {
    const options: vscode.TextDocumentShowOptions = { selection: range, preview: true };
    await vscode.commands.executeCommand('vscode.open', uri, options);
    await revealInNotebook(leak);
  }
}

/** Leaks of one file, each replaced by a read of the environment, in one step for undo. */
async function fixLeaks(leaks: readonly Leak[]): Promise<void> {
  await change(leaks, (document, leak) => replacementFor(document, leak), {
    none: vscode.l10n.t('In this file nothing valid can take the place of the secret. Take it out by hand.'),
    edits: combined,
  });
}

async function allowLeaks(leaks: readonly Leak[]): Promise<void> {
  await change(leaks, (document, leak) => allowComment(document, leak.range), {
    none: vscode.l10n.t('This file or line takes no comment.'),
    // Secrets of one line are allowed by one comment.
    edits: (comments) => combined(comments.map((comment) => ({ edits: [comment] }))),
  });
}

interface Change<Part> {
  /** What is said where nothing can be done. */
  readonly none: string;
  readonly edits: (parts: readonly Part[]) => Parameters<typeof editOf>[1];
}

/** Edits the documents of leaks that are still where they were found, and shows them; saving is for the person. */
async function change<Part>(
  leaks: readonly Leak[],
  partOf: (document: vscode.TextDocument, leak: Leak) => Part | undefined,
  { none, edits }: Change<Part>,
): Promise<void> {
  // That a file is too large is said already.
  let isSeen = false;
  const places = new Map<string, Leak>();
  for (const leak of leaks) {
    const place = await whereToChange(leak);
    places.set(JSON.stringify([place.uri, place.range]), place);
  }
  const byDocument = new Map([...places.values()].map((leak) => [leak.uri.toString(), leak]));
  for (const [address, leak] of byDocument) {
    const document = await openToChange(leak);
    if (document === undefined) {
      isSeen = true;
      continue;
    }
    const own = [...places.values()].filter((one) => one.uri.toString() === address && isAt(document, one));
    await vscode.commands.executeCommand('vscode.open', leak.uri, { selection: own[0]?.range });
    const parts = own.flatMap((leak) => {
      const part = partOf(document, leak);
      return part === undefined ? [] : [part];
    });
    if (parts.length > 0) {
      isSeen = (await vscode.workspace.applyEdit(editOf(document, edits(parts)))) || isSeen;
    }
  }
  if (!isSeen) {
    vscode.window.setStatusBarMessage(`$(info) ${none}`, 8000);
  }
}

/** Whether a document has the secret where it was found, and may be changed: an open notebook's file may not, its cells may. */
function isAt(document: vscode.TextDocument, leak: Leak): boolean {
  const isNotebook = vscode.workspace.notebookDocuments.some(
    ({ uri }) => uri.toString() === document.uri.toString(),
  );
  return leak.version === undefined && !isNotebook && secretAt(document, leak) !== undefined;
}

async function copyReport(reports: readonly Report[], words: Words, version: string): Promise<void> {
  const { t } = vscode.l10n;
  const formats = [
    {
      label: 'Markdown',
      detail: t('For an issue, a review or a chat.'),
      write: () => toMarkdown(reports, (finding) => words.life(finding)),
    },
    {
      label: 'SARIF',
      detail: t('For code scanning services.'),
      write: () => toSarif(reports, version, (finding) => words.isDead(finding)),
    },
  ];
  const format = await vscode.window.showQuickPick(formats, {
    title: t('Copy Leak Report'),
    placeHolder: t('Secrets are shown by their ends only.'),
  });
  if (format !== undefined) {
    await vscode.env.clipboard.writeText(format.write());
    vscode.window.setStatusBarMessage(t('$(clippy) The report was copied.'), 5000);
  }
}
