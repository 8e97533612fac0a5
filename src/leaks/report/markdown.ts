import { exposureWords } from './exposureWords';
import { RULE_TEXTS } from './rules';
import type { ScanFinding, ScanResult } from '../scan/report';

const COLUMNS = ['Found', 'How far it got', 'File', 'Line', 'Commit'];

/** What Fleetio said of a secret when somebody asked, in a sentence. */
type LifeOf = (finding: ScanFinding) => string | undefined;

/** The report for issues, reviews and chats. Secrets are shown by their ends only. */
export function toMarkdown(
  results: readonly Pick<ScanResult, 'root' | 'findings'>[],
  lifeOf: LifeOf = () => undefined,
): string {
  const found = results.filter(({ findings }) => findings.length > 0);
  const parts = found.map(({ root, findings }) => [
    ...(found.length > 1 ? [`## ${escaped(root)}`, ''] : []),
    rowOf(COLUMNS),
    rowOf(COLUMNS.map(() => '---')),
    ...findings.map((finding) => rowOf(cellsOf(finding, lifeOf(finding)))),
    '',
  ]);
  const title = '# Leaked Fleetio secrets';
  const body = found.length === 0 ? [['None is known.', '']] : parts;
  return [title, '', ...body.flat()].join('\n');
}

function cellsOf(finding: ScanFinding, life: string | undefined): string[] {
  const { rule, redacted, confidence, path, line, cell, commit, remoteBranch } = finding;
  const doubt = confidence === 'low' ? ' (perhaps)' : '';
  const branch = remoteBranch === undefined ? '' : ` (${escaped(remoteBranch)})`;
  return [
    `${RULE_TEXTS[rule].short} ${code(redacted)}${doubt}${life === undefined ? '' : `. ${escaped(life)}`}`,
    `${exposureWords(finding)}${branch}`,
    escaped(path),
    cell === undefined ? String(line) : `cell ${cell}, line ${line}`,
    commit === undefined ? '' : `${code(commit.id.slice(0, 12))} of ${commit.date.slice(0, 10)}`,
  ];
}

const rowOf = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const code = (text: string): string => `\`${text}\``;

/** A text that says in Markdown what it says here. */
function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]<>()#+!|~&]/g, '\\$&').replace(/\s+/g, ' ');
}
