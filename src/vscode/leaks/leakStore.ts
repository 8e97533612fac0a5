import * as vscode from 'vscode';
import { CELL_SCHEME, fileOf, type Leak, type LeakAddress } from './leak';
import { holdsSecret, type OpenFile } from './leakedSecret';
import { notebooksWithoutTab } from './notebooks';

/** All leaks that are known, by where they were found, each told of once. */
export class LeakStore implements vscode.Disposable {
  /** By document: what is open in the editor counts before what lies on disk. */
  private readonly documents = new Map<string, readonly Leak[]>();
  /** By file. */
  private readonly onDisk = new Map<string, readonly Leak[]>();
  /** By root of a work tree. */
  private readonly staged = new Map<string, readonly Leak[]>();
  private readonly history = new Map<string, readonly Leak[]>();
  /** The same leak again and again, so that who shows it can tell that nothing is new. */
  private readonly savedOnly = new WeakMap<Leak, Leak>();
  /** The same for staged leaks of which an open document says another thing than the disk. */
  private readonly stagedOther = new WeakMap<Leak, Leak>();
  private readonly changes = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changes.event;

  /** The leaks of an open document. */
  setDocument(uri: vscode.Uri, leaks: readonly Leak[]): void {
    const before = this.documents.get(uri.toString());
    this.documents.set(uri.toString(), leaks);
    const file = fileOf(uri);
    const isTold = leaks.length > 0 || (before ?? this.onDisk.get(file.toString()) ?? []).length > 0;
    if (isTold || this.stagedRootOf(file) !== undefined) {
      this.changes.fire();
    }
  }

  /** A document that is closed: from now on what lies on disk counts. */
  closeDocument(uri: vscode.Uri): void {
    if (this.documents.delete(uri.toString())) {
      this.changes.fire();
    }
  }

  /** Notebooks were opened or closed: from now on their cells count, or their files. */
  notebookTabsChanged(): void {
    this.changes.fire();
  }

  /** What no document holds of an open notebook, such as an output, is another now. */
  outputsChanged(notebook: vscode.Uri): void {
    if (this.onDisk.has(notebook.toString()) || this.stagedRootOf(notebook) !== undefined) {
      this.changes.fire();
    }
  }

  /**
   * The leaks of files on disk.
   * @param scope which files were looked at.
   */
  setOnDisk(leaks: readonly Leak[], scope: (file: vscode.Uri) => boolean): void {
    for (const file of this.onDisk.keys()) {
      if (scope(vscode.Uri.parse(file))) {
        this.onDisk.delete(file);
      }
    }
    for (const [file, found] of byFile(leaks)) {
      this.onDisk.set(file, found);
    }
    this.changes.fire();
  }

  setStaged(root: string, leaks: readonly Leak[]): void {
    this.staged.set(root, leaks);
    this.changes.fire();
  }

  setHistory(root: string, leaks: readonly Leak[]): void {
    this.history.set(root, leaks);
    this.changes.fire();
  }

  /** Leaves a leak of an old version out until the next scan: it was accepted. */
  drop({ uri, fingerprint }: Leak): void {
    const isOther = (leak: Leak): boolean =>
      leak.fingerprint !== fingerprint || leak.uri.toString() !== uri.toString();
    for (const leaks of [this.staged, this.history]) {
      for (const [root, found] of leaks) {
        leaks.set(root, found.filter(isOther));
      }
    }
    this.changes.fire();
  }

  /** The leaks of a document, as it is open, or as it lies on disk. */
  in(uri: vscode.Uri): readonly Leak[] {
    return this.documents.get(uri.toString()) ?? this.onDisk.get(uri.toString()) ?? [];
  }

  /** The same secret in its file as it was saved, from the top; none where it was not scanned since. */
  saved({ uri, fingerprint }: Leak): readonly Leak[] {
    const leaks = this.onDisk.get(fileOf(uri).toString()) ?? [];
    return leaks
      .filter((leak) => leak.fingerprint === fingerprint)
      .sort((one, other) => one.range.start.compareTo(other.range.start));
  }

  /** The leak of an address, or the one that is the same secret in the same file, of which a notebook can be closed by now. */
  find({ uri, fingerprint, line }: LeakAddress): Leak | undefined {
    const file = fileOf(vscode.Uri.parse(uri)).toString();
    const same = this.all().filter(
      (leak) => leak.fingerprint === fingerprint && fileOf(leak.uri).toString() === file,
    );
    const here = same.filter((leak) => leak.uri.toString() === uri);
    return here.find(({ range }) => range.start.line === line) ?? here[0] ?? same[0];
  }

  /** Those in documents and files as they are now. */
  present(): readonly Leak[] {
    const documents = this.countingDocuments();
    const open = fingerprintsByFile(documents);
    const onDisk = [...this.onDisk].flatMap(([file, leaks]) => {
      const told = open.get(file);
      if (told === undefined) {
        return leaks;
      }
      return this.documents.has(file) ? [] : this.besideCells(file, leaks, told);
    });
    return [...documents.flatMap(({ leaks }) => leaks), ...onDisk];
  }

  /** All that are open, but for cells of notebooks that a person has closed. */
  private countingDocuments(): OpenDocument[] {
    const closed = notebooksWithoutTab();
    return [...this.documents]
      .map(([address, leaks]) => ({ uri: vscode.Uri.parse(address), leaks }))
      .filter(({ uri }) => uri.scheme !== CELL_SCHEME || !closed.has(fileOf(uri).toString()));
  }

  /**
   * What the file of an open notebook has beside what is told of its cells. What a cell holds is told of as in any file, as
   * it can be doubtful in the cell alone, or not be looked at yet; no document holds what is noted beside the cells. The rest
   * is only in what was saved.
   */
  private besideCells(file: string, leaks: readonly Leak[], told: ReadonlySet<string>): Leak[] {
    const notebook = vscode.workspace.notebookDocuments.find(({ uri }) => uri.toString() === file);
    if (notebook === undefined) {
      return [];
    }
    const cells = notebook.getCells();
    return leaks
      .filter((leak) => !told.has(leak.fingerprint) && holdsSecret(notebook, leak))
      .map((leak) =>
        cells.some(({ document }) => holdsSecret(document, leak)) ? leak : this.asSavedOnly(leak),
      );
  }

  private asSavedOnly(leak: Leak): Leak {
    const marked = this.savedOnly.get(leak) ?? { ...leak, savedOnly: true };
    this.savedOnly.set(leak, marked);
    return marked;
  }

  /**
   * What is in the index. An open document counts before its file on disk, as it is saved before it is staged again: what
   * it has no longer is only staged.
   */
  private inIndex(): Leak[] {
    const { notebookDocuments, textDocuments } = vscode.workspace;
    const open = new Map([...notebookDocuments, ...textDocuments].map((one) => [one.uri.toString(), one]));
    return [...this.staged.values()].flat().map((leak) => {
      const document = open.get(leak.uri.toString());
      return document === undefined ? leak : this.asIn(document, leak);
    });
  }

  /** A staged leak, as far as a document of its file still has it. */
  private asIn(document: OpenFile, leak: Leak): Leak {
    const hasLost = !holdsSecret(document, leak);
    if (hasLost === (leak.onlyStaged === true)) {
      return leak;
    }
    const other = this.stagedOther.get(leak) ?? { ...leak, onlyStaged: hasLost };
    this.stagedOther.set(leak, other);
    return other;
  }

  /** The work tree where a leak of a file is staged; undefined: none is. */
  stagedRootOf(file: vscode.Uri): string | undefined {
    const address = file.toString();
    const isOfFile = ({ uri }: Leak): boolean => uri.toString() === address;
    return [...this.staged].find(([, leaks]) => leaks.some(isOfFile))?.[0];
  }

  /** What the next commit would take along, on disk or only in the index. */
  stagedLeaks(): readonly Leak[] {
    return this.all().filter(({ exposure }) => exposure === 'staged');
  }

  /** Those that are not of older commits: in documents, in files, and in what is staged. */
  nearby(): readonly Leak[] {
    return eachOnce([this.present(), this.inIndex()]);
  }

  /** Everything, without what a nearer place tells of already. */
  all(): readonly Leak[] {
    return eachOnce([this.present(), this.inIndex(), [...this.history.values()].flat()]);
  }

  /** Files on disk with leaks. */
  filesOnDisk(): vscode.Uri[] {
    return [...this.onDisk].flatMap(([file, leaks]) => (leaks.length > 0 ? [vscode.Uri.parse(file)] : []));
  }

  dispose(): void {
    this.changes.dispose();
  }
}

interface OpenDocument {
  readonly uri: vscode.Uri;
  readonly leaks: readonly Leak[];
}

/** Cells of a notebook have their file in common. */
function fingerprintsByFile(documents: readonly OpenDocument[]): Map<string, Set<string>> {
  const files = new Map<string, Set<string>>();
  for (const { uri, leaks } of documents) {
    const file = fileOf(uri).toString();
    const told = files.get(file) ?? new Set();
    files.set(file, told);
    for (const { fingerprint } of leaks) {
      told.add(fingerprint);
    }
  }
  return files;
}

/** Without those of a place whose secret a place before it has in the same file. */
function eachOnce(places: readonly (readonly Leak[])[]): readonly Leak[] {
  const told = new Set<string>();
  return places.flatMap((leaks) => {
    const fresh = leaks.filter((leak) => !told.has(keyOf(leak)));
    for (const leak of fresh) {
      told.add(keyOf(leak));
    }
    return fresh;
  });
}

/** Equal for the same secret in the same file. */
export function keyOf({ uri, fingerprint }: Leak): string {
  return `${fingerprint} ${fileOf(uri).toString()}`;
}

/** Leaks by the address of their file. */
export function byFile(leaks: readonly Leak[]): Map<string, Leak[]> {
  const files = new Map<string, Leak[]>();
  for (const leak of leaks) {
    const file = fileOf(leak.uri).toString();
    const others = files.get(file);
    if (others === undefined) {
      files.set(file, [leak]);
    } else {
      others.push(leak);
    }
  }
  return files;
}
