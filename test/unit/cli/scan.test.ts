import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import Ajv from 'ajv';

import { progressLine } from '../../../src/cli/progress';
import { inventedAccount, inventedKey } from '../leaks/corpus';
import { environment, Repository } from '../leaks/repository';
import { missingProgram, run, type Outcome } from '../snippets/programs';
import { CLI, programIn } from './program';

/** With a bracket in the place of what begins an order to the terminal. */
const readable = (text: string): string => text.replaceAll('\u001b[', '⟦');
const leak = (number: number | string): string => `FLEETIO_API_KEY=${inventedKey(number)}\n`;

describe('the program fleetio-toolkit scan', () => {
  let repository: Repository;
  beforeEach(() => {
    repository = Repository.create();
  });
  afterEach(() => {
    repository.remove();
  });

  const scan = (...args: string[]): Promise<Outcome> => programIn(repository, 'scan', ...args);

  describe('with --format sarif', () => {
    const validate = sarifValidator();

    /** What a log has to be for the schema and for code scanning services. */
    async function expectValid(...args: string[]): Promise<Result[]> {
      const { stdout } = await scan('--format', 'sarif', ...args);
      const log = JSON.parse(stdout) as Log;
      assert.ok(validate(log), JSON.stringify(validate.errors));
      const [{ tool, results } = assert.fail()] = log.runs;
      for (const { ruleId, ruleIndex, locations, partialFingerprints } of results) {
        const [{ physicalLocation } = assert.fail()] = locations;
        const { uri } = physicalLocation.artifactLocation;
        assert.equal(tool.driver.rules[ruleIndex]?.id, ruleId);
        assert.ok(!uri.startsWith('/') && !uri.includes(':'), uri);
        assert.ok(existsSync(repository.file(decodeURIComponent(uri))) || args.includes('--history'));
        assert.ok(Object.keys(partialFingerprints).length > 0);
      }
      assert.ok(!stdout.includes(inventedKey(1)));
      return results;
    }

    it('keeps to the schema of SARIF 2.1.0, whatever was found', async () => {
      assert.equal((await expectValid()).length, 0);
      repository.commit('sub folder/ü#%?:.env', `${leak(1)}FLEETIO_ACCOUNT_TOKEN=${inventedAccount(1)}\n`);
      repository.write('client.http', `Authorization: Token ${inventedKey(2)}\n`);
      const results = await expectValid();
      assert.deepEqual(
        results.map(({ level }) => level),
        ['error', 'warning', 'note'],
      );
    });

    it('keeps to it in a history, too', async () => {
      repository.commit('a.env', leak(1));
      repository.commit('a.env', 'nothing\n');
      const [result = assert.fail()] = await expectValid('--history');
      assert.equal(result.properties.exposure, 'history');
    });
  });

  it('names files as from the folder where it was started, for people', async () => {
    repository.write('a.env', leak(1));
    repository.write('sub/b.env', leak(2));
    const { stdout } = await programIn({ root: repository.file('sub') }, 'scan', repository.root);
    assert.match(stdout, /^\.\.\/a\.env:1:17 .*\n.*\nb\.env:1:17 /);
  });

  it('leaves out what --exclude fits: on disk, in the index and in history', async () => {
    repository.commit('fixtures/a.env', leak(1));
    repository.write('fixtures/b.env', leak(2));
    repository.git('add', '.');
    for (const mode of [[], ['--staged'], ['--history']]) {
      assert.equal((await scan(...mode)).code, 1);
      assert.equal((await scan(...mode, '--exclude', 'other', '--exclude', 'fixtures')).code, 0);
    }
    assert.match((await scan('--exclude', 'fixtures')).stdout, /skipped: 2 × excluded/);
  });

  describe("where there are only files of git's own", () => {
    const expectRefused = async (args: readonly string[], reason: RegExp): Promise<void> => {
      const { code, stdout, stderr } = await scan(...args);
      assert.deepEqual([code, stdout], [2, ''], args.join(' '));
      assert.match(stderr, reason, args.join(' '));
      assert.doesNotMatch(stderr, /\n {4}at /);
    };

    it('says that it cannot scan them, and what can be scanned', async () => {
      repository.commit('a.env', leak(1));
      repository.push();
      for (const folder of ['.git', '.git/objects', '.git/server', '.git/server/objects']) {
        await expectRefused([folder], /^Could not scan: .* bare repository .*--history.*--no-git\.\n$/);
      }
      assert.equal((await scan('--history', '.git/server')).code, 1);
      assert.equal((await scan('--history', '.git')).code, 1);
    });

    it('looks at them when told to, and at a file that is named', async () => {
      repository.write('.git/MESSAGE', leak(1));
      assert.equal((await scan('--no-git', '.git')).code, 1);
      assert.equal((await scan('.git/MESSAGE')).code, 1);
    });
  });

  describe('of the index or the history', () => {
    beforeEach(() => {
      repository.commit('sub/a.env', leak(1));
      repository.write('sub/b.env', leak(2));
      repository.git('add', '.');
    });

    it('looks at the whole repository, from any folder in it or by the name of its root', async () => {
      symlinkSync(repository.root, repository.file('.git/link'));
      for (const mode of ['--staged', '--history']) {
        for (const where of [[], ['.'], [repository.root], [repository.file('.git/link')]]) {
          assert.equal((await scan(mode, ...where)).code, 1, [mode, ...where].join(' '));
        }
        const inside = await programIn({ root: repository.file('sub') }, 'scan', mode);
        assert.equal(inside.code, 1, mode);
      }
    });

    it('refuses a path in it instead of passing it over', async () => {
      const whole = Repository.create();
      for (const mode of ['--staged', '--history']) {
        for (const named of [['sub'], ['sub/a.env'], ['.', 'sub'], ['.', whole.root]]) {
          const { code, stdout, stderr } = await scan(mode, ...named);
          assert.deepEqual([code, stdout], [2, ''], [mode, ...named].join(' '));
          assert.ok(stderr.startsWith(`${mode} looks at all of ${repository.root}`), stderr);
        }
      }
      whole.remove();
      repository.push();
      const { code, stderr } = await scan('--history', '.git/server/objects');
      assert.deepEqual([code, stderr.startsWith('--history looks at all of')], [2, true]);
    });
  });

  it('takes a name that begins with two dots for one in the work tree, and no other work tree', async () => {
    repository.write('..data/a.env', leak(1));
    repository.write('...', leak(2));
    assert.equal((await scan('..data')).code, 1);
    assert.equal((await scan('...')).code, 1);
    const outside = Repository.create();
    assert.match((await scan('.', outside.root)).stderr, /is not in the work tree/);
    assert.match((await scan('.', '..')).stderr, /is not in the work tree/);
    outside.remove();
  });

  it('accepts what the baseline of the repository has, counts it, and refuses a file that is none', async () => {
    repository.write('a.env', leak(1));
    repository.write('b.env', leak(2));
    repository.git('add', '.');
    const file = repository.file('.fleetio-baseline');
    repository.write('a.env', leak(1).repeat(2));
    const written = await scan('a.env', '--write-baseline', file);
    assert.deepEqual([written.code, written.stderr], [0, `1 entry written to ${file}\n`]);
    repository.write('a.env', leak(1));
    for (const mode of [[], ['--staged']]) {
      const { code, stdout, stderr } = await scan(...mode);
      assert.deepEqual([code, stdout.includes('a.env:'), stderr], [1, false, '']);
      assert.match(stdout, /^1 found · 1 accepted in the baseline · \d files, /m);
    }
    assert.equal((await scan('a.env')).code, 0);
    assert.equal((await scan('--baseline', '/dev/null')).stdout.includes('2 found'), true);
    repository.write('.fleetio-baseline', '{"findings": []}\n');
    const { code, stdout, stderr } = await scan();
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /^Could not scan: Line 1 of the baseline .* is no entry/);
  });

  it('looks at a second work tree as at the first one', async () => {
    repository.commit('a.env', leak(1));
    const second = `${repository.root}-second`;
    repository.git('worktree', 'add', '-q', second);
    try {
      const { code, stdout } = await programIn({ root: second }, 'scan');
      assert.deepEqual([code, stdout.includes('a.env:1')], [1, true]);
    } finally {
      repository.git('worktree', 'remove', second);
    }
  });

  it('says that git takes what looks like a repository for none', async () => {
    repository.write('.gitignore', 'a.env\n');
    repository.write('a.env', leak(1));
    const whole = await scan();
    assert.deepEqual([whole.code, whole.stderr], [0, '']);
    repository.write('.git/HEAD', 'nonsense\n');
    const { code, stderr } = await scan('a.env');
    assert.equal(code, 1);
    assert.match(stderr, /Git takes .*\.git for no repository, so files that it would ignore were looked at/);
    assert.equal((await scan('--no-git')).stderr, '');
  });

  it('says why a baseline cannot be written', async () => {
    const { code, stdout, stderr } = await scan('--write-baseline', repository.file('missing/baseline'));
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /^Could not scan: The baseline cannot be written: ENOENT.*\n$/);
  });

  it('does without WebAssembly where the engine has none, or the system has too little room for its memory', async () => {
    repository.commit('a.env', leak(1));
    const node = `'${process.execPath}'`;
    const limited = process.platform === 'linux' ? [`ulimit -v 6000000 && ${node}`] : [];
    for (const program of [`${node} --jitless`, ...limited]) {
      const command = `${program} '${CLI}' scan --format json`;
      const { code, stdout } = await run(['sh', '-c', command], { cwd: repository.root, env: environment });
      const { findings } = JSON.parse(stdout) as { readonly findings: readonly unknown[] };
      assert.deepEqual([code, findings.length], [1, 1], program);
    }
  });

  it('ends with 2 and prints no half of a report when it is interrupted', async () => {
    // Git is slow here and says when it has begun; everything else is as ever.
    repository.write(
      'bin/git',
      `#!/bin/sh\ncase "$*" in *cat-file*) touch begun; exec sleep 60;; esac\nPATH="$REAL_PATH" exec git "$@"\n`,
    );
    chmodSync(repository.file('bin/git'), 0o755);
    repository.commit('a.env', leak(1));
    const { PATH: REAL_PATH = '' } = process.env;
    const PATH = `${repository.file('bin')}${path.delimiter}${REAL_PATH}`;
    const child = spawn(process.execPath, [CLI, 'scan', '--history', '--format', 'json'], {
      cwd: repository.root,
      env: { ...environment, PATH, REAL_PATH },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const printed = { out: '', complaint: '' };
    child.stdout.on('data', (chunk: Buffer) => (printed.out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (printed.complaint += chunk.toString()));
    while (!existsSync(repository.file('begun'))) {
      await wait(5);
    }
    child.kill('SIGINT');
    const [code] = (await once(child, 'close')) as [number | null];
    assert.deepEqual({ code, ...printed }, { code: 2, out: '', complaint: 'Could not scan: Cancelled.\n' });
  });

  const noTerminal = missingProgram('script');
  it(`shows its progress and colours on a terminal only${noTerminal ? ` (${noTerminal})` : ''}`, async function () {
    if (noTerminal !== undefined) {
      this.skip();
    }
    for (let file = 0; file < 300; file++) {
      repository.write(`many/${file}`, `${file}\n`);
    }
    repository.git('add', '.');
    repository.commit('a.env', leak(1));
    const onTerminal = async (env: NodeJS.ProcessEnv): Promise<string> => {
      const command = `'${process.execPath}' '${CLI}' scan --history`;
      const { stdout } = await run(['script', '-qec', command, '/dev/null'], { cwd: repository.root, env });
      return readable(stdout);
    };
    const shown = await onTerminal({ ...environment, NO_COLOR: undefined });
    assert.match(shown, /⟦K\d+ · \d+ found · \d+ MB\/s/);
    assert.match(shown, /⟦31mFleetio API key⟦0m/);
    assert.doesNotMatch(await onTerminal({ ...environment, NO_COLOR: '1' }), /⟦\d+m/);
    const piped = await scan('--history');
    assert.equal(piped.stderr, '');
    assert.doesNotMatch(readable(piped.stdout), /⟦/);
  });
});

describe('the line of progress', () => {
  it('is written anew not too often, and goes away', () => {
    let written = '';
    const write = (text: string): boolean => {
      written += text;
      return true;
    };
    const line = progressLine({ write, isTTY: true });
    line.show({ done: 10, total: 20, bytes: 1e6, found: 1 });
    line.show({ done: 11, total: 20, bytes: 1e6, found: 1 });
    assert.match(readable(written), /^\r⟦K10 of 20 · 1 found · \d+ MB\/s$/);
    written = '';
    line.clear();
    line.clear();
    assert.equal(written, '\r\u001b[K');
  });
});

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly locations: readonly {
    readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } };
  }[];
  readonly partialFingerprints: object;
  readonly properties: { readonly exposure: string };
}

interface Log {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly results: Result[];
  }[];
}

/** The schema that a package of Microsoft's carries for its own tests of SARIF, in the older form of JSON schemas. */
function sarifValidator(): Ajv.ValidateFunction {
  const load = createRequire(path.join(process.cwd(), 'package.json'));
  const ajv = new Ajv({ schemaId: 'id', meta: false, unknownFormats: 'ignore' });
  ajv.addMetaSchema(load('ajv/lib/refs/json-schema-draft-04.json') as object);
  return ajv.compile(load('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json') as object);
}
