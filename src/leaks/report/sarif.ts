import { pathToFileURL } from 'node:url';

import type { ScanFinding, ScanResult } from '../scan/report';
import { exposureWords } from './exposureWords';
import { RULE_TEXTS } from './rules';

/** The name that links a result to the same one in another version. */
const FINGERPRINT = 'fleetioSecret/v1';

/** The report for code scanning services: SARIF 2.1.0, with a run for each root. */
export function toSarif(
  results: readonly Pick<ScanResult, 'root' | 'findings'>[],
  toolVersion: string,
): string {
  const rules = Object.entries(RULE_TEXTS).map(([id, { name, short, full, help, severity }]) => ({
    id,
    name,
    shortDescription: { text: short },
    fullDescription: { text: full },
    help: { text: help },
    defaultConfiguration: { level: levelOf(id) },
    properties: { tags: ['security', 'secret'], 'security-severity': severity, precision: 'high' },
  }));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: results.map(({ root, findings }) => ({
      tool: { driver: { name: 'fleetio-toolkit', version: toolVersion, rules } },
      originalUriBaseIds: { ROOT: { uri: `${pathToFileURL(root).href.replace(/\/$/, '')}/` } },
      columnKind: 'utf16CodeUnits',
      results: findings.map((finding) => resultOf(finding, Object.keys(RULE_TEXTS).indexOf(finding.rule))),
    })),
  };
  return JSON.stringify(log, undefined, 2);
}

function levelOf(rule: string): 'error' | 'note' {
  return rule === 'fleetio-account-token' ? 'note' : 'error';
}

function resultOf(finding: ScanFinding, ruleIndex: number): object {
  const { rule, path, line, column, endLine, endColumn, cell, confidence, exposure, redacted, commit } =
    finding;
  const level = levelOf(rule);
  return {
    ruleId: rule,
    ruleIndex,
    level: level === 'error' && confidence === 'low' ? 'warning' : level,
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
