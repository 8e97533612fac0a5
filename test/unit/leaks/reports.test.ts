import assert from 'node:assert/strict';

import type { ScanFinding } from '../../../src/leaks/scan/report';
import { toMarkdown } from '../../../src/leaks/report/markdown';
import { toSarif } from '../../../src/leaks/report/sarif';

const finding: ScanFinding = {
  rule: 'fleetio-api-key',
  confidence: 'high',
  path: 'src/sync.js',
  ...{ line: 3, column: 5, endLine: 3, endColumn: 45 },
  exposure: 'pushed',
  redacted: 'a71c…5f41',
  fingerprint: '0123456789abcdef',
  evidence: ['known'],
  commit: { id: '1a2b3c4d5e6f7890', date: '2026-01-05T08:00:00Z', path: 'src/sync.js' },
  remoteBranch: 'origin/main',
};
const report = { root: '/projects/one', findings: [finding] };

describe('reports of several folders', () => {
  it('are one table in Markdown, or one for each folder', () => {
    const one = toMarkdown([report]);
    assert.match(
      one,
      /^# Leaked Fleetio secrets\n\n\| Found \| How far it got \| File \| Line \| Commit \|\n/,
    );
    assert.ok(
      one.includes(
        '| Fleetio API key `a71c…5f41` | pushed (origin/main) | src/sync.js | 3 | `1a2b3c4d5e6f` of 2026-01-05 |\n',
      ),
      one,
    );
    assert.ok(!one.includes('## '));
    const asked = toMarkdown([report], ({ fingerprint }) =>
      fingerprint === finding.fingerprint ? 'It is live: Fleetio takes it.' : undefined,
    );
    assert.ok(asked.includes('| Fleetio API key `a71c…5f41`. It is live: Fleetio takes it. |'), asked);
    const two = toMarkdown([report, { root: '/projects/two', findings: [finding] }]);
    assert.match(two, /## \/projects\/one\n[^]*## \/projects\/two\n/);
  });

  it('say in Markdown when there is nothing, and show names as they are', () => {
    assert.equal(toMarkdown([{ ...report, findings: [] }]), '# Leaked Fleetio secrets\n\nNone is known.\n');
    const odd = toMarkdown([{ ...report, findings: [{ ...finding, path: 'a|b<c>_d.js' }] }]);
    assert.ok(odd.includes(String.raw`| a\|b\<c\>\_d.js |`), odd);
  });

  it('say where git was not asked', () => {
    const unasked = { ...finding, exposure: 'untracked', withoutGit: true } as const;
    const unknown = { ...report, findings: [unasked] };
    assert.match(toMarkdown([unknown]), /\| on disk; git was not asked how far /);
    assert.match(toSarif([unknown], '1.0.0'), /\(on disk; git was not asked how far\)/);
  });

  it('name the cell of a notebook where its file does not have it yet', () => {
    const inCell = { ...report, findings: [{ ...finding, path: 'fleet.ipynb', cell: 2 }] };
    assert.match(toMarkdown([inCell]), /\| fleet\.ipynb \| cell 2, line 3 \|/);
    const sarif = toSarif([inCell], '1.0.0');
    assert.match(sarif, /fleet\.ipynb/);
    assert.doesNotMatch(sarif, /"region"/);
  });

  it('say in SARIF how much each asks for, as the editor does', () => {
    const levels = (findings: readonly ScanFinding[], isDead = false): unknown[] => {
      const log = toSarif([{ ...report, findings }], '1.0.0', () => isDead);
      const { runs } = JSON.parse(log) as { runs: [{ results: { level: unknown }[] }] };
      return runs[0].results.map(({ level }) => level);
    };
    const exposures = ['pushed', 'history', 'committed', 'staged', 'untracked', 'ignored'] as const;
    const reached = exposures.map((exposure) => ({ ...finding, exposure }));
    assert.deepEqual(levels(reached), ['error', 'error', 'error', 'warning', 'warning', 'note']);
    const lower = ['warning', 'warning', 'warning', 'note', 'note', 'note'];
    assert.deepEqual(levels(reached.map((one) => ({ ...one, confidence: 'low' }))), lower);
    assert.deepEqual(levels(reached.map((one) => ({ ...one, rule: 'fleetio-account-token' }))), lower);
    assert.deepEqual(levels([finding], true), ['note']);
  });

  it('are a run for each folder in SARIF', () => {
    const { runs } = JSON.parse(toSarif([report, { ...report, root: '/projects/two' }], '1.0.0')) as {
      runs: { originalUriBaseIds: { ROOT: { uri: string } }; results: unknown[] }[];
    };
    assert.deepEqual(
      runs.map(({ originalUriBaseIds, results }) => [originalUriBaseIds.ROOT.uri, results.length]),
      [
        ['file:///projects/one/', 1],
        ['file:///projects/two/', 1],
      ],
    );
  });
});
