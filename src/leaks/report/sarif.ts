import { pathToFileURL } from 'node:url';

import type { Rule } from '../finding';
import type { ScanFinding, ScanResult } from '../scan/report';
import { type Severity, severityOf } from '../severity';
import { exposureWords } from './exposureWords';
import { RULE_TEXTS } from './rules';

/** The name that links a result to the same one in another version. */
const FINGERPRINT = 'fleetioSecret/v1';

const RULES = Object.keys(RULE_TEXTS) as Rule[];

/**
 * The report for code scanning services: SARIF 2.1.0, with a run for each root.
 * @param isDead whether Fleetio refuses a secret, as far as somebody has asked.
 */
export function toSarif(
  results: readonly Pick<ScanResult, 'root' | 'findings'>[],
  toolVersion: string,
  isDead: (finding: ScanFinding) => boolean = () => false,
): string {
  const rules = RULES.map((id) => ({ id, ...RULE_TEXTS[id] })).map(
    ({ id, name, short, full, help, severity }) => ({
      id,
      name,
      shortDescription: { text: short },
      fullDescription: { text: full },
      help: { text: help },
      defaultConfiguration: { level: defaultLevel(id) },
      properties: { tags: ['security', 'secret'], 'security-severity': severity, precision: 'high' },
    }),
  );
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: results.map(({ root, findings }) => ({
      tool: { driver: { name: 'fleetio-toolkit', version: toolVersion, rules } },
      originalUriBaseIds: { ROOT: { uri: `${pathToFileURL(root).href.replace(/\/$/, '')}/` } },
      columnKind: 'utf16CodeUnits',
      results: findings.map((finding) => resultOf(finding, isDead(finding))),
    })),
  };
  return JSON.stringify(log, undefined, 2);
}

/** To SARIF, `none` is what is no result at all. */
const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  note: 'note',
  none: 'note',
};

/** Of the worst that a rule finds. */
function defaultLevel(rule: Rule): string {
  return LEVELS[severityOf({ rule, confidence: 'high', exposure: 'pushed' })];
}

function resultOf(finding: ScanFinding, isDead: boolean): object {
  const { rule, path, line, column, endLine, endColumn, cell, confidence, exposure, redacted, commit } =
    finding;
  return {
    ruleId: rule,
    ruleIndex: RULES.indexOf(rule),
    level: LEVELS[severityOf(finding, isDead)],
    message: {
      text: `${RULE_TEXTS[rule].short} ${redacted} (${exposureWords(finding)}). ${RULE_TEXTS[rule].help}`,
    },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: path.split('/').map(encodeURIComponent).join('/'), uriBaseId: 'ROOT' },
          // Without one it is all of the file.
          ...(cell === undefined && { region: { startLine: line, startColumn: column, endLine, endColumn } }),
        },
      },
    ],
    partialFingerprints: { [FINGERPRINT]: finding.fingerprint },
    properties: { confidence, exposure, ...(commit && { commit }) },
  };
}
