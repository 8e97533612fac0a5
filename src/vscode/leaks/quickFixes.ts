import * as vscode from 'vscode';
import { combined, type Edit, type Replacement, replacementOf } from '../../leaks/replacement';
import type { Rule } from '../../leaks/finding';
import { purposeOf } from '../../leaks/purposes';
import type { CommandId } from '../platform/commands';
import type { DocumentWatch } from './documentWatch';
import { allowComment, withoutComment } from './ignoring';
import { addressOf, CELL_SCHEME, type Leak } from './leak';
import { SOURCE } from './leakDiagnostics';
import type { LeakStore } from './leakStore';
import { UNUSED_IGNORE } from './unusedIgnores';

/** The environment variable that takes the place of each kind of secret: the one that the snippets read, where they do. */
function variableFor(rule: Rule, document: vscode.TextDocument): string {
  const settings = vscode.workspace.getConfiguration('fleetio.snippets', document);
  switch (rule) {
    case 'fleetio-api-key':
      return settings.get('keyVariable', 'FLEETIO_API_KEY');
    case 'fleetio-account-token':
      return settings.get('accountVariable', 'FLEETIO_ACCOUNT_TOKEN');
    case 'fleetio-access-token':
      return 'FLEETIO_ACCESS_TOKEN';
  }
}

/** The fix of all leaks in a file, for `editor.action.fixAll` and for settings that fix on save. */
export const FIX_ALL = vscode.CodeActionKind.SourceFixAll.append('fleetio');

/** Offers the fixes of leak warnings. */
export function registerQuickFixes(store: LeakStore, documents: DocumentWatch): vscode.Disposable {
  const provider: vscode.CodeActionProvider = {
    provideCodeActions: (document, range, context) => {
      if (!documents.isCurrent(document)) {
        return [];
      }
      const leaks = store.in(document.uri);
      if (context.only !== undefined && FIX_ALL.intersects(context.only)) {
        return fixOnSave(document, leaks);
      }
      const here = leaks.filter((leak) => leak.range.intersection(range) !== undefined);
      return [
        ...context.diagnostics.flatMap((diagnostic) => removalOf(document, diagnostic)),
        ...here.flatMap((leak) => fixesOf(document, leak, context.diagnostics)),
        ...(here.length > 0 && leaks.length > 1
          ? fixAll(document, replacementsOf(document, leaks), QUICK_FIX)
          : []),
      ];
    },
  };
  return vscode.languages.registerCodeActionsProvider({ pattern: '**' }, provider, {
    providedCodeActionKinds: [QUICK_FIX, FIX_ALL],
  });
}

const QUICK_FIX = vscode.CodeActionKind.QuickFix;

function fixesOf(
  document: vscode.TextDocument,
  leak: Leak,
  diagnostics: readonly vscode.Diagnostic[],
): vscode.CodeAction[] {
  const own = diagnostics.filter(({ source, range }) => source === SOURCE && range.isEqual(leak.range));
  const action = (title: string, parts: Partial<vscode.CodeAction>): vscode.CodeAction =>
    Object.assign(new vscode.CodeAction(title, QUICK_FIX), { diagnostics: own, ...parts });
  const call = (title: string, command: CommandId, isPreferred = false): vscode.CodeAction =>
    action(title, { command: { command, title, arguments: [addressOf(leak)] }, isPreferred });
  const { t } = vscode.l10n;
  const replacement = replacementFor(document, leak);
  const comment = allowComment(document, leak.range);
  const isKey = leak.rule === 'fleetio-api-key';
  const isFile = (leak.uri.scheme === 'file' || leak.uri.scheme === CELL_SCHEME) && !document.isUntitled;
  const isIgnored = leak.exposure === 'ignored';
  const isInRepository = leak.exposure !== undefined && leak.exposure !== 'outside';
  const isForSecrets = isSecretFile(document);
  const ignoring =
    isFile && isInRepository && !isIgnored
      ? [call(ignoringTitle(leak), 'fleetio.ignoreLeakedFile', isForSecrets)]
      : [];
  const replacing = replacement
    ? [
        action(replacementTitle(replacement, variableFor(leak.rule, document)), {
          edit: editOf(document, replacement.edits),
          isPreferred: !isForSecrets && !isIgnored,
        }),
      ]
    : [];
  return [
    ...(isForSecrets ? [...ignoring, ...replacing] : replacing),
    ...(replacement && isKey
      ? [call(t('Store the key under API Keys and replace it…'), 'fleetio.storeLeakedKey')]
      : []),
    call(t('Show what to do'), 'fleetio.openLeakGuide'),
    ...(isKey ? [call(t('Ask Fleetio whether the key is live…'), 'fleetio.checkLeakedKey')] : []),
    ...(isForSecrets ? [] : ignoring),
    ...(leak.exposure === 'staged' ? [call(t('Unstage the file'), 'fleetio.unstageLeakedFile')] : []),
    ...(comment ? [action(t('Allow it here by a comment'), { edit: editOf(document, [comment]) })] : []),
    ...(isFile ? [call(t('Accept it in the baseline'), 'fleetio.acceptLeak')] : []),
  ];
}

/** Of a comment that allows nothing. */
function removalOf(document: vscode.TextDocument, diagnostic: vscode.Diagnostic): vscode.CodeAction[] {
  const isUnused = diagnostic.source === SOURCE && diagnostic.code === UNUSED_IGNORE;
  const removal = isUnused ? withoutComment(document, diagnostic.range) : undefined;
  if (removal === undefined) {
    return [];
  }
  const action = new vscode.CodeAction(vscode.l10n.t('Remove the comment'), QUICK_FIX);
  action.edit = editOf(document, [removal]);
  action.diagnostics = [diagnostic];
  action.isPreferred = true;
  return [action];
}

function isSecretFile({ uri }: vscode.TextDocument): boolean {
  return purposeOf(uri.path) === 'secrets';
}

/** Only where a file was committed is it asked first. */
function ignoringTitle({ exposure }: Leak): string {
  const { t } = vscode.l10n;
  if (exposure === 'untracked') {
    return t('Add the file to .gitignore');
  }
  return exposure === 'staged'
    ? t('Add the file to .gitignore and unstage it')
    : t('Add the file to .gitignore and take it out of git…');
}

/** Only what can be read again from the environment, and not where the secret may lie. */
function fixOnSave(document: vscode.TextDocument, leaks: readonly Leak[]): vscode.CodeAction[] {
  const open = isSecretFile(document) ? [] : leaks.filter(({ exposure }) => exposure !== 'ignored');
  const replacements = replacementsOf(document, open).filter(({ kind }) => kind === 'environment');
  return fixAll(document, replacements, FIX_ALL);
}

function replacementsOf(document: vscode.TextDocument, leaks: readonly Leak[]): readonly Replacement[] {
  return leaks.flatMap((leak) => replacementFor(document, leak) ?? []);
}

function fixAll(
  document: vscode.TextDocument,
  replacements: readonly Replacement[],
  kind: vscode.CodeActionKind,
): vscode.CodeAction[] {
  if (replacements.length === 0) {
    return [];
  }
  const title = vscode.l10n.t('Replace all Fleetio secrets in this file');
  const action = new vscode.CodeAction(title, kind);
  action.edit = editOf(document, combined(replacements));
  return [action];
}

/** What takes the place of a leak in a document; undefined where nothing valid can. */
export function replacementFor(document: vscode.TextDocument, leak: Leak): Replacement | undefined {
  const place = {
    text: document.getText(),
    start: document.offsetAt(leak.range.start),
    end: document.offsetAt(leak.range.end),
    variable: variableFor(leak.rule, document),
    path: vscode.workspace.asRelativePath(document.uri, false),
  };
  return replacementOf(place, document.languageId);
}

/** All edits in one, so that undo takes them back in one step. */
export function editOf(document: vscode.TextDocument, edits: readonly Edit[]): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  edit.set(
    document.uri,
    edits.map(({ start, end, newText }) =>
      vscode.TextEdit.replace(
        new vscode.Range(document.positionAt(start), document.positionAt(end)),
        newText,
      ),
    ),
  );
  return edit;
}

function replacementTitle({ kind, edits }: Replacement, variable: string): string {
  return kind === 'environment'
    ? vscode.l10n.t('Replace by a read of the environment variable {0}', variable)
    : vscode.l10n.t('Replace by the placeholder {0}', edits[0]?.newText ?? variable);
}
