import type { ScanFinding, ScanResult } from '../scan/report';
import { exposureWords } from './exposureWords';
import { RULE_TEXTS } from './rules';

type Colour = 'bold' | 'dim' | 'red' | 'yellow';
const CODES: Readonly<Record<Colour, number>> = { bold: 1, dim: 2, red: 31, yellow: 33 };

/** How a report for people looks. */
export interface Look {
  /** For terminals that show them. */
  readonly withColours: boolean;
  /** How a path is shown that is relative to the root. */
  readonly shown?: (path: string) => string;
}

/** The report for people. */
export function toText(
  { findings, unusedIgnores, stats, accepted = 0, withoutGit }: ScanResult,
  { withColours, shown = (path) => path }: Look,
): string {
  const paint = (colour: Colour, text: string): string =>
    withColours ? `\u001b[${CODES[colour]}m${text}\u001b[0m` : text;
  const lines = findings.flatMap((finding) =>
    findingLines(
      { ...finding, path: shown(finding.path) },
      withoutGit ? 'on disk' : exposureWords(finding),
      paint,
    ),
  );
  const unused = unusedIgnores.map(
    ({ path, line }) =>
      `${printable(shown(path))}:${line}  ${paint('yellow', 'fleetio:allow without anything to allow')}`,
  );
  const looked =
    stats.blobs > stats.files
      ? `${counted(stats.blobs, 'version')} of files, ${counted(stats.commits, 'commit')}`
      : counted(stats.files, 'file');
  const skipped = Object.entries(stats.skippedBecause).map(([reason, count]) => `${count} × ${reason}`);
  const nothing = accepted === 0 ? 'No Fleetio secrets found' : 'No other Fleetio secrets found';
  const summary = [
    findings.length === 0 ? nothing : paint('bold', `${findings.length} found`),
    ...(accepted > 0 ? [`${accepted} accepted in the baseline`] : []),
    `${looked}, ${sizeOf(stats.bytes)} in ${timeOf(stats.milliseconds)}`,
    ...(skipped.length > 0 ? [`skipped: ${skipped.join(', ')}`] : []),
  ];
  return [...lines, ...unused, summary.join(' · '), ''].join('\n');
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

const sizeOf = (bytes: number): string =>
  bytes < 100_000 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;

const timeOf = (milliseconds: number): string =>
  milliseconds < 100 ? `${milliseconds} ms` : `${(milliseconds / 1000).toFixed(1)} s`;

/** @param howFar how far the secret got, in words. */
function findingLines(
  finding: ScanFinding,
  howFar: string,
  paint: (colour: Colour, text: string) => string,
): string[] {
  const { rule, confidence, path, line, column, redacted, commit, history } = finding;
  const colour = rule === 'fleetio-account-token' || confidence === 'low' ? 'yellow' : 'red';
  const since = commit ? `; brought in by ${commit.id.slice(0, 12)} of ${commit.date.slice(0, 10)}` : '';
  const isGone = history && !history.inHead && history.lastCommit.id !== commit?.id;
  const still = isGone ? `, last in ${history.lastCommit.id.slice(0, 12)}` : '';
  const doubt = confidence === 'low' ? ' (perhaps)' : '';
  return [
    `${paint('bold', printable(path))}:${line}:${column}  ${paint(colour, RULE_TEXTS[rule].short)}${doubt} ${redacted}`,
    `    ${howFar}${since}${still}`,
  ];
}

/** A path on one line, without characters that a terminal would obey. */
function printable(path: string): string {
  return path.replace(/\p{Cc}/gu, (character) => JSON.stringify(character).slice(1, -1));
}
