import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { fileState } from '../../../src/leaks/git/fileState';
import type { Git } from '../../../src/leaks/git/program';
import { seekSecret } from '../../../src/leaks/scan/seek';
import { git, Repository } from './repository';

const key = createHash('sha1').update('example-1').digest('hex');
const other = createHash('sha1').update('example-2').digest('hex');

describe('seekSecret', () => {
  let repository: Repository;

  before(() => {
    repository = Repository.create();
    repository.commit('readme.md', 'no key\n');
  });
  after(() => {
    repository.remove();
  });

  it('finds a secret in files, ignored ones too, and in every commit that brought it in', async () => {
    const first = repository.commit('sync.js', `const key = '${key}';\n`);
    repository.commit('sync.js', 'const key = process.env.KEY;\n');
    repository.git('checkout', '-q', '-b', 'side');
    const onBranch = repository.commit('deep/old.txt', `x${key}x\n`);
    repository.git('checkout', '-q', 'main');
    repository.write('.gitignore', '.env\n');
    repository.write('.env', `FLEETIO_API_KEY=${key}\n`);
    const { files, commits } = await seekSecret(repository.root, key, git);
    assert.deepEqual(files, ['.env']);
    assert.deepEqual(
      new Set(commits.map(({ id, path }) => `${id} ${path}`)),
      new Set([`${first} sync.js`, `${onBranch} deep/old.txt`]),
    );
  });

  it('finds nothing where there is nothing, also before the first commit', async () => {
    assert.deepEqual(await seekSecret(repository.root, other, git), { files: [], commits: [] });
    const empty = Repository.create();
    assert.deepEqual(await seekSecret(empty.root, other, git), { files: [], commits: [] });
    empty.remove();
  });

  it('never names the secret in the arguments of a program', async () => {
    const started: string[] = [];
    const spawn = ((command: string, args: readonly string[], options: object) => {
      started.push(args.join(' '));
      return git.spawn(command, args, options);
    }) as Git['spawn'];
    await seekSecret(repository.root, key, { ...git, spawn });
    assert.ok(started.length > 1);
    assert.deepEqual(
      started.filter((args) => args.includes(key)),
      [],
    );
  });
});

describe('fileState', () => {
  it('tells where a file would go', async () => {
    const repository = Repository.create();
    const state = (name = '.env'): Promise<string> => fileState(repository.root, name, git);
    assert.equal(await state(), 'notIgnored');
    repository.write('.gitignore', '.env\n');
    assert.equal(await state(), 'ignored');
    assert.equal(await state('other'), 'notIgnored');
    repository.commit('.env', 'A=1\n');
    assert.equal(await state(), 'tracked');
    repository.remove();
    assert.equal(await fileState('/', '.env', git), 'noRepository');
  });
});
