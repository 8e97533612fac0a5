import assert from 'node:assert/strict';
import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { WorkTree } from '../../../src/leaks/exposure';
import { PIECE } from '../../../src/leaks/pieces';
import { Baseline, baselineOf } from '../../../src/leaks/scan/baseline';
import { scanHistory } from '../../../src/leaks/scan/history';
import { targetAt } from '../../../src/leaks/scan/listing';
import type { ScanFinding, ScanResult } from '../../../src/leaks/scan/report';
import { scanStaged } from '../../../src/leaks/scan/staged';
import { scanFolder, scanWorkTree } from '../../../src/leaks/scan/workTree';
import { inventedAccount, inventedKey } from './corpus';
import { git, Repository } from './repository';

const leak = (number: number | string): string => `FLEETIO_API_KEY=${inventedKey(number)}\n`;
const short = ({ path: name, exposure }: ScanFinding): string => `${exposure} ${name}`;

describe('scan', () => {
  let repository: Repository;
  let tree: WorkTree;

  beforeEach(() => {
    repository = Repository.create();
    tree = { root: repository.root };
  });
  afterEach(() => {
    repository.remove();
  });

  const scanAll = (...names: string[]): Promise<ScanResult> =>
    scanWorkTree(
      tree,
      (names.length > 0 ? names : ['.']).map((name) => targetAt(repository.file(name))),
      git,
    );

  describe('of a work tree', () => {
    it('reads tracked files and untracked ones that are not ignored, and says where and how far', async () => {
      repository.write('.gitignore', 'ignored.env\n');
      repository.commit('committed.env', `# for the sync\n${leak(1)}`);
      repository.write('untracked.env', leak(2));
      repository.write('ignored.env', leak(3));
      const { findings, stats } = await scanAll();
      assert.deepEqual(findings.map(short), ['committed committed.env', 'untracked untracked.env']);
      const [{ line, column, endLine, endColumn, redacted } = assert.fail()] = findings;
      assert.deepEqual([line, column, endLine, endColumn], [2, 17, 2, 57]);
      assert.ok(!redacted.includes(inventedKey(1)));
      assert.equal(stats.files, 3);
    });

    it('reads a file that was asked for by name, ignored or not', async () => {
      repository.write('.gitignore', '*.env\n');
      repository.write('a.env', leak(1));
      assert.deepEqual((await scanAll('a.env')).findings.map(short), ['ignored a.env']);
    });

    it('counts what it does not read, and why; links lead nowhere', async () => {
      const outside = realpathSync(mkdtempSync(path.join(tmpdir(), 'fleetio-leaks-')));
      writeFileSync(path.join(outside, 'secret.env'), leak(1));
      repository.commit('folder/secret.env', 'nothing\n');
      rmSync(repository.file('folder'), { recursive: true });
      symlinkSync(outside, repository.file('folder'));
      symlinkSync(path.join(outside, 'secret.env'), repository.file('link.env'));
      mkdirSync(repository.file('nested'));
      repository.git('init', '-q', 'nested');
      repository.write('nested/inner.env', leak(2));
      repository.commit('deleted.env', leak(3));
      rmSync(repository.file('deleted.env'));
      repository.write('empty.env', '');
      const { findings, stats } = await scanAll();
      assert.deepEqual(findings, []);
      assert.equal(stats.files, 1);
      assert.deepEqual(stats.skippedBecause, {
        'nested repository': 1,
        'outside of the work tree': 1,
        'symbolic link': 2,
      });
      rmSync(outside, { recursive: true });
    });

    it('counts a file whose name is no UTF-8', async () => {
      writeFileSync(Buffer.from(`${repository.root}/caf\xe9.env`, 'latin1'), leak(1));
      const { findings, stats } = await scanAll();
      assert.deepEqual([findings, stats.files, stats.skippedBecause], [[], 0, { 'not readable': 1 }]);
    });

    it('reads an ignored folder that is named beside another one', async () => {
      repository.write('.gitignore', 'dist/\n');
      repository.write('dist/a.env', leak(1));
      repository.write('src/b.env', 'NOTHING=1\n');
      symlinkSync('src', repository.file('link'));
      const { findings, stats } = await scanAll('dist', 'src', 'link');
      assert.deepEqual(findings.map(short), ['ignored dist/a.env']);
      assert.equal(stats.files, 2);
    });

    it('reads everything where the root is named beside a part of it', async () => {
      repository.write('a.env', leak(1));
      repository.write('sub/b.env', leak(2));
      const { findings } = await scanAll('.', 'sub');
      assert.equal(findings.length, 2);
    });

    it('finds a key at every place of a file that comes in windows, with its line', async () => {
      const filler = `${'x'.repeat(127)}\n`;
      const lines = (2 * PIECE.length) / filler.length;
      const border = (PIECE.length - PIECE.shared) / filler.length;
      for (const line of [1, border - 1, border, border + 600, lines - 5]) {
        const text = filler.repeat(line) + leak(1) + filler.repeat(lines - line);
        repository.write('big.log', text);
        const { findings } = await scanAll();
        assert.deepEqual(
          findings.map((finding) => [finding.line, finding.column]),
          [[line + 1, 17]],
        );
      }
    });

    it('finds keys in UTF-16 and in the strings of a binary file', async () => {
      repository.write('utf16.reg', Buffer.from(`\uFEFF"FleetioApiKey"="${inventedKey(1)}"\r\n`, 'utf16le'));
      const constants = ['Authorization', `Token ${inventedKey(2)}`, 'Account-Token', inventedAccount(2)];
      const pool = constants.map((text) =>
        Buffer.concat([Buffer.from([1, 0, text.length]), Buffer.from(text)]),
      );
      repository.write('Client.class', Buffer.concat([Buffer.from([0xca, 0xfe, 0xba, 0xbe, 0, 0]), ...pool]));
      const wide = Buffer.from(`\u0001Authorization\0Token ${inventedKey(3)}\0fleetio\0`, 'utf16le');
      repository.write(
        'client.dll',
        Buffer.concat([Buffer.from([0x4d, 0x5a, 0x90, 0, 3, 0, 0xff, 0xff]), wide]),
      );
      const { findings } = await scanAll();
      assert.deepEqual(findings.map(({ path: name, rule }) => `${name} ${rule}`).sort(), [
        'Client.class fleetio-account-token',
        'Client.class fleetio-api-key',
        'client.dll fleetio-api-key',
        'utf16.reg fleetio-api-key',
      ]);
    });

    it('takes what the workspace is about from all of its files', async () => {
      repository.write('client.http', `Authorization: Token ${inventedKey(1)}\n`);
      assert.deepEqual((await scanAll()).findings, []);
      repository.write('README.md', 'Talks to https://secure.fleetio.com\n');
      assert.deepEqual((await scanAll()).findings.map(short), ['untracked client.http']);
    });

    it('can be cancelled', async () => {
      repository.write('a.env', leak(1));
      const signal = AbortSignal.abort(new Error('enough'));
      await assert.rejects(scanWorkTree(tree, [targetAt(repository.root)], git, { signal }), /enough/);
    });
  });

  it("of a folder reads everything but what is git's own", async () => {
    repository.write('.gitignore', '*\n');
    repository.write('a/b.env', leak(1));
    const { findings, stats } = await scanFolder(repository.root, [targetAt(repository.root)]);
    assert.deepEqual(findings.map(short), ['untracked a/b.env']);
    assert.equal(stats.files, 2);
  });

  it('of a folder reads everything once, however often it is named', async () => {
    repository.write('a/b.env', leak(1));
    symlinkSync('b.env', repository.file('a/link.env'));
    for (const names of [
      ['a', 'a'],
      ['.', 'a'],
      ['a', '.'],
      ['a', 'a/b.env', 'a/b.env'],
    ]) {
      const targets = names.map((name) => targetAt(repository.file(name)));
      const { findings, stats } = await scanFolder(repository.root, targets);
      assert.deepEqual(findings.map(short), ['untracked a/b.env'], names.join(' '));
      assert.deepEqual([stats.files, stats.skipped], [1, 1], names.join(' '));
    }
  });

  describe('of the index', () => {
    it('reads what would be committed, not what lies on disk', async () => {
      repository.write('a.env', leak(1));
      repository.git('add', '.');
      repository.write('a.env', 'nothing\n');
      repository.write('b.env', leak(2));
      assert.deepEqual((await scanStaged(tree, git)).findings.map(short), ['staged a.env']);
    });

    it('counts files that are in conflict', async () => {
      repository.commit('a.env', 'A=0\n');
      repository.git('checkout', '-q', '-b', 'side');
      repository.commit('a.env', 'A=1\n');
      repository.git('checkout', '-q', 'main');
      repository.commit('a.env', leak(1));
      assert.throws(() => repository.git('merge', '-q', 'side'));
      assert.deepEqual((await scanStaged(tree, git)).stats.skippedBecause, { 'in conflict': 1 });
    });

    it('does not tell again of what HEAD has already', async () => {
      repository.commit('a.env', leak(1));
      repository.write('a.env', `${leak(1)}MORE=1\n${leak(2)}`);
      repository.git('add', '.');
      const { findings } = await scanStaged(tree, git);
      assert.deepEqual(
        findings.map(({ line }) => line),
        [3],
      );
    });
  });

  describe('of the history', () => {
    it('finds what was deleted, with its first and last commit', async () => {
      const first = repository.commit('a.env', leak(1));
      const last = repository.commit('a.env', `${leak(1)}MORE=1\n`);
      repository.commit('a.env', 'FLEETIO_API_KEY=\n');
      const { findings, stats } = await scanHistory(repository.root, git);
      assert.deepEqual(findings.map(short), ['history a.env']);
      assert.deepEqual([findings[0]?.commit?.id, findings[0]?.history?.lastCommit.id], [first, last]);
      assert.deepEqual([stats.blobs, stats.commits], [3, 3]);
    });

    it('finds a key that is all there is in a file, by the name of that file', async () => {
      repository.commit('secrets/fleetio_api_key', `${inventedKey(1)}\n`);
      repository.commit('secrets/revision', `${inventedKey(2)}\n`);
      const { findings } = await scanHistory(repository.root, git);
      assert.deepEqual(
        findings.map(({ path }) => path),
        ['secrets/fleetio_api_key'],
      );
    });

    it('says whether HEAD and a server have it', async () => {
      repository.commit('pushed.env', leak(1));
      repository.push();
      repository.commit('local.env', leak(2));
      const { findings } = await scanHistory(repository.root, git);
      assert.deepEqual(findings.map(short).sort(), ['committed local.env', 'pushed pushed.env']);
    });

    it('finds what only a merge brought in, and passes over what no commit has', async () => {
      repository.commit('a', '1\n');
      repository.git('checkout', '-q', '-b', 'topic');
      repository.commit('b', '1\n');
      repository.git('checkout', '-q', 'main');
      repository.commit('c', '1\n');
      repository.git('merge', '-q', '--no-commit', 'topic');
      repository.write('merged.env', leak(1));
      repository.git('add', '.');
      repository.git('commit', '-qm', 'Merge');
      repository.write('dropped.env', leak(2));
      repository.git('add', '.');
      repository.git('reset', '-q', '--hard');
      const { findings, stats } = await scanHistory(repository.root, git);
      assert.deepEqual(findings.map(short), ['committed merged.env']);
      assert.deepEqual(stats.skippedBecause, { 'version in no commit that may hold a secret': 1 });
    });

    it('ends git where nothing was found, also while it says nothing', async () => {
      repository.commit('a.txt', 'nothing\n');
      const silent = repository.file('silent');
      writeFileSync(silent, '#!/bin/sh\ncase " $* " in *" log "*) exec sleep 60;; esac\nexec git "$@"\n');
      chmodSync(silent, 0o755);
      const logs: ChildProcess[] = [];
      const recording = ((program: string, args: readonly string[], options: SpawnOptions) => {
        const child = spawn(program, args, options);
        logs.push(...(args.includes('log') ? [child] : []));
        return child;
      }) as typeof spawn;
      const { findings } = await scanHistory(repository.root, {
        ...git,
        executable: silent,
        spawn: recording,
      });
      assert.deepEqual([findings, logs.length], [[], 1]);
      const [log = assert.fail()] = logs;
      if (log.exitCode === null && log.signalCode === null) {
        await once(log, 'exit', { signal: AbortSignal.timeout(10_000) });
      }
      assert.equal(log.signalCode, 'SIGTERM');
    });

    it('takes what a bare repository has for pushed', async () => {
      repository.commit('a.env', leak(1));
      repository.git('clone', '-q', '--mirror', repository.root, repository.file('mirror'));
      const { findings } = await scanHistory(repository.file('mirror'), git);
      assert.deepEqual(findings.map(short), ['pushed a.env']);
    });

    for (const [kind, args] of [
      ['bare', ['--bare']],
      ['shallow', ['--depth', '1']],
      ['partial', ['--filter=blob:none', '--no-checkout']],
    ] as const) {
      it(`works in a ${kind} clone`, async () => {
        repository.commit('a.env', leak(1));
        repository.git('config', 'uploadpack.allowFilter', 'true');
        repository.git('clone', '-q', ...args, `file://${repository.root}`, repository.file('clone'));
        const { findings } = await scanHistory(repository.file('clone'), git);
        assert.equal(findings.length, kind === 'partial' ? 0 : 1);
      });
    }

    it('tells that a shallow clone ends, and names no commit there as the one that brought a secret in', async () => {
      repository.commit('gone.env', leak(1));
      repository.commit('kept.env', leak(2));
      repository.git('rm', '-q', 'gone.env');
      repository.commit('new.env', leak(3));
      const clone = repository.file('clone');
      repository.git('clone', '-q', '--depth', '2', `file://${repository.root}`, clone);
      const { findings, stats } = await scanHistory(clone, git);
      assert.deepEqual(stats.skippedBecause, { 'commit before a shallow clone': 1 });
      const onDisk = await scanWorkTree({ root: clone }, [targetAt(clone)], git);
      const dated = (all: readonly ScanFinding[]): string[] =>
        all.map((one) => `${short(one)} ${one.commit === undefined ? 'from before' : 'known'}`).sort();
      assert.deepEqual(dated(onDisk.findings), ['pushed kept.env from before', 'pushed new.env known']);
      assert.deepEqual(dated(findings), ['history gone.env from before', ...dated(onDisk.findings)]);
    });

    it('tells of a leak in a partial clone, and how many versions it could not look at', async () => {
      repository.commit('old.env', 'NOTHING=1\n');
      repository.git('mv', 'old.env', 'new.env');
      repository.commit('new.env', `NOTHING=1\n${leak(1)}`);
      repository.git('config', 'uploadpack.allowFilter', 'true');
      const clone = repository.file('clone');
      repository.git('clone', '-q', '--filter=blob:none', `file://${repository.root}`, clone);
      const { findings } = await scanWorkTree({ root: clone }, [targetAt(clone)], git);
      assert.deepEqual(findings.map(short), ['pushed new.env']);
      assert.ok(findings[0]?.commit);
      const { stats } = await scanHistory(clone, git);
      assert.deepEqual(stats.skippedBecause, { 'not in this clone': 1 });
    });

    it('starts no program that the repository has configured', async () => {
      repository.commit('a.env', leak(1));
      const trap = `touch ${JSON.stringify(repository.file('trapped'))}; cat`;
      for (const setting of [
        'core.fsmonitor',
        'diff.external',
        'diff.x.textconv',
        'diff.x.command',
        'filter.x.clean',
        'filter.x.smudge',
      ]) {
        repository.git('config', setting, trap);
      }
      writeFileSync(repository.file('.git/info/attributes'), '* diff=x filter=x\n');
      repository.write('.git/hooks/post-index-change', `#!/bin/sh\n${trap}`);
      repository.write('b.env', leak(2));
      await scanAll();
      await scanStaged(tree, git);
      await scanHistory(repository.root, git);
      assert.ok(!existsSync(repository.file('trapped')));
    });
  });

  it('of a SHA-256 repository with strange names works as any other', async () => {
    repository.remove();
    repository = Repository.create('--object-format=sha256');
    tree = { root: repository.root };
    repository.commit('über\nzwei "drei".env', leak(1));
    repository.write(' blank .env', leak(2));
    repository.git('add', '.');
    assert.deepEqual((await scanAll()).findings.map(short), [
      'staged  blank .env',
      'committed über\nzwei "drei".env',
    ]);
    assert.deepEqual((await scanStaged(tree, git)).findings.map(short), ['staged  blank .env']);
    assert.deepEqual((await scanHistory(repository.root, git)).findings.map(short), [
      'committed über\nzwei "drei".env',
    ]);
  });

  it('leaves out what a baseline accepts, and tells of entries that match nothing', async () => {
    repository.write('a.env', leak(1));
    const accepted = await scanAll();
    const baseline = Baseline.parse(
      `${baselineOf(accepted.findings).text}<<<<<<< HEAD\n0123456789abcdef fleetio-api-key gone.env\n`,
    );
    repository.write('b.env', leak(1));
    const { findings } = await scanAll();
    assert.deepEqual(findings.filter((finding) => !baseline.has(finding)).map(short), ['untracked b.env']);
    assert.deepEqual(baseline.unused(), ['0123456789abcdef fleetio-api-key gone.env']);
    assert.ok(!baselineOf(findings).text.includes(inventedKey(1)));
  });
});
