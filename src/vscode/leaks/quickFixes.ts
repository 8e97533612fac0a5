import * as vscode from 'vscode';
import type { Finding } from '../../leaks/detector';
import { environmentRead } from '../../leaks/replacement';
import type { LeakWarnings } from './leakWarnings';

/** The environment variable that takes the place of each kind of secret; the snippets read the same ones. */
const VARIABLES: Readonly<Record<Finding['rule'], string>> = {
  'fleetio-api-key': 'FLEETIO_API_KEY',
  'fleetio-account-token': 'FLEETIO_ACCOUNT_TOKEN',
  'fleetio-access-token': 'FLEETIO_ACCESS_TOKEN',
};

/** Offers the fixes of leak warnings. */
export function registerQuickFixes(warnings: LeakWarnings): vscode.Disposable {
  const provider: vscode.CodeActionProvider = {
    provideCodeActions: (document, range, { diagnostics }) =>
      warnings.findingsAt(document, range).flatMap((finding) => replacements(document, finding, diagnostics)),
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
  finding: Finding,
  diagnostics: readonly vscode.Diagnostic[],
): vscode.CodeAction[] {
  const variable = VARIABLES[finding.rule];
  const replacement = environmentRead(document.getText(), finding, document.languageId, variable);
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
  action.diagnostics = diagnostics.filter(
    ({ source, code }) => source === 'fleetio' && code === finding.rule,
  );
  action.isPreferred = true;
  return [action];
}
