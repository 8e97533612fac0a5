import * as vscode from 'vscode';
import { fittingPieces } from '../../snippets/fitting';
import { insertionEdits, type TextEdit } from '../../snippets/insertion';
import type { SnippetRequest } from '../../snippets/model';
import type { SnippetPieces, SnippetTarget } from '../../snippets/target';
import { eolOf, styleOf } from './fileStyle';
import { variables, type SnippetChoices } from './snippetWriter';

/** Code that goes into a file. */
export interface Insertion {
  /** At least one; what several share stands there once. */
  readonly requests: readonly SnippetRequest[];
  readonly target: SnippetTarget;
  readonly choices: SnippetChoices;
}

/**
 * The edit that puts code into a file, written as the file is: its body at a place, its imports at the top.
 * @returns undefined where the file has something else of a name that the code needs.
 */
export function insertInto(
  editor: vscode.TextEditor,
  at: vscode.Position,
  { requests, target, choices }: Insertion,
): vscode.WorkspaceEdit | undefined {
  const { document } = editor;
  const { languageId } = document;
  const options = { ...choices, ...variables(), ...styleOf(editor) };
  const eol = eolOf(document);
  const text = document.getText();
  const edit = new vscode.WorkspaceEdit();
  const replace = ({ start, end, text: by }: TextEdit): void => {
    edit.replace(document.uri, new vscode.Range(document.positionAt(start), document.positionAt(end)), by);
  };
  const [first, ...others] = requests;
  if (first !== undefined && text.trim() === '') {
    const begun = target.emit(first, options);
    const pieces = together(others.map((request) => target.pieces(request, options)));
    const rest = insertionEdits(pieces, { text: begun, languageId, eol, cursor: begun.length });
    replace({ start: 0, end: text.length, text: edited(begun, rest) });
  } else {
    const place = { text, languageId, eol, cursor: document.offsetAt(at) };
    const pieces = requests.map((request) => fittingPieces(target, request, options, place));
    const fitting = pieces.filter((piece) => piece !== undefined);
    if (fitting.length < pieces.length) {
      return undefined;
    }
    insertionEdits(together(fitting), place).forEach(replace);
  }
  return edit;
}

function together(snippets: readonly SnippetPieces[]): SnippetPieces {
  return {
    head: snippets[0]?.head ?? '',
    imports: [...new Set(snippets.flatMap(({ imports }) => imports))],
    sections: [...new Set(snippets.flatMap(({ sections }) => sections))],
    blankLines: snippets[0]?.blankLines ?? 1,
  };
}

/** From the end to the start, so that the places of those before stay right. */
function edited(text: string, edits: readonly TextEdit[]): string {
  return edits.reduceRight(
    (done, { start, end, text: by }) => done.slice(0, start) + by + done.slice(end),
    text,
  );
}
