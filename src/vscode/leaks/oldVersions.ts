import path from 'node:path';
import * as vscode from 'vscode';
import type { LeakWorker } from '../../leaksWorker/client';
import type { FileVersion } from '../../leaksWorker/protocol';
import { shortId } from './sentences';

/** Of documents that show a file as git has it. No leaks are looked for in them, so that none is told of twice. */
export const OLD_VERSION_SCHEME = 'fleetio-old-version';

/** Shows files as older commits or the index have them; read only. */
export class OldVersions implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(
    OLD_VERSION_SCHEME,
    this,
  );

  constructor(private readonly worker: LeakWorker) {}

  provideTextDocumentContent({ query }: vscode.Uri): Promise<string> {
    const [root = '', revision = '', name = ''] = JSON.parse(query) as readonly string[];
    return this.worker.call('show', { root, revision, path: name });
  }

  /** Shows a version, with a range of it selected. */
  async open(version: FileVersion, selection: vscode.Range): Promise<void> {
    const options: vscode.TextDocumentShowOptions = { selection, preview: true };
    const title = `${path.posix.basename(version.path)} (${nameOf(version)})`;
    await vscode.commands.executeCommand('vscode.open', versionUri(version), options, title);
  }

  dispose(): void {
    this.registration.dispose();
  }
}

/** The address of the document that shows a version. */
export function versionUri(version: FileVersion): vscode.Uri {
  const { root, revision, path: name } = version;
  return vscode.Uri.from({
    scheme: OLD_VERSION_SCHEME,
    path: `/${nameOf(version)}/${name}`,
    query: JSON.stringify([root, revision, name]),
  });
}

function nameOf({ revision }: FileVersion): string {
  return revision === '' ? vscode.l10n.t('staged') : shortId(revision);
}
