import path from 'node:path';
import * as vscode from 'vscode';
import type { LeakWorker } from '../../leaksWorker/client';
import type { FileVersion } from '../../leaksWorker/protocol';
import { shortId } from './words';

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

  /** The address of a version. What stands before the file's name is what its tab says. */
  uriOf({ root, revision, path: name }: FileVersion): vscode.Uri {
    const version = revision === '' ? vscode.l10n.t('staged') : shortId(revision);
    return vscode.Uri.from({
      scheme: OLD_VERSION_SCHEME,
      path: `/${version}/${path.posix.basename(name)} (${version})`,
      query: JSON.stringify([root, revision, name]),
    });
  }

  dispose(): void {
    this.registration.dispose();
  }
}
