import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { detect } from '../../../src/leaks/detector';
import { exposureOf, type FileExposure } from '../../../src/leaks/exposure';
import { fingerprintOf } from '../../../src/leaks/finding';
import { GitError } from '../../../src/leaks/git/program';
import { scanWorkTree } from '../../../src/leaks/scan/workTree';
import { inventedKey } from './corpus';
import { git, Repository } from './repository';

const leak = (number: number | string): string => `FLEETIO_API_KEY=${inventedKey(number)}\n`;

describe('exposure', () => {
  let repository: Repository;

  beforeEach(() => {
    repository = Repository.create();
  });
  afterEach(() => {
    repository.remove();
  });

  const ask = (name: string, text: string, isUnsaved = false): Promise<FileExposure> => {
    const findings = detect(text, { path: name, fleetioWorkspace: true });
    return exposureOf({ file: repository.file(name), text, findings, isUnsaved }, git);
  };

  /** The exposures of the findings in a file as it lies on disk. */
  const exposures = async (name: string): Promise<string[]> => {
    const answer = await ask(name, readFileSync(repository.file(name), 'utf8'));
    return answer.kind === 'repository' ? answer.exposed.map(({ exposure }) => exposure) : [answer.kind];
  };

  it('tells the places of a file apart, from disk to index', async () => {
    repository.write('.env', leak(1));
    assert.deepEqual(await exposures('.env'), ['untracked']);
    repository.write('.gitignore', '.env\n');
    assert.deepEqual(await exposures('.env'), ['ignored']);
    repository.git('add', '-f', '.env');
    assert.deepEqual(await exposures('.env'), ['staged']);
    repository.commit('config.py', 'key = None\n');
    repository.write('config.py', leak(2));
    assert.deepEqual(await exposures('config.py'), ['modified']);
  });

  it('tells unsaved text from what is on disk and what is committed', async () => {
    repository.commit('config.py', leak(1));
    const answer = await ask('config.py', leak(1) + leak(2), true);
    assert.ok(answer.kind === 'repository');
    assert.deepEqual(
      answer.exposed.map(({ exposure }) => exposure),
      ['committed', 'unsaved'],
    );
    const unborn = await ask('new.py', leak(3), true);
    assert.ok(unborn.kind === 'repository');
    assert.equal(unborn.exposed[0]?.exposure, 'unsaved');
  });

  it('names the commit that brought the secret in, also before a rename', async () => {
    const filler = 'a line that is there from the first commit on\n'.repeat(20);
    repository.commit('old.py', filler);
    const origin = repository.commit('old.py', filler + leak(1));
    repository.git('mv', 'old.py', 'new name.py');
    repository.git('commit', '-qm', 'Rename');
    for (let count = 1; count <= 5; count++) {
      repository.commit('new name.py', filler + leak(1) + '# more\n'.repeat(count));
    }
    const answer = await ask('new name.py', readFileSync(repository.file('new name.py'), 'utf8'));
    assert.ok(answer.kind === 'repository');
    const commit = answer.exposed[0]?.commit;
    assert.deepEqual([commit?.id, commit?.path], [origin, 'old.py']);
    assert.match(commit?.date ?? '', /^\d{4}-\d\d-\d\dT/);
  });

  it('knows what older commits have of a file that git ignores now, or that has lost it and has it again', async () => {
    const origin = repository.commit('.env', leak(1));
    const other = repository.commit('config.py', leak(2));
    repository.commit('config.py', 'key = None\n');
    repository.git('rm', '-q', '--cached', '.env');
    repository.commit('.gitignore', '.env\n');
    const commitsOf = async (name: string, text: string): Promise<(string | undefined)[]> => {
      repository.write(name, text);
      const answer = await ask(name, text);
      assert.ok(answer.kind === 'repository');
      return answer.exposed.flatMap(({ exposure, commit, remoteBranch }) => [
        exposure,
        commit?.id,
        remoteBranch,
      ]);
    };
    assert.deepEqual(await commitsOf('.env', leak(1)), ['committed', origin, undefined]);
    assert.deepEqual(await commitsOf('config.py', leak(2)), ['committed', other, undefined]);
    repository.push();
    assert.deepEqual(await commitsOf('.env', leak(1)), ['pushed', origin, 'origin/main']);
    assert.deepEqual(await commitsOf('.env', leak(3)), ['ignored', undefined, undefined]);
  });

  it('knows what was committed under a name that is gone now', async () => {
    const origin = repository.commit('old.py', leak(1));
    repository.push();
    repository.git('mv', 'old.py', 'staged.py');
    assert.deepEqual(await exposures('staged.py'), ['pushed']);
    repository.git('reset', '-q', '--hard');
    renameSync(repository.file('old.py'), repository.file('new.py'));
    const answer = await ask('new.py', leak(1) + leak(2));
    assert.ok(answer.kind === 'repository');
    assert.deepEqual(
      answer.exposed.map(({ exposure, commit }) => [exposure, commit?.id, commit?.path]),
      [
        ['pushed', origin, 'old.py'],
        ['untracked', undefined, undefined],
      ],
    );
    repository.write('.gitignore', '.env\n');
    renameSync(repository.file('new.py'), repository.file('.env'));
    assert.deepEqual(
      await exposures('.env'),
      ['pushed'],
      'it is gone from its file, and not from the server',
    );
  });

  it('finds the former name of one file among very many', async () => {
    const names = Array.from({ length: 300 }, (_, at) => `${'folder'.repeat(12)}/${at}.txt`);
    for (const name of names) {
      repository.write(name, 'nothing\n');
    }
    repository.git('add', '.');
    repository.commit('z/old.py', leak(1));
    repository.git('rm', '-rq', '--cached', '.');
    for (const name of [...names, 'z/old.py']) {
      rmSync(repository.file(name));
    }
    repository.write('new.py', leak(1));
    assert.deepEqual(await exposures('new.py'), ['committed']);
  });

  it('knows what a server has, whatever the branch follows', async () => {
    repository.commit('pushed.py', leak(1));
    repository.push();
    repository.commit('local.py', leak(2));
    assert.deepEqual(await exposures('pushed.py'), ['pushed']);
    assert.deepEqual(await exposures('local.py'), ['committed']);
    repository.git('checkout', '-q', '--no-track', '-b', 'topic');
    repository.commit('pushed.py', `${leak(1)}${leak(3)}`);
    assert.deepEqual(await exposures('pushed.py'), ['pushed', 'committed']);
  });

  it('follows each of many files through what a merge discarded, and through names that came back', async () => {
    repository.commit('a.env', 'A=0\n');
    const origin = repository.commit('a.env', leak(1));
    repository.git('checkout', '-q', '-b', 'side', 'HEAD~1');
    // Git tells of younger commits first, and counts in seconds.
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    for (const number of [1, 2, 3]) {
      repository.commit('a.env', `A=${number}\n`);
    }
    const other = repository.commit('b.env', leak(3));
    repository.git('checkout', '-q', 'main');
    // One file as it is here, the other one as it is there.
    repository.git('merge', '-q', '-s', 'ours', '--no-commit', 'side');
    repository.git('checkout', '-q', 'side', '--', 'b.env');
    repository.git('commit', '-qm', 'Merge');
    repository.commit('config.env', 'OLD=1\n');
    repository.git('rm', '-q', 'config.env');
    const first = repository.commit('settings.env', leak(2));
    repository.git('mv', 'settings.env', 'config.env');
    repository.git('commit', '-qm', 'Rename');
    const { findings } = await scanWorkTree({ root: repository.root }, [], git);
    assert.deepEqual(
      findings.map(({ path: name, commit }) => [name, commit?.id, commit?.path]),
      [
        ['a.env', origin, 'a.env'],
        ['b.env', other, 'b.env'],
        ['config.env', first, 'settings.env'],
      ],
    );
  });

  it('asks nothing of a server where a branch follows another one of the repository', async () => {
    repository.commit('local.py', leak(1));
    repository.git('checkout', '-q', '-b', 'topic', '--track', 'main');
    assert.deepEqual(await exposures('local.py'), ['committed']);
  });

  it('knows strings of two bytes a character in a program, wherever they are', async () => {
    const program = (text: string): Buffer =>
      Buffer.concat([Buffer.alloc(9000, '\x7fELF\0\x01'), Buffer.from(text, 'utf16le'), Buffer.alloc(9)]);
    repository.commit('a.exe', program(`fleetio_api_key="${inventedKey(1)}"`));
    repository.write(
      'a.exe',
      Buffer.concat([program(`fleetio_api_key="${inventedKey(1)}"`), Buffer.alloc(3)]),
    );
    const { findings } = await scanWorkTree({ root: repository.root }, [], git);
    assert.deepEqual(
      findings.map(({ fingerprint, exposure }) => [fingerprint, exposure]),
      [[fingerprintOf(inventedKey(1)), 'committed']],
    );
  });

  it('works with line breaks and blanks in paths, in folders below the root, in SHA-256 repositories', async () => {
    repository.remove();
    repository = Repository.create('--object-format=sha256');
    const name = 'deep folder/über\nzwei.py';
    repository.commit(name, leak(1));
    assert.deepEqual(await exposures(name), ['committed']);
  });

  it('answers cleanly where there is no repository, and fails clearly without git', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'fleetio-leaks-'));
    const document = { file: path.join(folder, 'a.py'), text: leak(1), findings: [], isUnsaved: false };
    const environment = { ...git.environment, GIT_CEILING_DIRECTORIES: tmpdir() };
    assert.deepEqual(await exposureOf(document, { ...git, environment }), { kind: 'no repository' });
    assert.deepEqual(await exposureOf({ ...document, file: path.join(folder, 'gone', 'a.py') }, git), {
      kind: 'no repository',
    });
    await assert.rejects(exposureOf(document, { ...git, executable: 'no-such-git' }), GitError);
    rmSync(folder, { recursive: true });
  });

  let processes = 0;
  const spawn = ((...args: Parameters<typeof git.spawn>) => {
    processes++;
    return git.spawn(...args);
  }) as typeof git.spawn;

  it('starts a handful of processes, however many files have findings, and follows each to its commit', async () => {
    const origins = Array.from({ length: 30 }, (_, at) => repository.commit(`${at}.py`, leak(at)));
    repository.git('mv', '7.py', 'seven.py');
    repository.git('commit', '-qm', 'Rename');
    processes = 0;
    const { findings } = await scanWorkTree({ root: repository.root }, [], { ...git, spawn });
    assert.deepEqual(findings.map(({ commit }) => commit?.id).sort(), origins.sort());
    assert.ok(processes <= 9, `${processes} processes`);
  });

  it('starts a handful of processes, however many findings there are', async () => {
    repository.commit('many.py', Array.from({ length: 30 }, (_, at) => leak(at)).join(''));
    processes = 0;
    const text = readFileSync(repository.file('many.py'), 'utf8');
    const findings = detect(text, { path: 'many.py', fleetioWorkspace: true });
    const document = { file: repository.file('many.py'), text, findings, isUnsaved: false };
    await exposureOf(document, { ...git, spawn });
    assert.equal(findings.length, 30);
    assert.ok(processes <= 6, `${processes} processes`);
  });

  it('starts no program that the repository has configured', async () => {
    repository.commit('config.py', leak(1));
    const trap = `touch ${JSON.stringify(repository.file('trapped'))}; cat`;
    for (const setting of [
      'core.fsmonitor',
      'diff.external',
      'diff.x.textconv',
      'diff.x.command',
      'filter.x.clean',
    ]) {
      repository.git('config', setting, trap);
    }
    repository.write('.git/hooks/post-index-change', `#!/bin/sh\n${trap}`);
    repository.write('.gitattributes', '* diff=x filter=x\n');
    assert.deepEqual(await exposures('config.py'), ['committed']);
    repository.write('other.py', leak(2));
    assert.deepEqual(await exposures('other.py'), ['untracked']);
    assert.ok(!existsSync(repository.file('trapped')));
  });

  it('stops when it is told to', async () => {
    repository.commit('config.py', leak(1));
    const findings = detect(leak(1), { path: 'config.py', fleetioWorkspace: true });
    const document = { file: repository.file('config.py'), text: leak(1), findings, isUnsaved: false };
    const abort = new AbortController();
    const answer = exposureOf(document, git, abort.signal);
    abort.abort(new Error('superseded'));
    await assert.rejects(answer, /superseded|abort/i);
  });
});
