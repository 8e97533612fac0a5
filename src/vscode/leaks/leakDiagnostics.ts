import * as vscode from 'vscode';
import { guideLink } from './hover';
import type { Leak } from './leak';
import type { LeakStore } from './leakStore';
import type { Words } from './words';

export const SOURCE = 'fleetio';

/** Shows the leaks of documents and files as problems. */
export class LeakDiagnostics implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection('fleetio');
  private readonly shown = new Map<string, readonly Leak[]>();
  private readonly listening: vscode.Disposable;

  constructor(
    private readonly store: LeakStore,
    private readonly words: Words,
  ) {
    this.listening = vscode.Disposable.from(
      store.onDidChange(() => {
        this.update();
      }),
      words.onDidChange(() => {
        this.collection.clear();
        this.shown.clear();
        this.update();
      }),
    );
  }

  dispose(): void {
    this.listening.dispose();
    this.collection.dispose();
  }

  /** Only documents whose leaks have changed are handed to the editor again. */
  private update(): void {
    const present = new Map<string, Leak[]>();
    for (const leak of this.store.present().filter((one) => this.words.isShown(one))) {
      const uri = leak.uri.toString();
      present.set(uri, [...(present.get(uri) ?? []), leak]);
    }
    for (const uri of this.shown.keys()) {
      if (!present.has(uri)) {
        this.shown.delete(uri);
        this.collection.delete(vscode.Uri.parse(uri));
      }
    }
    for (const [uri, leaks] of present) {
      const before = this.shown.get(uri);
      if (before?.length !== leaks.length || leaks.some((leak, at) => leak !== before[at])) {
        this.shown.set(uri, leaks);
        this.collection.set(
          vscode.Uri.parse(uri),
          leaks.map((leak) => this.diagnosticOf(leak)),
        );
      }
    }
  }

  private diagnosticOf(leak: Leak): vscode.Diagnostic {
    const diagnostic = new vscode.Diagnostic(leak.range, this.words.message(leak), this.words.severity(leak));
    diagnostic.source = SOURCE;
    diagnostic.code = { value: leak.rule, target: guideLink(leak) };
    const origin = this.words.origin(leak);
    if (origin !== undefined) {
      const place = new vscode.Location(leak.uri, leak.range);
      diagnostic.relatedInformation = [new vscode.DiagnosticRelatedInformation(place, origin)];
    }
    return diagnostic;
  }
}
