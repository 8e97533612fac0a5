import type { ScanFinding, ScanResult } from '../scan/report';
import { EXPOSURE_WORDS } from './exposureWords';
import { RULE_TEXTS } from './rules';

type Colour = 'bold' | 'dim' | 'red' | 'yellow';
const CODES: Readonly<Record<Colour, number>> = { bold: 1, dim: 2, red: 31, yellow: 33 };

/** The report for people. @param withColours for terminals that show them. */
export function toText({ findings, unusedIgnores, stats }: ScanResult, withColours: boolean): string {
  const paint = (colour: Colour, text: string): string =>
    withColours ? `\u001b[${CODES[colour]}m${text}\u001b[0m` : text;
  const lines = findings.flatMap((finding) => findingLines(finding, paint));
  const unused = unusedIgnores.map(
    ({ path, line }) =>
      `${printable(path)}:${line}  ${paint('yellow', 'fleetio:allow without anything to allow')}`,
  );
  const looked =
    stats.blobs > stats.files ? `${stats.blobs} blobs, ${stats.commits} commits` : `${stats.files} files`;
  const skipped = Object.entries(stats.skippedBecause).map(([reason, count]) => `${count} × ${reason}`);
  const summary = [
    findings.length === 0 ? 'No Fleetio secrets found' : paint('bold', `${findings.length} found`),
    `${looked}, ${(stats.bytes / 1e6).toFixed(1)} MB in ${(stats.milliseconds / 1000).toFixed(1)} s`,
    ...(skipped.length > 0 ? [`skipped: ${skipped.join(', ')}`] : []),
  ];
  return [...lines, ...unused, summary.join(' · '), ''].join('\n');
}

function findingLines(finding: ScanFinding, paint: (colour: Colour, text: string) => string): string[] {
  const { rule, confidence, path, line, column, exposure, redacted, commit, history } = finding;
  const colour = rule === 'fleetio-account-token' || confidence === 'low' ? 'yellow' : 'red';
  const since = commit ? ` since ${commit.id.slice(0, 12)} of ${commit.date.slice(0, 10)}` : '';
  const still = history && !history.inHead ? `, last in ${history.lastCommit.id.slice(0, 12)}` : '';
  const pushed = history?.pushed === true && !history.inHead ? ', on a server' : '';
  const doubt = confidence === 'low' ? ' (perhaps)' : '';
  return [
    `${paint('bold', printable(path))}:${line}:${column}  ${paint(colour, RULE_TEXTS[rule].short)}${doubt} ${redacted}`,
    `    ${EXPOSURE_WORDS[exposure]}${since}${still}${pushed}`,
  ];
}

/** A path on one line, without characters that a terminal would obey. */
function printable(path: string): string {
  return path.replace(/\p{Cc}/gu, (character) => JSON.stringify(character).slice(1, -1));
}
