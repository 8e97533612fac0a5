import type { ScanFinding } from './report';

const HEAD =
  '# Findings that are known and accepted: fingerprint, rule, path. One a line, so that versions merge well.';

/** Where a baseline lies, from the root of a repository, unless somebody says otherwise. */
export const BASELINE_FILE = '.fleetio-baseline';

const ENTRY = /^[0-9a-f]{16} fleetio-/;
/** Comments, blank lines and the marks of an unfinished merge. */
const PASSED_OVER = /^(?:#|<{7}|\|{7}|={7}|>{7}|$)/;

/** What an entry is made of; the path is relative to the root. */
export type Accepted = Pick<ScanFinding, 'fingerprint' | 'rule' | 'path'>;

/** Findings that are not to be told of again. A key that turns up in another file is told of. */
export class Baseline {
  private readonly entries: ReadonlySet<string>;
  private readonly met = new Set<string>();

  private constructor(entries: Iterable<string>) {
    this.entries = new Set(entries);
  }

  static readonly empty = new Baseline([]);

  /** Reads a baseline file; what is no entry is passed over. */
  static parse(text: string): Baseline {
    return new Baseline(linesOf(text).filter((line) => ENTRY.test(line)));
  }

  /** @returns the first line of a text, counted from 1, that has no place in a baseline. */
  static strangeLine(text: string): number | undefined {
    const at = linesOf(text).findIndex((line) => !ENTRY.test(line) && !PASSED_OVER.test(line));
    return at < 0 ? undefined : at + 1;
  }

  has(finding: Accepted): boolean {
    const entry = entryOf(finding);
    const isKnown = this.entries.has(entry);
    if (isKnown) {
      this.met.add(entry);
    }
    return isKnown;
  }

  /** Entries that no finding was asked about; they can be deleted. */
  unused(): string[] {
    return [...this.entries].filter((entry) => !this.met.has(entry));
  }

  /** Entries that none of some findings fits. */
  unusedBy(findings: readonly Accepted[]): string[] {
    const found = new Set(findings.map(entryOf));
    return [...this.entries].filter((entry) => !found.has(entry));
  }
}

const linesOf = (text: string): string[] => text.split(/\r?\n/).map((line) => line.trim());

/** The text of a baseline with one more finding accepted; what else is in it stays as it is. */
export function withAccepted(text: string, finding: Accepted): string {
  const lines = text === '' ? [HEAD] : text.replace(/\r?\n$/, '').split(/\r?\n/);
  const entry = entryOf(finding);
  if (lines.includes(entry)) {
    return text;
  }
  // At its place among the others, so that two people who add one each do not meet at the end of the file.
  const at = lines.findIndex((line) => /^[0-9a-f]{16} /.test(line) && line > entry);
  lines.splice(at < 0 ? lines.length : at, 0, entry);
  return [...lines, ''].join('\n');
}

/** A baseline that has all these findings, sorted. @returns its text, and how many entries it has. */
export function baselineOf(findings: readonly Accepted[]): { readonly text: string; readonly size: number } {
  const entries = [...new Set(findings.map(entryOf))].sort();
  return { text: [HEAD, ...entries, ''].join('\n'), size: entries.length };
}

function entryOf({ fingerprint, rule, path }: Accepted): string {
  // A path with a line break or blanks at its ends is written as JSON.
  const name = /^\s|\s$|[\r\n"]/.test(path) ? JSON.stringify(path) : path;
  return `${fingerprint} ${rule} ${name}`;
}
