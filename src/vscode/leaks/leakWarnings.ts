import * as vscode from 'vscode';
import { detect, type Finding } from '../../leaks/detector';
import { obeyIgnores } from '../../leaks/ignores';
import { exposuresOf, type Exposed } from './exposures';
import { warningOf } from './words';

/** What was found in a document, and in which version of its text. */
interface Found {
  readonly version: number;
  readonly findings: readonly Finding[];
}

/** How long typing has to pause before a document is looked at again. */
const PAUSE_MILLISECONDS = 300;

/** Documents of these schemes are files or will be; the others are views of them and would be told of twice. */
const SCHEMES = new Set(['file', 'untitled', 'vscode-vfs', 'vscode-remote']);

/** Keeps the warnings of all open documents in step with their text and with git. */
export class LeakWarnings implements vscode.Disposable {
  private readonly diagnostics = vscode.languages.createDiagnosticCollection('fleetio');
  private readonly found = new Map<string, Found>();
  /** What is under way for a document: its latest check, which ends the ones before. */
  private readonly checks = new Map<string, AbortController>();
  private readonly listening: vscode.Disposable;

  constructor(private readonly onFailure: (error: unknown) => void) {
    const { workspace } = vscode;
    this.listening = vscode.Disposable.from(
      workspace.onDidOpenTextDocument((document) => {
        this.check(document, 0);
      }),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        // The event also comes, with no change, when a document turns dirty or clean.
        if (contentChanges.length > 0) {
          this.check(document, PAUSE_MILLISECONDS);
        }
      }),
      workspace.onDidSaveTextDocument((document) => {
        this.check(document, 0);
      }),
      workspace.onDidCloseTextDocument((document) => {
        this.forget(document);
      }),
    );
    for (const document of workspace.textDocuments) {
      this.check(document, 0);
    }
  }

  /** The findings whose secret touches `range`, as long as the document still says what was looked at. */
  findingsAt(document: vscode.TextDocument, range: vscode.Range): readonly Finding[] {
    const found = this.found.get(document.uri.toString());
    if (found?.version !== document.version) {
      return [];
    }
    return found.findings.filter(({ start, end }) => rangeOf(document, { start, end }).intersection(range));
  }

  dispose(): void {
    for (const check of this.checks.values()) {
      check.abort();
    }
    this.listening.dispose();
    this.diagnostics.dispose();
  }

  private check(document: vscode.TextDocument, pause: number): void {
    if (!SCHEMES.has(document.uri.scheme)) {
      return;
    }
    const id = document.uri.toString();
    this.checks.get(id)?.abort();
    const abort = new AbortController();
    this.checks.set(id, abort);
    const timer = setTimeout(() => {
      this.look(document, abort.signal).catch((error: unknown) => {
        if (!abort.signal.aborted) {
          this.onFailure(error);
        }
      });
    }, pause);
    abort.signal.addEventListener('abort', () => {
      clearTimeout(timer);
    });
  }

  private async look(document: vscode.TextDocument, signal: AbortSignal): Promise<void> {
    const { version, uri } = document;
    const path = vscode.workspace.asRelativePath(uri, false);
    const text = document.getText();
    const { findings } = obeyIgnores(text, detect(text, { path, fleetioWorkspace: true }));
    this.found.set(uri.toString(), { version, findings });
    const exposed = await exposuresOf(document, findings, signal, this.onFailure);
    if (!signal.aborted && document.version === version) {
      this.diagnostics.set(
        uri,
        exposed.map((finding) => diagnosticOf(document, finding)),
      );
    }
  }

  private forget({ uri }: vscode.TextDocument): void {
    const id = uri.toString();
    this.checks.get(id)?.abort();
    this.checks.delete(id);
    this.found.delete(id);
    this.diagnostics.delete(uri);
  }
}

function diagnosticOf(document: vscode.TextDocument, exposed: Exposed): vscode.Diagnostic {
  const { message, severity } = warningOf(exposed);
  const diagnostic = new vscode.Diagnostic(rangeOf(document, exposed.finding), message, severity);
  diagnostic.source = 'fleetio';
  diagnostic.code = exposed.finding.rule;
  return diagnostic;
}

function rangeOf(
  document: vscode.TextDocument,
  { start, end }: { start: number; end: number },
): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}
