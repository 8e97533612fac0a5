import * as vscode from 'vscode';
import type { Rule } from '../../leaks/finding';
import { environmentRead } from '../../leaks/replacement';
import type { DocumentWatch } from './documentWatch';
import type { Leak } from './leak';
import { SOURCE } from './leakDiagnostics';
import type { LeakStore } from './leakStore';

/** The environment variable that takes the place of each kind of secret; the snippets read the same ones. */
const VARIABLES: Readonly<Record<Rule, string>> = {
  'fleetio-api-key': 'FLEETIO_API_KEY',
  'fleetio-account-token': 'FLEETIO_ACCOUNT_TOKEN',
  'fleetio-access-token': 'FLEETIO_ACCESS_TOKEN',
};

/** Offers the fixes of leak warnings. */
export function registerQuickFixes(store: LeakStore, documents: DocumentWatch): vscode.Disposable {
  const provider: vscode.CodeActionProvider = {
    provideCodeActions: (document, range, { diagnostics }) =>
      documents.isCurrent(document)
        ? store
            .in(document.uri)
            .filter((leak) => leak.range.intersection(range) !== undefined)
            .flatMap((leak) => replacements(document, leak, diagnostics))
        : [],
  };
  return vscode.languages.registerCodeActionsProvider(
    [{ scheme: 'file' }, { scheme: 'untitled' }],
    provider,
    {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
    },
  );
}

function replacements(
  document: vscode.TextDocument,
  leak: Leak,
  diagnostics: readonly vscode.Diagnostic[],
): vscode.CodeAction[] {
  const variable = VARIABLES[leak.rule];
  const secret = { start: document.offsetAt(leak.range.start), end: document.offsetAt(leak.range.end) };
  const replacement = environmentRead(document.getText(), secret, document.languageId, variable);
  if (replacement === undefined) {
    return [];
  }
  const title = vscode.l10n.t('Replace by a read of the environment variable {0}', variable);
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  const range = new vscode.Range(
    document.positionAt(replacement.start),
    document.positionAt(replacement.end),
  );
  action.edit = new vscode.WorkspaceEdit();
  action.edit.replace(document.uri, range, replacement.newText);
  action.diagnostics = diagnostics.filter((one) => one.source === SOURCE && one.range.isEqual(leak.range));
  action.isPreferred = true;
  return [action];
}
