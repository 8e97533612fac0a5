import path from 'node:path';
import * as vscode from 'vscode';
import { GitError } from '../../leaks/git/program';
import type { LeakWorker } from '../../leaksWorker/client';
import type { LookAnswer, Reach, TextChange } from '../../leaksWorker/protocol';
import { CELL_SCHEME, leakInDocument } from './leak';
import type { LeakStore } from './leakStore';
import { notebooksIn } from './notebooks';
import { isBelow } from './paths';
import { UnusedIgnores } from './unusedIgnores';

/** How long typing has to pause before the surroundings of the changes are looked at again. */
const PAUSE_MILLISECONDS = 150;
/** After that long without a change, all of a large document is looked at. */
const LONG_PAUSE_MILLISECONDS = 2000;
/** Texts are handed over in pieces of this length, which takes a few milliseconds each. */
const PIECE = 256 * 1024;

interface Watched {
  readonly document: vscode.TextDocument;
  /** Changes that the worker has not been told of. */
  changes: TextChange[];
  /** Whether the worker has the text, but for these changes. */
  isFed: boolean;
  timer: NodeJS.Timeout | undefined;
  running: Promise<void> | undefined;
  /** The version of the document whose leaks were told last. */
  told: number | undefined;
  /** How far each secret got, by its fingerprint, since git was asked for the last time. */
  reach: Map<string, Reach>;
  /** Ends when the document is closed. */
  readonly closed: AbortController;
}

/** Keeps the leaks of all open documents in step with their text and with git. */
export class DocumentWatch implements vscode.Disposable {
  private readonly watched = new Map<string, Watched>();
  private readonly unusedIgnores = new UnusedIgnores();
  private readonly listening: vscode.Disposable;

  /**
   * @param onFile hears of the file of each document that is opened or saved.
   * @param onFailure hears of what nobody waits for.
   */
  constructor(
    private readonly worker: LeakWorker,
    private readonly store: LeakStore,
    private readonly onFile: (file: string) => void,
    private readonly onFailure: (error: unknown) => void,
  ) {
    const { workspace } = vscode;
    this.listening = vscode.Disposable.from(
      this.unusedIgnores,
      workspace.onDidOpenTextDocument((document) => {
        this.open(document);
      }),
      workspace.onDidChangeTextDocument((event) => {
        this.change(event);
      }),
      workspace.onDidSaveTextDocument((document) => {
        this.saved(document);
      }),
      workspace.onDidCloseTextDocument((document) => {
        this.close(document);
      }),
      workspace.onDidSaveNotebookDocument((notebook) => {
        for (const cell of notebook.getCells()) {
          this.saved(cell.document);
        }
      }),
      workspace.onDidChangeNotebookDocument(({ notebook, metadata, cellChanges }) => {
        if (metadata !== undefined || cellChanges.some(isBesideText)) {
          store.outputsChanged(notebook.uri);
        }
      }),
      vscode.window.tabGroups.onDidChangeTabs(({ opened, closed }) => {
        if ([...opened, ...closed].some((tab) => notebooksIn(tab).length > 0)) {
          store.notebookTabsChanged();
        }
      }),
    );
    for (const document of workspace.textDocuments) {
      this.open(document);
    }
  }

  /** Whether the leaks of a document are those of its text as it is now, also while more is found out about them. */
  isCurrent(document: vscode.TextDocument): boolean {
    return this.watched.get(document.uri.toString())?.told === document.version;
  }

  /** Looks at all documents again, as what counts as a secret may be another now. */
  lookAgain(): void {
    for (const watched of this.watched.values()) {
      watched.reach.clear();
      this.schedule(watched, 0);
    }
  }

  /** Looks at all documents again, for what was found elsewhere; how far their leaks got stays known. */
  lookForMore(): void {
    for (const watched of this.watched.values()) {
      this.schedule(watched, 0, true);
    }
  }

  /** Asks git again how far the leaks of the documents below a folder got. */
  refreshBelow(folder: string): void {
    for (const watched of this.watched.values()) {
      if (isBelow(fileBehind(watched.document) ?? '', folder) && watched.reach.size > 0) {
        watched.reach.clear();
        this.schedule(watched, 0);
      }
    }
  }

  dispose(): void {
    for (const { timer, closed } of this.watched.values()) {
      clearTimeout(timer);
      closed.abort();
    }
    this.listening.dispose();
  }

  private open(document: vscode.TextDocument): void {
    if (!isLookedAt(document)) {
      return;
    }
    const watched: Watched = {
      document,
      changes: [],
      isFed: false,
      timer: undefined,
      running: undefined,
      told: undefined,
      reach: new Map(),
      closed: new AbortController(),
    };
    this.watched.set(document.uri.toString(), watched);
    this.schedule(watched, 0);
    this.tellOfFile(document);
  }

  private tellOfFile(document: vscode.TextDocument): void {
    const file = fileBehind(document);
    if (file !== undefined) {
      this.onFile(file);
    }
  }

  private change({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const watched = this.watched.get(document.uri.toString());
    // The event also comes, with no change, when a document turns dirty or clean.
    if (watched !== undefined && contentChanges.length > 0) {
      watched.changes.push(
        ...contentChanges.map(({ rangeOffset, rangeLength, text }) => ({
          offset: rangeOffset,
          length: rangeLength,
          text,
        })),
      );
      this.schedule(watched, PAUSE_MILLISECONDS);
    }
  }

  private saved(document: vscode.TextDocument): void {
    const watched = this.watched.get(document.uri.toString());
    if (watched !== undefined) {
      watched.reach.clear();
      this.schedule(watched, 0, true);
      this.tellOfFile(document);
    }
  }

  private close({ uri }: vscode.TextDocument): void {
    const watched = this.watched.get(uri.toString());
    clearTimeout(watched?.timer);
    watched?.closed.abort();
    this.watched.delete(uri.toString());
    this.store.closeDocument(uri);
    this.unusedIgnores.delete(uri);
    this.worker.call('forget', { uri: uri.toString() }).catch(this.onFailure);
  }

  private schedule(watched: Watched, pause: number, whole = false): void {
    clearTimeout(watched.timer);
    watched.timer = setTimeout(() => {
      // One look after the other: each builds on the text that the one before has left.
      const next = (watched.running ?? Promise.resolve()).then(() => this.look(watched, whole));
      const settled = next
        .catch((error: unknown) => {
          if (!watched.closed.signal.aborted) {
            this.onFailure(error);
          }
        })
        .finally(() => {
          if (watched.running === settled) {
            watched.running = undefined;
          }
        });
      watched.running = settled;
    }, pause);
  }

  private async look(watched: Watched, whole: boolean): Promise<void> {
    const { document, closed } = watched;
    const { version } = document;
    const answer = await this.ask(watched, whole);
    const isStill = (): boolean => !closed.signal.aborted && document.version === version;
    if (answer === undefined || !isStill()) {
      return;
    }
    const { placed, unusedIgnores } = answer;
    if (unusedIgnores !== undefined) {
      this.unusedIgnores.set(document.uri, unusedIgnores);
    }
    const tell = (): void => {
      const leaks = placed.map((one) =>
        leakInDocument(document.uri, one, watched.reach.get(one.finding.fingerprint) ?? NOT_ASKED),
      );
      watched.told = version;
      this.store.setDocument(document.uri, leaks);
    };
    const isMissing = placed.some(({ finding }) => !watched.reach.has(finding.fingerprint));
    if (!isMissing || document.isDirty) {
      tell();
    }
    if (isMissing) {
      const reach = await this.reachOf(watched);
      watched.reach = new Map(
        placed.map(({ finding }, at) => [finding.fingerprint, reach?.[at] ?? reachWithoutGit(document)]),
      );
      if (isStill()) {
        tell();
      }
    }
    if (!answer.whole && isStill()) {
      this.schedule(watched, LONG_PAUSE_MILLISECONDS, true);
    }
  }

  /** Tells the worker what is new and has it look. Undefined: the document changed meanwhile, and comes again. */
  private async ask(watched: Watched, whole: boolean): Promise<(LookAnswer & { kind: 'found' }) | undefined> {
    const { document } = watched;
    if (!watched.isFed && !(await this.feed(watched))) {
      this.schedule(watched, PAUSE_MILLISECONDS);
      return undefined;
    }
    const answer = await this.worker.call('look', {
      uri: document.uri.toString(),
      file: fileBehind(document),
      folder: vscode.workspace.getWorkspaceFolder(document.uri)?.uri.fsPath,
      length: lengthOf(document),
      changes: watched.changes.splice(0),
      whole,
    });
    if (answer.kind === 'found') {
      return answer;
    }
    watched.isFed = false;
    this.schedule(watched, 0);
    return undefined;
  }

  /** Hands the text over, piece by piece. @returns false if it changed under way. */
  private async feed(watched: Watched): Promise<boolean> {
    const { document } = watched;
    const { version } = document;
    watched.changes = [];
    const uri = document.uri.toString();
    const name = judgedPath(document.uri);
    const length = lengthOf(document);
    for (let from = 0; from === 0 || from < length; from += PIECE) {
      const range = new vscode.Range(document.positionAt(from), document.positionAt(from + PIECE));
      const text = length <= PIECE ? document.getText() : document.getText(range);
      await this.worker.call('feed', { uri, path: name, from, text });
      if (document.version !== version) {
        return false;
      }
    }
    watched.isFed = true;
    return true;
  }

  /** Of each finding; undefined where git cannot be asked. */
  private async reachOf({ document, closed }: Watched): Promise<readonly Reach[] | undefined> {
    const file = fileBehind(document);
    if (file === undefined) {
      return undefined;
    }
    const isUnsaved = document.isDirty || document.uri.scheme === CELL_SCHEME;
    const request = { uri: document.uri.toString(), file, isUnsaved };
    try {
      return await this.worker.call('reach', request, { signal: closed.signal });
    } catch (error) {
      if (!(error instanceof GitError)) {
        throw error;
      }
      // The warnings are told all the same, without how far they got.
      this.onFailure(error);
      return undefined;
    }
  }
}

const NOT_ASKED: Reach = { exposure: undefined };

function reachWithoutGit(document: vscode.TextDocument): Reach {
  return isUnsavedOnly(document) ? { exposure: 'unsaved' } : NOT_ASKED;
}

/** What changes the text of a cell comes as a change of its document. */
function isBesideText({ outputs, metadata }: vscode.NotebookDocumentCellChange): boolean {
  return outputs !== undefined || metadata !== undefined;
}

/** Documents of these schemes are files or will be; those of workspace folders elsewhere are added to them. */
const SCHEMES = new Set(['file', 'untitled', CELL_SCHEME]);

/** Other schemes are views of files (the sides of a diff, output, old versions): those would be told of twice. */
function isLookedAt({ uri: { scheme } }: vscode.TextDocument): boolean {
  return (
    SCHEMES.has(scheme) ||
    (vscode.workspace.workspaceFolders?.some(({ uri }) => uri.scheme === scheme) ?? false)
  );
}

/** The file on this machine that a document is from; undefined if there is none (yet). */
function fileBehind(document: vscode.TextDocument): string | undefined {
  const { uri } = document;
  const isFile = uri.scheme === 'file' || (uri.scheme === CELL_SCHEME && !isUnsavedOnly(document));
  return isFile ? uri.fsPath : undefined;
}

function isUnsavedOnly(document: vscode.TextDocument): boolean {
  return document.uri.scheme === CELL_SCHEME
    ? notebookOf(document)?.isUntitled !== false
    : document.isUntitled;
}

function notebookOf(document: vscode.TextDocument): vscode.NotebookDocument | undefined {
  return vscode.workspace.notebookDocuments.find((notebook) =>
    notebook.getCells().some((cell) => cell.document === document),
  );
}

/** What a document is judged by beside its text: relative to its workspace folder; where it has none, its name alone. */
function judgedPath(uri: vscode.Uri): string {
  return vscode.workspace.getWorkspaceFolder(uri) === undefined
    ? path.posix.basename(uri.path)
    : vscode.workspace.asRelativePath(uri, false);
}

/** In UTF-16 units, without putting the text together. */
function lengthOf(document: vscode.TextDocument): number {
  return document.offsetAt(document.lineAt(document.lineCount - 1).range.end);
}
