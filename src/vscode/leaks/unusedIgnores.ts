import * as vscode from 'vscode';
import type { Place } from '../../leaks/scan/inspect';
import { SOURCE } from './leakDiagnostics';

/** What the editor calls such a problem. */
export const UNUSED_IGNORE = 'fleetio-allow';

/** Shows comments that allow something where there is nothing as problems of the documents they are in. */
export class UnusedIgnores implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection(UNUSED_IGNORE);

  /** @param places the words that allow, in a document as it is now. */
  set(uri: vscode.Uri, places: readonly Place[]): void {
    this.collection.set(
      uri,
      places.map(({ line, column, endLine, endColumn }) => {
        const diagnostic = new vscode.Diagnostic(
          new vscode.Range(line - 1, column - 1, endLine - 1, endColumn - 1),
          vscode.l10n.t(
            'This comment allows a Fleetio secret where there is none.\nNone is on its line or the next: remove the comment.',
          ),
          vscode.DiagnosticSeverity.Information,
        );
        diagnostic.source = SOURCE;
        diagnostic.code = UNUSED_IGNORE;
        diagnostic.tags = [vscode.DiagnosticTag.Unnecessary];
        return diagnostic;
      }),
    );
  }

  delete(uri: vscode.Uri): void {
    this.collection.delete(uri);
  }

  dispose(): void {
    this.collection.dispose();
  }
}
