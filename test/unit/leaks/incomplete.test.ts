import assert from 'node:assert/strict';
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

import { scanHistory } from '../../../src/leaks/scan/history';
import type { ScanFinding } from '../../../src/leaks/scan/report';
import { scanStaged } from '../../../src/leaks/scan/staged';
import { inventedKey } from './corpus';
import { git, Repository } from './repository';

const leak = (number: number | string): string => `FLEETIO_API_KEY=${inventedKey(number)}\n`;
const short = ({ path, exposure }: ScanFinding): string => `${exposure} ${path}`;

/** What can have happened to a loose object. */
const DAMAGES: Readonly<Record<string, (file: string) => void>> = {
  'is gone': (file) => {
    rmSync(file);
  },
  'is damaged at its beginning': (file) => {
    overwrite(file, 0);
  },
  'is damaged in the middle': (file) => {
    overwrite(file, 0.5);
  },
};

function overwrite(file: string, share: number): void {
  const bytes = readFileSync(file);
  bytes.fill(7, Math.floor(bytes.length * share), Math.floor(bytes.length * share) + 40);
  chmodSync(file, 0o600);
  writeFileSync(file, bytes);
}

/** Text that does not become much smaller when git packs it. */
const filler = (length: number): string =>
  Array.from({ length }, (_, at) => inventedKey(at).slice(1)).join(' ');

describe('a scan of a repository that is not whole', () => {
  let repository: Repository;
  beforeEach(() => {
    repository = Repository.create();
  });
  afterEach(() => {
    repository.remove();
  });

  const objectOf = (name: string): string => {
    const id = repository.git('rev-parse', name).trim();
    return repository.file(`.git/objects/${id.slice(0, 2)}/${id.slice(2)}`);
  };

  for (const [what, damage] of Object.entries(DAMAGES)) {
    it(`tells of the rest and counts a blob that ${what}`, async () => {
      for (const name of ['a', 'b', 'c', 'd', 'e']) {
        repository.commit(`${name}.env`, `${leak(name)}# ${name} ${filler(300)}\n`);
      }
      damage(objectOf('HEAD:c.env'));
      const { findings, stats } = await scanHistory(repository.root, git);
      assert.deepEqual(findings.map(({ path }) => path).sort(), ['a.env', 'b.env', 'd.env', 'e.env']);
      assert.deepEqual(stats.skippedBecause, { 'not readable': 1 });
    });

    it(`counts a staged blob that ${what}`, async () => {
      for (const name of ['a', 'b', 'c']) {
        repository.write(`${name}.env`, `${leak(name)}# ${name} ${filler(300)}\n`);
      }
      repository.git('add', '.');
      damage(objectOf(':b.env'));
      const { findings, stats } = await scanStaged({ root: repository.root }, git);
      assert.deepEqual(findings.map(short), ['staged a.env', 'staged c.env']);
      assert.deepEqual(stats.skippedBecause, { 'not readable': 1 });
    });
  }

  it('is a scan as any other before the first commit, and with a file called HEAD', async () => {
    repository.write('HEAD', leak(1));
    assert.deepEqual((await scanHistory(repository.root, git)).findings, []);
    repository.commit('HEAD', leak(1));
    assert.deepEqual((await scanHistory(repository.root, git)).findings.map(short), ['committed HEAD']);
  });
});
