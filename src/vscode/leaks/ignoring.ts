import * as vscode from 'vscode';
import { allowingEdit } from '../../leaks/allowing';
import { removingEdit } from '../../leaks/allowing/removal';
import type { Edit } from '../../leaks/replacement';

/** The comment that allows a finding; undefined where the language or the place takes none. */
export function allowComment(document: vscode.TextDocument, range: vscode.Range): Edit | undefined {
  const secret = {
    text: document.getText(),
    start: document.offsetAt(range.start),
    end: document.offsetAt(range.end),
    path: vscode.workspace.asRelativePath(document.uri, false),
  };
  return allowingEdit(secret, document.languageId);
}

/** Takes the comment out that allows nothing at a place; undefined where it is in no comment. */
export function withoutComment(document: vscode.TextDocument, { start }: vscode.Range): Edit | undefined {
  const word = {
    text: document.getText(),
    start: document.offsetAt(start),
    path: vscode.workspace.asRelativePath(document.uri, false),
  };
  return removingEdit(word, document.languageId);
}
