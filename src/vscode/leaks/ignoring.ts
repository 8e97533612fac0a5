import * as vscode from 'vscode';
import { allowingEdit } from '../../leaks/allowing';
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
