import * as vscode from 'vscode';

/**
 * A title or a meaning of the catalogue in the person's language. The core has them in English, which is also the name that
 * a translation is found by.
 */
export function catalogueWords(english: string): string {
  return vscode.l10n.t(english);
}
