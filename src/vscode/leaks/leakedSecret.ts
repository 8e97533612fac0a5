import * as vscode from 'vscode';
import { fingerprintsIn, secretIn } from '../../leaks/detector';
import { fingerprintOf } from '../../leaks/finding';
import type { Leak } from './leak';
import { isInNotebookFile, savedSecret } from './notebooks';
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
  if (isInNotebookFile(leak)) {
    return (await orNothing(savedSecret(leak)))?.secret;
  }
  const uri = leak.version ? versionUri(leak.version) : leak.uri;
  const document = await orNothing(vscode.workspace.openTextDocument(uri));
  return document && secretAt(document, leak);
}

async function orNothing<T>(reading: PromiseLike<T>): Promise<T | undefined> {
  return reading.then(
    (read) => read,
    () => undefined,
  );
}

/** What was found out of a document's text by now, by fingerprint. */
interface Held {
  readonly version: number;
  readonly answers: Map<string, boolean>;
}

/** A file as it is open. */
export type OpenFile = vscode.TextDocument | vscode.NotebookDocument;

/** Undefined: it is not open. */
export function openFile(file: vscode.Uri): OpenFile | undefined {
  const { notebookDocuments, textDocuments } = vscode.workspace;
  return [...notebookDocuments, ...textDocuments].find(({ uri }) => uri.toString() === file.toString());
}

const heldBy = new WeakMap<OpenFile, Held>();

/**
 * Whether a document has the secret of a leak, a notebook also in its outputs, also where nobody told of it: there it can be doubtful, or allowed, or not
 * looked at yet. Asked again and again, so the answer is kept until the text is another.
 */
export function holdsSecret(document: OpenFile, leak: Leak): boolean {
  const { version } = document;
  const before = heldBy.get(document);
  const held = before?.version === version ? before : { version, answers: new Map<string, boolean>() };
  heldBy.set(document, held);
  const answer = held.answers.get(leak.fingerprint) ?? fingerprintsIn(bytesOf(document), [leak]).length > 0;
  held.answers.set(leak.fingerprint, answer);
  return answer;
}

/** All that can be in the file, of one byte a character. */
function bytesOf(document: OpenFile): Buffer {
  if (!('getCells' in document)) {
    return Buffer.from(document.getText(), 'latin1');
  }
  const notes: unknown[] = [document.metadata];
  const parts: Uint8Array[] = [];
  for (const { document: source, metadata, outputs } of document.getCells()) {
    notes.push(metadata, ...outputs.map((output) => output.metadata));
    parts.push(bytesOf(source), ...outputs.flatMap(({ items }) => items.map(({ data }) => data)));
  }
  parts.push(Buffer.from(JSON.stringify(notes), 'latin1'));
  return Buffer.concat(parts.flatMap((part) => [part, BETWEEN]));
}

/** So that no secret begins in one part and ends in the next. */
const BETWEEN = Buffer.from('\n');
