import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync } from 'node:fs';
import type { Readable } from 'node:stream';

import { inventedKey } from '../leaks/corpus';
import { environment, Repository } from '../leaks/repository';
import type { Outcome } from '../snippets/programs';
import { CLI, programIn } from './program';

/** A file that takes nothing in. */
const FULL = '/dev/full';
const leak = `FLEETIO_API_KEY=${inventedKey(1)}\n`;

describe('the program fleetio-toolkit', () => {
  let repository: Repository;
  beforeEach(() => {
    repository = Repository.create();
  });
  afterEach(() => {
    repository.remove();
  });

  const program = (...args: string[]): Promise<Outcome> => programIn(repository, ...args);

  describe('asked for help', () => {
    it('prints how it is used and ends with 0', async () => {
      for (const args of [['help'], ['--help'], ['-h'], ['help', 'scan'], ['hook', '--help']]) {
        const { code, stdout, stderr } = await program(...args);
        assert.deepEqual([code, stderr], [0, ''], args.join(' '));
        assert.match(stdout, /^Usage:\n {2}fleetio-toolkit /, args.join(' '));
      }
      assert.doesNotMatch((await program('scan', '--staged', '-h')).stdout, /sandbox/);
    });

    it('still scans what has the name of that word or flag', async () => {
      repository.write('help/a.env', leak);
      repository.write('--help/b.env', leak);
      for (const args of [['help'], ['--', 'help'], ['--', '--help']]) {
        const { code, stdout } = await program('scan', ...args);
        assert.deepEqual([code, stdout.includes('1 found')], [1, true], args.join(' '));
      }
    });
  });

  it('ends with 2 and prints how it is used when it does not know what to do', async () => {
    for (const args of [[], ['toString'], ['scan', '--colour']]) {
      const { code, stdout, stderr } = await program(...args);
      assert.deepEqual([code, stdout], [2, ''], args.join(' '));
      assert.match(stderr, /fleetio-toolkit scan/, args.join(' '));
    }
    const says = async (...args: string[]): Promise<string | undefined> =>
      (await program(...args)).stderr.split('\n', 1)[0];
    assert.equal(await says('toString'), 'There is no command toString.');
    assert.equal(await says('scan', '--colour'), "Unknown option '--colour'.");
    assert.equal(await says('scan', '--format', 'xml'), '--format takes text, json or sarif, not xml.');
  });

  it('tells its version, and of a command what each option does', async () => {
    assert.match((await program('--version')).stdout, /^\d+\.\d+\.\d+\n$/);
    for (const args of [
      ['help', 'scan'],
      ['scan', '--help'],
    ]) {
      const { code, stdout } = await program(...args);
      assert.deepEqual([code, stdout.includes('--min-confidence high|low  high')], [0, true], args.join(' '));
    }
    assert.equal((await program('help', 'nothing')).code, 2);
  });

  it('says by its exit code what it found, and nothing else, when nobody reads its output', async () => {
    const unread = (stream: 'stdout' | 'stderr', ...args: string[]): Promise<End> => {
      const child = spawn(process.execPath, [CLI, ...args], { cwd: repository.root, env: environment });
      child[stream].destroy();
      return endOf(child, child.stderr);
    };
    assert.deepEqual(await unread('stdout', 'rules', '--format', 'gitleaks'), { code: 0, said: '' });
    assert.deepEqual(await unread('stdout', 'scan', '--format', 'json'), { code: 0, said: '' });
    assert.deepEqual(await unread('stderr', 'scan', 'missing'), { code: 2, said: '' });
    repository.write('a.env', leak);
    assert.deepEqual(await unread('stdout', 'scan', '--format', 'json'), { code: 1, said: '' });
  });

  const noFull = existsSync(FULL) ? '' : ` (there is no ${FULL})`;
  it(`ends with 2 and says why when its output cannot be written${noFull}`, async function () {
    if (noFull !== '') {
      this.skip();
    }
    const full = openSync(FULL, 'w');
    const child = spawn(process.execPath, [CLI, 'scan'], {
      cwd: repository.root,
      env: environment,
      stdio: ['ignore', full, 'pipe'],
    });
    closeSync(full);
    const { code, said } = await endOf(child, child.stderr ?? assert.fail());
    assert.equal(code, 2);
    assert.match(said, /^ENOSPC.*\n$/);
  });
});

interface End {
  readonly code: number;
  /** On standard error. */
  readonly said: string;
}

async function endOf(child: ChildProcess, stderr: Readable): Promise<End> {
  let said = '';
  stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [code] = (await once(child, 'close')) as [number];
  return { code, said };
}
