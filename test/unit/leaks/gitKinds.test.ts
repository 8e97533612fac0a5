import assert from 'node:assert/strict';
import { cpSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import fc from 'fast-check';

import { findWorkTree, type WorkTree } from '../../../src/leaks/exposure';
import { GitError } from '../../../src/leaks/git/program';
import { scanHistory } from '../../../src/leaks/scan/history';
import { targetAt } from '../../../src/leaks/scan/listing';
import { ScanError, type ScanResult } from '../../../src/leaks/scan/report';
import { scanStaged } from '../../../src/leaks/scan/staged';
import { scanWorkTree } from '../../../src/leaks/scan/workTree';
import { inventedKey } from './corpus';
import { git, Repository } from './repository';

const leak = (number: number | string): string => `FLEETIO_API_KEY=${inventedKey(number)}\n`;
const short = ({ findings }: ScanResult): string[] =>
  findings.map(({ path: name, exposure }) => `${exposure} ${name}`).sort();

async function treeAt(folder: string): Promise<WorkTree> {
  const tree = await findWorkTree(folder, git);
  if (tree === undefined) {
    throw new ScanError(`There is no work tree in ${folder}.`);
  }
  return tree;
}
async function scanTree(folder: string): Promise<ScanResult> {
  return scanWorkTree(await treeAt(folder), [targetAt(folder)], git);
}

describe('scans of repositories of every kind', () => {
  let repository: Repository;
  beforeEach(() => {
    repository = Repository.create();
  });
  afterEach(() => {
    repository.remove();
  });

  it('with a sparse checkout look at what is there, and at all of it in history', async () => {
    repository.commit('here/a.env', leak(1));
    repository.commit('away/b.env', leak(2));
    repository.git('sparse-checkout', 'set', 'here');
    assert.deepEqual(short(await scanTree(repository.root)), ['committed here/a.env']);
    assert.deepEqual(short(await scanStaged(await treeAt(repository.root), git)), []);
    assert.deepEqual(short(await scanHistory(repository.root, git)), [
      'committed away/b.env',
      'committed here/a.env',
    ]);
  });

  it('with a sparse index do the same', async () => {
    repository.commit('here/a.env', leak(1));
    repository.commit('away/deep/b.env', leak(2));
    repository.git('sparse-checkout', 'set', '--cone', '--sparse-index', 'here');
    assert.deepEqual(short(await scanTree(repository.root)), ['committed here/a.env']);
    repository.write('here/c.env', leak(3));
    repository.git('add', '.');
    assert.deepEqual(short(await scanStaged(await treeAt(repository.root), git)), ['staged here/c.env']);
  });

  it('with submodules count them, and look at one as at any repository', async () => {
    const inner = Repository.create();
    inner.commit('inner.env', leak(1));
    repository.commit('outer.env', leak(2));
    repository.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.root, 'sub');
    const outer = await scanTree(repository.root);
    assert.deepEqual(short(outer), ['committed outer.env']);
    assert.deepEqual(outer.stats.skippedBecause, { submodule: 1 });
    assert.deepEqual(short(await scanStaged(await treeAt(repository.root), git)), []);
    assert.deepEqual(short(await scanTree(repository.file('sub'))), ['pushed inner.env']);
    assert.deepEqual(short(await scanHistory(repository.file('sub'), git)), ['pushed inner.env']);
    inner.remove();
  });

  it('with linked work trees look at each with its own index and branch', async () => {
    repository.commit('a.env', leak(1));
    repository.git('worktree', 'add', '-q', '-b', 'topic', repository.file('.git/linked'));
    const linked = repository.file('.git/linked');
    writeFileSync(path.join(linked, 'b.env'), leak(2));
    repository.git('-C', linked, 'add', 'b.env');
    assert.deepEqual(short(await scanTree(linked)), ['committed a.env', 'staged b.env']);
    assert.deepEqual(short(await scanStaged(await treeAt(linked), git)), ['staged b.env']);
    assert.deepEqual(short(await scanStaged(await treeAt(repository.root), git)), []);
    assert.deepEqual(short(await scanHistory(linked, git)), ['committed a.env']);
  });

  it('with a conflict look at what lies on disk, once', async () => {
    repository.commit('a.env', 'A=1\n');
    repository.git('checkout', '-q', '-b', 'topic');
    repository.commit('a.env', leak(1));
    repository.git('checkout', '-q', 'main');
    repository.commit('a.env', leak(2));
    assert.throws(() => repository.git('merge', '-q', 'topic'));
    assert.equal((await scanTree(repository.root)).findings.length, 2);
    await scanStaged(await treeAt(repository.root), git);
  });

  it('that are damaged end with a report or with a reason, never otherwise', async () => {
    repository.commit('a.env', leak(1));
    repository.commit('deep/b.env', leak(2));
    repository.git('rm', '-q', 'a.env');
    repository.git('commit', '-qm', 'Remove');
    repository.write('c.env', leak(3));
    repository.git('add', '.');
    repository.git('tag', '-am', 'One', 'v1');
    repository.git('pack-refs', '--all');
    const damage = fc.record({
      file: fc.nat(),
      edits: fc.array(fc.record({ at: fc.nat(), byte: fc.nat(255) }), { minLength: 1, maxLength: 20 }),
      length: fc.option(fc.nat()),
      packed: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(damage, async ({ file, edits, length, packed }) => {
        const copy = Repository.create();
        cpSync(repository.root, copy.root, { recursive: true });
        if (packed) {
          copy.git('gc', '-q');
        }
        harm(copy.file('.git'), file, edits, length ?? undefined);
        await expectTold(() => scanTree(copy.root));
        await expectTold(async () => scanStaged(await treeAt(copy.root), git));
        await expectTold(() => scanHistory(copy.root, git));
        copy.remove();
      }),
      { numRuns: 8 },
    );
  }).timeout(60_000);
});

/** Writes other bytes into a file of git's, and cuts it off. */
function harm(
  folder: string,
  file: number,
  edits: readonly { at: number; byte: number }[],
  length: number | undefined,
): void {
  // Settings are left alone: those that a person may make are not damage.
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => statSync(path.join(folder, name)).isFile() && !/^(?:config|hooks|description)/.test(name),
  );
  const name = path.join(folder, names[file % names.length] ?? assert.fail());
  const bytes = readFileSync(name);
  for (const { at, byte } of edits) {
    bytes[at % Math.max(1, bytes.length)] = byte;
  }
  // Git keeps its objects read-only.
  writeFileSync(
    `${name}.new`,
    bytes.subarray(0, length === undefined ? undefined : length % (bytes.length + 1)),
  );
  renameSync(`${name}.new`, name);
}

/** Whatever is the matter with a repository, a scan finds things in their places or says in words that it cannot. */
async function expectTold(scan: () => Promise<ScanResult>): Promise<void> {
  const outcome = await scan().catch((error: unknown) => error);
  if (outcome instanceof GitError || outcome instanceof ScanError) {
    assert.notEqual(outcome.message, '');
    return;
  }
  assert.ok(!(outcome instanceof Error), outcome instanceof Error ? outcome.stack : '');
  assert.ok((outcome as ScanResult).findings.every(({ line, column }) => line > 0 && column > 0));
}
