import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';

import { scanHistory } from '../../../src/leaks/scan/history';
import { targetAt } from '../../../src/leaks/scan/listing';
import type { ScanOptions, ScanResult } from '../../../src/leaks/scan/report';
import { scanStaged } from '../../../src/leaks/scan/staged';
import { scanFolder, scanWorkTree } from '../../../src/leaks/scan/workTree';
import { inventedAccount, inventedKey } from './corpus';
import { git, Repository } from './repository';

/** What only Fleetio's name elsewhere makes a leak of. */
const DOUBTFUL = `Authorization: Token ${inventedKey(1)}\n`;

const SCANS: Readonly<Record<string, (root: string, options?: ScanOptions) => Promise<ScanResult>>> = {
  'of the work tree': (root, options) => scanWorkTree({ root }, [targetAt(root)], git, options),
  'of a folder': (root, options) => scanFolder(root, [targetAt(root)], options),
  'of the index': (root, options) => scanStaged({ root }, git, options),
  'of the history': (root, options) => scanHistory(root, git, options),
};

/** Another file, and whether it shows that the workspace has to do with Fleetio. */
const OTHERS: readonly (readonly [path: string, content: string, isFleetio: boolean])[] = [
  ['fleetio/notes.txt', 'nothing\n', true],
  ['README.md', 'How FleetIO is asked.\n', true],
  ['sync.ts', 'const fleetioUrl = 1;\n', true],
  ['sync.ts', 'const fleetios = 1;\nconst track_fleetio = 2;\n', false],
  ['sync.ts', 'const FleetIoTHub = 1;\n', false],
  ['program.bin', 'MZ\0\0\0fleet_io\0', true],
  ['fleetious.md', 'Fleets of ships.\n', false],
];

describe('scans', () => {
  let repository: Repository;
  beforeEach(() => {
    repository = Repository.create();
    repository.write('client.http', DOUBTFUL);
  });
  afterEach(() => {
    repository.remove();
  });

  async function found(options?: ScanOptions): Promise<Record<string, boolean>> {
    repository.git('add', '.');
    const { 'of the history': ofHistory, ...others } = SCANS;
    const all: [string, boolean][] = [];
    for (const [name, scan] of Object.entries(others)) {
      all.push([name, (await scan(repository.root, options)).findings.length > 0]);
    }
    repository.git('commit', '-qm', 'All');
    const { findings } = await ofHistory!(repository.root, options);
    return Object.fromEntries([...all, ['of the history', findings.length > 0]]);
  }
  const inAll = (isFound: boolean): Record<string, boolean> =>
    Object.fromEntries(Object.keys(SCANS).map((name) => [name, isFound]));

  for (const [path, content, isFleetio] of OTHERS) {
    it(`of every kind see ${isFleetio ? 'Fleetio' : 'nothing of Fleetio'} in ${path} with ${JSON.stringify(content)}`, async () => {
      repository.write(path, content);
      assert.deepEqual(await found(), inAll(isFleetio));
    });
  }

  it('take an account token back with the key that it was one for', async () => {
    repository.write(
      'docs/yard.md',
      `curl https://yard.corp.example/ -H 'Token: ${inventedKey(1)}' -H 'X-Account: ${inventedAccount(1)}'\n`,
    );
    rmSync(repository.file('client.http'));
    assert.deepEqual(await found(), inAll(false));
  });

  it('do not let the name of an excluded file speak for Fleetio', async () => {
    repository.write('fleetio/notes.txt', 'nothing\n');
    assert.deepEqual(await found({ exclude: ['fleetio/**'] }), inAll(false));
  });

  it('know a workspace by a file that only older commits have', async () => {
    repository.commit('fleetio.md', 'nothing\n');
    repository.git('rm', '-q', 'fleetio.md');
    assert.deepEqual(await found(), { ...inAll(false), 'of the history': true });
  });

  it('of the index ask what is there of a partial clone', async () => {
    repository.write('away/big.txt', 'Something else.\n');
    repository.write('here/README.md', 'Talks to Fleetio.\n');
    await found();
    repository.git('config', 'uploadpack.allowFilter', 'true');
    const clone = repository.file('clone');
    const filter = ['--filter=blob:none', '--sparse'];
    repository.git('clone', '-q', ...filter, `file://${repository.root}`, clone);
    repository.git('-C', clone, 'sparse-checkout', 'set', 'here');
    repository.write('clone/here/client.http', DOUBTFUL);
    repository.git('-C', clone, 'add', '.');
    assert.equal((await scanStaged({ root: clone }, git)).findings.length, 1);
  });

  it('hear while they look for Fleetio in files that they are not wanted any more', async () => {
    for (let number = 0; number < 200; number++) {
      repository.write(`large/${number}.txt`, 'Fleets of ships.\n'.repeat(20_000));
    }
    const abort = new AbortController();
    const reason = new Error('Enough.');
    const onProgress: ScanOptions['onProgress'] = ({ done, total }) => {
      if (done === total) {
        setImmediate(() => {
          setImmediate(() => {
            abort.abort(reason);
          });
        });
      }
    };
    const scan = scanFolder(repository.root, [targetAt(repository.root)], {
      signal: abort.signal,
      onProgress,
    });
    await assert.rejects(scan, reason);
  });

  it('count the same for the same reasons', async () => {
    repository.commit('a.txt', 'nothing\n');
    repository.commit('left/a.env', `FLEETIO_API_KEY=${inventedKey(2)}\n`);
    repository.write('left/out.env', `FLEETIO_API_KEY=${inventedKey(2)}\n`);
    repository.write('package-lock.json', `{ "fleetioToken": "${inventedKey(3)}" }\n`);
    repository.git('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},sub`);
    repository.git('update-index', '--add', '--cacheinfo', `120000,${blobOf(repository, 'a.txt')},link`);
    repository.git('add', 'left', 'package-lock.json');
    const options = { exclude: ['left/**'] };
    const [files, staged] = ['of the work tree', 'of the index'] as const;
    const common = { submodule: 1, 'symbolic link': 1, 'lock file': 1 };
    const skipped = async (name: string): Promise<object> =>
      (await SCANS[name]!(repository.root, options)).stats.skippedBecause;
    assert.deepEqual(await skipped(files), { ...common, excluded: 2 });
    assert.deepEqual(await skipped(staged), { ...common, excluded: 1 });
    repository.git('commit', '-qm', 'All');
    assert.deepEqual(await skipped('of the history'), { excluded: 2, 'lock file': 1 });
  });
});

const blobOf = (repository: Repository, name: string): string =>
  repository.git('rev-parse', `HEAD:${name}`).trim();
