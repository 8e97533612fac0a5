import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';

import { PIECE } from '../../../src/leaks/pieces';
import { scanHistory } from '../../../src/leaks/scan/history';
import type { ScanResult } from '../../../src/leaks/scan/report';
import { scanStaged } from '../../../src/leaks/scan/staged';
import { inventedKey } from './corpus';
import { git, Repository } from './repository';

const leak = (number: number): string => `FLEETIO_API_KEY=${inventedKey(number)}\n`;
const FILLER = `${'x'.repeat(127)}\n`;

/** Of a blob, in bytes. */
const LARGE = 256 * 2 ** 20;
/** What is left of pieces until it is swept away; it is the same for every size. */
const ENOUGH = 128 * 2 ** 20;

function writeLarge(file: string): void {
  const part = FILLER.repeat(2 ** 13);
  for (let written = 0; written < LARGE; written += part.length) {
    appendFileSync(file, part);
  }
}

const SCANS: Readonly<Record<string, (root: string) => Promise<ScanResult>>> = {
  'the index': (root) => scanStaged({ root }, git),
  'the history': (root) => scanHistory(root, git),
};

/** The most memory beside the heap that something took, in bytes. */
async function memoryOf(work: () => Promise<unknown>): Promise<number> {
  const before = process.memoryUsage().external;
  let most = before;
  const look = (): void => {
    most = Math.max(most, process.memoryUsage().external);
  };
  const timer = setInterval(look, 1);
  await work();
  look();
  clearInterval(timer);
  return most - before;
}

describe('a large blob', () => {
  let repository: Repository;
  beforeEach(() => {
    repository = Repository.create();
  });
  afterEach(() => {
    repository.remove();
  });

  for (const [where, scan] of Object.entries(SCANS)) {
    it(`in ${where} shows a key at every place once, with its line`, async () => {
      const border = (PIECE.length - PIECE.shared) / FILLER.length;
      const lines = (2 * PIECE.length) / FILLER.length;
      const places = [1, border - 1, border, border + 600, lines - 5];
      for (const [at, line] of places.entries()) {
        repository.write(
          `${at}.log`,
          FILLER.repeat(line) + leak(at) + FILLER.repeat(lines - line) + String(at),
        );
      }
      repository.git('add', '.');
      if (where === 'the history') {
        repository.git('commit', '-qm', 'All');
      }
      const { findings } = await scan(repository.root);
      assert.deepEqual(
        findings.map(({ path, line, column }) => [path, line, column]).sort(),
        places.map((line, at) => [`${at}.log`, line + 1, 17]),
      );
    });

    it(`in ${where} takes no more memory the larger it is`, async () => {
      writeLarge(repository.file('big.log'));
      appendFileSync(repository.file('big.log'), leak(1));
      repository.git('add', '.');
      repository.git('commit', '-qm', 'Leak');
      appendFileSync(repository.file('big.log'), leak(2));
      repository.git('add', '.');
      let found = 0;
      const memory = await memoryOf(async () => {
        found = (await scan(repository.root)).findings.length;
      });
      assert.equal(found, 1);
      assert.ok(memory < ENOUGH, `${Math.round(memory / 2 ** 20)} MB`);
    }).timeout(30_000);
  }

  it('in HEAD is known as a whole', async () => {
    const filler = FILLER.repeat((2 * PIECE.length) / FILLER.length);
    repository.commit('big.log', leak(1) + filler + leak(2) + filler + leak(3));
    repository.write('big.log', leak(3) + filler + leak(4) + filler + leak(1));
    repository.git('add', '.');
    const { findings } = await scanStaged({ root: repository.root }, git);
    assert.deepEqual(
      findings.map(({ line }) => line),
      [filler.length / FILLER.length + 2],
    );
  });
});
