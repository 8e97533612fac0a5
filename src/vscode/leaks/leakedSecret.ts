import * as vscode from 'vscode';
import { secretIn } from '../../leaks/detector';
import { fingerprintOf } from '../../leaks/finding';
import type { Leak } from './leak';
import { versionUri } from './oldVersions';

/**
 * Reads a leaked secret from the place where it was found. It goes into memory only.
 * @returns undefined where something else stands there by now.
 */
export function secretAt(
  document: vscode.TextDocument,
  { range, fingerprint }: Pick<Leak, 'range' | 'fingerprint'>,
): string | undefined {
  const written = document.getText(range);
  const secret = secretIn(written, { start: 0, end: written.length, fingerprint });
  return fingerprintOf(secret) === fingerprint ? secret : undefined;
}

/** The same for a leak in a document, or an old version, that need not be open. @returns undefined also where there is none. */
export async function readSecret(leak: Leak): Promise<string | undefined> {
  const document = await vscode.workspace
    .openTextDocument(leak.version ? versionUri(leak.version) : leak.uri)
    .then(
      (opened) => opened,
      () => undefined,
    );
  return document && secretAt(document, leak);
}
