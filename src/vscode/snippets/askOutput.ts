import * as vscode from 'vscode';
import type { SnippetRequest } from '../../snippets/model';
import type { SnippetTarget } from '../../snippets/target';
import { askPick, type StepEnd } from '../platform/steps';
import { speaks, type Destination, type SnippetChoices, type SnippetWriter } from './snippetWriter';

/** What is to be written, as it grows step by step. */
export interface Draft {
  target?: SnippetTarget;
  choices?: SnippetChoices;
  destination?: Destination;
}

/** Where a step stands among the steps; empty as long as their number is not known. */
export interface Position {
  readonly step?: number;
  readonly totalSteps?: number;
}

interface TargetItem extends vscode.QuickPickItem {
  readonly target?: SnippetTarget;
}

/** Asks for the language, that of the active editor first. */
export async function askTarget(
  draft: Draft,
  writer: SnippetWriter,
  request: SnippetRequest,
  editor: vscode.TextEditor | undefined,
  position: Position,
): Promise<StepEnd> {
  const languageId = editor?.document.languageId;
  const items = writer.targets(languageId).map((target): TargetItem => ({ label: target.title, target }));
  const ofEditor = items.findLastIndex(({ target }) => target && speaks(target, languageId)) + 1;
  if (ofEditor > 0 && editor !== undefined) {
    const file = fileName(editor.document);
    items.splice(ofEditor, 0, separator(vscode.l10n.t('Other languages')));
    items.unshift(separator(vscode.l10n.t('For {0}', file)));
  }
  return askPick<TargetItem>({
    ...position,
    title: vscode.l10n.t('Snippet: {0}', request.title),
    placeholder: vscode.l10n.t('Language of the code'),
    items,
    active: items.find(({ target }) => target && target === draft.target),
    accept: ({ target }) => {
      if (target !== undefined && target !== draft.target) {
        draft.target = target;
        draft.choices = writer.choices(target);
      }
    },
  });
}

interface OutputItem extends vscode.QuickPickItem {
  readonly destination?: Destination;
  /** What a choice becomes when the item is chosen. */
  readonly change?: Partial<SnippetChoices>;
}

/** Asks where the code goes, and lets its options be changed on the way. */
export async function askDestination(
  draft: Draft,
  writer: SnippetWriter,
  request: SnippetRequest,
  editor: vscode.TextEditor | undefined,
  position: Position,
): Promise<StepEnd> {
  draft.destination ??= writer.destination;
  for (let at: number | undefined; ;) {
    const { target } = draft;
    if (target === undefined) {
      return 'back';
    }
    const choices = draft.choices ?? writer.choices(target);
    const items = [...destinationItems(target, editor), ...optionItems(target, request, choices)];
    const active =
      at === undefined ? items.find((item) => item.destination === draft.destination) : items[at];
    let chosen: OutputItem | undefined;
    const end = await askPick<OutputItem>({
      ...position,
      title: vscode.l10n.t('{0}: {1}', target.title, request.title),
      placeholder: vscode.l10n.t('Where the code goes'),
      items,
      active,
      accept: (item) => {
        chosen = item;
      },
    });
    if (end !== 'next' || chosen?.change === undefined) {
      draft.destination = chosen?.destination ?? draft.destination;
      return end;
    }
    draft.choices = { ...choices, ...chosen.change };
    at = items.indexOf(chosen);
  }
}

function destinationItems(target: SnippetTarget, editor: vscode.TextEditor | undefined): OutputItem[] {
  const items: OutputItem[] = [
    { label: vscode.l10n.t('$(new-file) New document'), destination: 'document' },
    { label: vscode.l10n.t('$(clippy) Clipboard'), destination: 'clipboard' },
  ];
  if (editor !== undefined && speaks(target, editor.document.languageId)) {
    const { document, selection } = editor;
    items.unshift({
      label: vscode.l10n.t('$(insert) At the cursor'),
      description: vscode.l10n.t('{0}, line {1}', fileName(document), selection.active.line + 1),
      destination: 'cursor',
    });
  }
  return items;
}

/** The options that make a difference to the code, each as the sentence that holds now. */
function optionItems(
  { options }: SnippetTarget,
  { pagination }: SnippetRequest,
  { pages, retry, shape }: SnippetChoices,
): OutputItem[] {
  const { t } = vscode.l10n;
  const items: OutputItem[] = [];
  if (pagination !== undefined && options.includes('pages')) {
    items.push({
      label: pages === 'all' ? t('$(list-unordered) Reads all pages') : t('$(list-unordered) Reads one page'),
      description: pages === 'all' ? t('change to one page') : t('change to all pages'),
      change: { pages: pages === 'all' ? 'one' : 'all' },
    });
  }
  if (options.includes('retry')) {
    items.push({
      label: retry ? t('$(watch) Waits at the rate limit') : t('$(watch) Fails at the rate limit'),
      description: retry
        ? t("change to failing with the server's message")
        : t('change to waiting and asking again'),
      change: { retry: !retry },
    });
  }
  if (options.includes('shape')) {
    items.push({
      label:
        shape === 'script' ? t('$(play) Script that prints JSON') : t('$(symbol-function) Function to call'),
      description: shape === 'script' ? t('change to a function') : t('change to a script'),
      change: { shape: shape === 'script' ? 'function' : 'script' },
    });
  }
  return items.length === 0 ? [] : [separator(t('How it is written')), ...items];
}

function separator(label: string): vscode.QuickPickItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

function fileName({ fileName: file }: vscode.TextDocument): string {
  return file.split(/[\\/]/).at(-1) ?? file;
}
