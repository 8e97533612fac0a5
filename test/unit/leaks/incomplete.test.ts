import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

import { scanHistory } from '../../../src/leaks/scan/history';
import { targetAt } from '../../../src/leaks/scan/listing';
import type { ScanFinding } from '../../../src/leaks/scan/report';
import { scanStaged } from '../../../src/leaks/scan/staged';
import { scanFolder, scanWorkTree } from '../../../src/leaks/scan/workTree';
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

/** The user that owns nothing. */
const NOBODY = 65534;

/** Does something as a user who may read a folder; to the one who may do everything, nothing is closed. */
async function asAnybody<Result>(folder: string, act: () => Promise<Result>): Promise<Result> {
  if (process.getuid?.() !== 0) {
    return act();
  }
  execFileSync('chown', ['-R', String(NOBODY), folder]);
  process.seteuid?.(NOBODY);
  try {
    return await act();
  } finally {
    process.seteuid?.(0);
  }
}

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

  it('counts a file in a folder whose files may be listed and not opened', async () => {
    repository.write('listed/secret.env', leak(1));
    chmodSync(repository.file('listed'), 0o644);
    const target = { absolute: repository.root, isFolder: true };
    const { findings, stats } = await asAnybody(repository.root, () => scanFolder(repository.root, [target]));
    chmodSync(repository.file('listed'), 0o700);
    assert.deepEqual([findings, stats.skippedBecause], [[], { 'not readable': 1 }]);
  });

  it('counts a folder that it may not look into', async () => {
    repository.write('open.env', 'NOTHING=1\n');
    repository.write('closed/secret.env', leak(1));
    chmodSync(repository.file('closed'), 0);
    const { findings, stats } = await asAnybody(repository.root, () =>
      scanWorkTree({ root: repository.root }, [targetAt(repository.root)], git),
    );
    chmodSync(repository.file('closed'), 0o700);
    assert.deepEqual([findings, stats.files, stats.skippedBecause], [[], 1, { 'not readable': 1 }]);
  });

  it('tells of HEAD where a tree of an older commit is gone, and counts it', async () => {
    const first = repository.commit('old.env', leak(1));
    repository.commit('new.env', leak(2));
    repository.git('rm', '-q', 'old.env');
    repository.git('commit', '-qm', 'Remove');
    rmSync(objectOf(`${first}^{tree}`));
    const { findings, stats } = await scanHistory(repository.root, git);
    assert.deepEqual(findings.map(short), ['committed new.env']);
    assert.equal(findings[0]?.commit, undefined);
    assert.deepEqual(stats.skippedBecause, { 'not readable': 1 });
  });

  it('is a scan as any other before the first commit, and with a file called HEAD', async () => {
    repository.write('HEAD', leak(1));
    assert.deepEqual((await scanHistory(repository.root, git)).findings, []);
    repository.commit('HEAD', leak(1));
    assert.deepEqual((await scanHistory(repository.root, git)).findings.map(short), ['committed HEAD']);
  });

  describe('such as a clone without trees', () => {
    let clone: string;
    let inClone: (...args: string[]) => string;
    beforeEach(() => {
      repository.commit('gone.env', leak(1));
      repository.git('mv', 'gone.env', 'deep.env');
      repository.git('commit', '-qm', 'Move');
      repository.commit('folder/a.env', leak(2));
      repository.git('config', 'uploadpack.allowFilter', 'true');
      clone = repository.file('clone');
      repository.git('clone', '-q', '--filter=tree:0', `file://${repository.root}`, clone);
      inClone = (...args) => repository.git('-C', clone, ...args);
    });

    it('tells what HEAD has, says that for no commit, and counts the rest', async () => {
      const { findings, stats } = await scanHistory(clone, git);
      assert.deepEqual(findings.map(short).sort(), ['pushed deep.env', 'pushed folder/a.env']);
      const head = inClone('rev-parse', 'HEAD').trim();
      assert.deepEqual(
        findings.map(({ commit, history }) => [commit, history?.lastCommit.id, history?.inHead]),
        [
          [undefined, head, true],
          [undefined, head, true],
        ],
      );
      assert.deepEqual(stats.skippedBecause, { 'not in this clone': 2 });
    });

    it('has nothing to tell of before the first commit of a new branch', async () => {
      inClone('checkout', '-q', '--orphan', 'new');
      assert.deepEqual((await scanHistory(clone, git)).findings, []);
    });

    it('works with a file called HEAD, too', async () => {
      repository.write('clone/HEAD', leak(3));
      assert.equal((await scanHistory(clone, git)).findings.length, 2);
    });

    it('knows what a server has from what was committed since', async () => {
      repository.write('clone/own.env', leak(3));
      inClone('add', '.');
      inClone('commit', '-qm', 'Own');
      repository.write('clone/deep.env', 'NOTHING=1\n');
      inClone('commit', '-qam', 'Clear');
      const { findings } = await scanHistory(clone, git);
      assert.deepEqual(findings.map(short).sort(), [
        'committed own.env',
        'history deep.env',
        'pushed folder/a.env',
      ]);
      const deep = findings.find(({ path }) => path === 'deep.env');
      assert.deepEqual([deep?.history?.inHead, deep?.history?.pushed], [false, true]);
    });
  });
});
