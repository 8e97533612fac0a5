import * as vscode from 'vscode';
import { markdownText } from '../platform/markdown';
import { toManageTrust } from '../platform/notify';
import { addressOf, type Leak } from './leak';
import type { LeakStore } from './leakStore';
import { OLD_VERSION_SCHEME, versionUri } from './oldVersions';
import type { Words } from './words';

/** Says over a leak what its warning does not, or all of it where none stands, and where to go from there. */
export function registerLeakHover(store: LeakStore, words: Words): vscode.Disposable {
  return vscode.languages.registerHoverProvider(
    { pattern: '**' },
    {
      provideHover: ({ uri }, position) => {
        const leak = leaksIn(uri, store).find(({ range }) => range.contains(position));
        return leak && new vscode.Hover(hoverOf(leak, words, store), leak.range);
      },
    },
  );
}

/** Those of a file as it is, or of the version of it that a document shows. */
function leaksIn(uri: vscode.Uri, store: LeakStore): readonly Leak[] {
  const shown = uri.toString();
  return uri.scheme === OLD_VERSION_SCHEME
    ? store.all().filter(({ version }) => version && versionUri(version).toString() === shown)
    : store.in(uri).filter(({ version }) => version === undefined);
}

/** Where a warning stands, VS Code shows it in the same hover, unless it is a hint; what is said there is not said again. */
function hoverOf(leak: Leak, words: Words, store: LeakStore): vscode.MarkdownString {
  const isShown = leak.version === undefined && words.severity(leak) !== vscode.DiagnosticSeverity.Hint;
  const said = isShown ? [] : [...words.message(leak).split('\n'), words.origin(leak)];
  const lines = [
    ...said,
    leak.commit === undefined ? withoutCommit(leak.exposure) : undefined,
    otherPlaces(store.all().filter((other) => other.fingerprint === leak.fingerprint).length - 1),
  ];
  const paragraphs = [...lines.filter((line) => line !== undefined).map(markdownText), linksOf(leak)];
  const text = new vscode.MarkdownString(paragraphs.join('\n\n'), true);
  text.isTrusted = { enabledCommands: [GUIDE, CHECK, TRUST] };
  return text;
}

/** What else is known where no commit is known. */
function withoutCommit(exposure: Leak['exposure']): string | undefined {
  const { t } = vscode.l10n;
  switch (exposure) {
    case 'committed':
    case 'pushed':
    case 'history':
      return t('Which commit brought it in is not known: this clone does not have all of the history.');
    case undefined:
      return vscode.workspace.isTrusted ? undefined : t('Trust the workspace to know.');
    case 'outside':
      return undefined;
    case 'ignored':
    case 'modified':
    case 'staged':
    case 'unsaved':
    case 'untracked':
      return t('No commit of this file has it, as far as git knows.');
  }
}

function otherPlaces(count: number): string | undefined {
  const { t } = vscode.l10n;
  if (count <= 0) {
    return undefined;
  }
  return count === 1
    ? t('The same secret was found in one more place.')
    : t('The same secret was found in {0} more places.', count);
}

const GUIDE = 'fleetio.openLeakGuide';
const CHECK = 'fleetio.checkLeakedKey';
const { command: TRUST } = toManageTrust();

function linksOf(leak: Leak): string {
  const { t } = vscode.l10n;
  const links = [
    `[${t('What to do')}](${guideLink(leak).toString()})`,
    ...(leak.rule === 'fleetio-api-key'
      ? [`[${t('Is it alive?')}](${commandLink(CHECK, leak).toString()})`]
      : []),
    ...(leak.exposure === undefined && !vscode.workspace.isTrusted
      ? [`[${toManageTrust().title}](command:${TRUST})`]
      : []),
  ];
  return links.join(' · ');
}

/** Opens the guide for a leak. */
export function guideLink(leak: Leak): vscode.Uri {
  return commandLink(GUIDE, leak);
}

function commandLink(command: string, leak: Leak): vscode.Uri {
  return vscode.Uri.parse(`command:${command}?${encodeURIComponent(JSON.stringify([addressOf(leak)]))}`);
}
