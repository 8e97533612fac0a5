import assert from 'node:assert/strict';

import type { ScanResult } from '../../../src/leaks/scan/report';
import { ALLOW, inventedAccount, inventedKey } from './corpus';
import { SCAN_NAMES, scanAll, type ScanName, SCANS } from './everyScan';
import { Repository } from './repository';

const NAMED = `FLEETIO_API_KEY=${inventedKey(1)}\nFLEETIO_ACCOUNT_TOKEN=${inventedAccount(1)}\n`;
/** Nothing here says what these are. */
const UNNAMED = `rows: [Toledo, ${inventedAccount(1)}]\n${'\n'.repeat(40)}first: ${inventedKey(1)}\n`;
/** The same with values of which nobody says anything. */
const OTHERS = `rows: [Toledo, ${inventedAccount(2)}]\n${'\n'.repeat(40)}first: ${inventedKey(2)}\n`;

describe('what is found in one file is found in the others of', () => {
  let repository: Repository;
  beforeEach(() => {
    repository = Repository.create();
    repository.write('b.env', NAMED);
  });
  afterEach(() => {
    repository.remove();
  });

  const found = (name: ScanName): Promise<ScanResult> => scanAll(repository, name);
  const placesOf = ({ findings }: ScanResult, file: string): string[] =>
    findings
      .filter(({ path }) => path === file)
      .map(({ rule, line, confidence, evidence }) => `${rule} ${line} ${confidence} ${evidence.join()}`);

  for (const name of SCAN_NAMES) {
    it(`${name}, and nothing else`, async () => {
      repository.write('a.yml', UNNAMED);
      repository.write('c.yml', OTHERS);
      const result = await found(name);
      assert.deepEqual(placesOf(result, 'a.yml'), [
        'fleetio-account-token 1 high found-elsewhere',
        'fleetio-api-key 42 high found-elsewhere',
      ]);
      assert.deepEqual(placesOf(result, 'c.yml'), []);
      assert.equal(placesOf(result, 'b.env').length, 2);
    });
  }

  for (const name of ['a work tree', 'a folder', 'an index'] as const) {
    it(`${name}, in the order of the files, and comments that allow it are of use`, async () => {
      repository.write('a.yml', `first: ${inventedKey(1)} # ${ALLOW}\nsecond: ${inventedKey(1)}\n`);
      const { findings, unusedIgnores } = await found(name);
      assert.deepEqual(
        findings.map(({ path, line }) => `${path} ${line}`),
        ['a.yml 2', 'b.env 1', 'b.env 2'],
      );
      assert.deepEqual(unusedIgnores, []);
    });
  }

  it('a history, where the two are in different commits', async () => {
    repository.commit('b.env', NAMED);
    repository.git('rm', '-q', 'b.env');
    repository.commit('a.yml', UNNAMED);
    assert.equal(placesOf(await SCANS['a history'](repository.root), 'a.yml').length, 2);
  });

  it('a work tree, but not what is only perhaps a secret', async () => {
    repository.write('b.env', `# Fleetio\nkey = ${inventedKey(1)}\n`);
    repository.write('a.yml', UNNAMED);
    const result = await found('a work tree');
    assert.deepEqual(placesOf(result, 'b.env'), ['fleetio-api-key 2 low name-vague,vendor-near']);
    assert.deepEqual(placesOf(result, 'a.yml'), []);
  });
});
