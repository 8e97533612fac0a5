import assert from 'node:assert/strict';
import { scanHistory } from '../../../src/leaks/scan/history';
import { besideDisk, findLost, isOnDisk, type LostSecret } from '../../../src/leaks/scan/lost';
import type { ScanFinding } from '../../../src/leaks/scan/report';
import { scanWorkTree } from '../../../src/leaks/scan/workTree';
import { targetAt } from '../../../src/leaks/scan/listing';
import { ALLOW, inventedKey } from './corpus';
import { git, Repository } from './repository';

const leak = `FLEETIO_API_KEY=${inventedKey('lost')}\n`;

describe('a secret that its file has lost', () => {
  let repository: Repository;

  beforeEach(() => {
    repository = Repository.create();
    repository.commit('README.md', 'Fleetio\n');
  });
  afterEach(() => {
    repository.remove();
  });

  it('is found in HEAD, at its place there', async () => {
    const origin = repository.commit('a.env', leak);
    const head = repository.commit('a.env', `# Fleetio\n\n${leak}`);
    const [found, ...others] = await find(await secretOf('a.env'));
    assert.deepEqual(others, []);
    assert.deepEqual([found?.line, found?.exposure, found?.commit?.id], [3, 'history', origin]);
    assert.deepEqual([found?.history?.lastCommit.id, found?.history?.inHead], [head, true]);
  });

  it('is found in the commit that brought it in, under the name that the file had then', async () => {
    const origin = repository.commit('a.env', leak);
    repository.git('mv', 'a.env', 'b.env');
    const secret = await secretOf('b.env');
    repository.commit('b.env', '\n');
    const [found] = await find(secret);
    assert.deepEqual([found?.path, found?.history?.lastCommit.id], ['a.env', origin]);
    assert.deepEqual([found?.history?.inHead, found?.history?.pushed], [false, false]);
  });

  it('is found under a name with a line break, and others beside it', async () => {
    repository.commit('a\nb.env', leak);
    repository.git('mv', 'a\nb.env', 'b.env');
    repository.git('commit', '-qm', 'Rename');
    const secret = await secretOf('b.env');
    assert.equal(secret.commit?.path, 'a\nb.env');
    repository.commit('other.env', leak);
    const other = await secretOf('other.env');
    repository.commit('b.env', '\n');
    repository.commit('other.env', '\n');
    const found = await findLost(repository.root, [secret, other], git);
    assert.deepEqual(
      found.map((one) => one.path),
      ['a\nb.env', 'other.env'],
    );
  });

  it('is found on a branch that is not checked out, and is pushed as far as its commit is', async () => {
    repository.commit('a.env', leak);
    const secret = await secretOf('a.env');
    repository.push();
    repository.git('checkout', '-q', '--orphan', 'other');
    repository.commit('a.env', '\n');
    assert.deepEqual(
      (await find(secret)).map(({ history }) => history?.pushed),
      [true],
    );
  });

  it('is not found where no ref leads to its commit, where HEAD allows it, or there is no commit', async () => {
    repository.commit('a.env', leak);
    const secret = await secretOf('a.env');
    repository.git('rm', '-q', '--cached', 'a.env');
    repository.git('commit', '-q', '--amend', '--allow-empty', '-m', 'Nothing');
    assert.deepEqual(await find(secret), []);
    repository.commit('b.env', `# ${ALLOW}\n${leak}`);
    assert.deepEqual(await find({ ...secret, path: 'b.env', commit: undefined }), []);
    const empty = Repository.create();
    assert.deepEqual(await findLost(empty.root, [secret], git), []);
    empty.remove();
  });

  it('is on disk all the same where a comment allows it', async () => {
    repository.commit('a.env', leak);
    const secret = await secretOf('a.env');
    repository.write('a.env', `# ${ALLOW}\n${leak}`);
    assert.ok(isOnDisk(repository.root, secret));
    repository.write('a.env', 'FLEETIO_API_KEY=\n');
    assert.ok(!isOnDisk(repository.root, secret));
    assert.ok(!isOnDisk(repository.root, { ...secret, path: 'gone/a.env' }));
  });

  it('is told of as such by a scan of the history, also where HEAD has it, and not where git only ignores its file', async () => {
    repository.commit('lost.env', leak);
    repository.commit('ignored.env', leak);
    repository.git('rm', '-q', '--cached', 'ignored.env');
    repository.commit('.gitignore', 'ignored.env\n');
    repository.push();
    repository.commit('kept.env', leak);
    repository.write('lost.env', 'FLEETIO_API_KEY=\n');
    const { findings } = await scanHistory(repository.root, git);
    const told = besideDisk(repository.root, findings).map(({ path, exposure }) => `${path} ${exposure}`);
    assert.deepEqual(told.sort(), ['ignored.env pushed', 'kept.env committed', 'lost.env history']);
  });

  const find = (secret: LostSecret): Promise<ScanFinding[]> => findLost(repository.root, [secret], git);

  /** As a scan finds it in a file of the work tree. */
  async function secretOf(name: string): Promise<LostSecret> {
    const targets = [targetAt(repository.file(name))];
    const { findings } = await scanWorkTree({ root: repository.root }, targets, git);
    assert.ok(findings[0], 'it is found');
    return { ...findings[0], pushed: findings[0].exposure === 'pushed' };
  }
});
