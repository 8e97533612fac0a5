import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import path from 'node:path';

import { GitError } from '../../../src/leaks/git/program';
import { ScanError } from '../../../src/leaks/scan/report';
import { LeakWorker } from '../../../src/leaksWorker/client';
import type { LookAnswer, TextChange, WorkerSettings } from '../../../src/leaksWorker/protocol';
import { inventedKey } from '../leaks/corpus';
import { Repository } from '../leaks/repository';

const SCRIPT = path.join(__dirname, '..', '..', '..', 'leaksWorker.js');
const SETTINGS: WorkerSettings = {
  git: 'git',
  baseline: '.fleetio-baseline',
  exclude: [],
  known: [],
  elsewhere: [],
  sent: new Set(),
};
const leak = (number: number): string => `FLEETIO_API_KEY=${inventedKey(number)}\n`;

describe('the worker that looks for leaks', () => {
  let repository: Repository;
  let worker: LeakWorker;

  beforeEach(() => {
    repository = Repository.create();
    worker = new LeakWorker(SCRIPT, SETTINGS, true);
  });
  afterEach(async () => {
    await worker.dispose();
    repository.remove();
  });

  /** A document as an editor has it. */
  class Editor {
    text = '';

    constructor(
      readonly file: string,
      readonly uri = `file://${file}`,
    ) {}

    async feed(text: string): Promise<void> {
      this.text = text;
      const name = path.basename(this.file);
      await worker.call('feed', { uri: this.uri, path: name, from: 0, text });
    }

    type(offset: number, length: number, text: string): TextChange {
      this.text = this.text.slice(0, offset) + text + this.text.slice(offset + length);
      return { offset, length, text };
    }

    look(changes: readonly TextChange[] = [], whole = false): Promise<LookAnswer> {
      const { uri, file } = this;
      const length = this.text.length;
      return worker.call('look', { uri, file, folder: undefined, length, changes, whole });
    }

    async lines(changes: readonly TextChange[] = [], whole = false): Promise<number[]> {
      const answer = await this.look(changes, whole);
      assert.ok(answer.kind === 'found');
      return answer.placed.map(({ line }) => line);
    }
  }

  it('finds what is typed, and forgets what is deleted', async () => {
    const editor = new Editor(repository.file('a.env'));
    await editor.feed('# nothing yet\n');
    assert.deepEqual(await editor.lines(), []);
    assert.deepEqual(await editor.lines([editor.type(14, 0, leak(1))]), [2]);
    assert.deepEqual(await editor.lines([editor.type(0, 0, '\n'), editor.type(0, 0, '\n')]), [4]);
    assert.deepEqual(await editor.lines([editor.type(16, 20, '')]), []);
  });

  it('asks for all of the text when its copy is another, or there is none', async () => {
    const editor = new Editor(repository.file('a.env'));
    assert.equal((await editor.look()).kind, 'all of the text, please');
    await editor.feed(leak(1));
    editor.text += 'not told';
    assert.equal((await editor.look()).kind, 'all of the text, please');
  });

  describe('in a text of many megabytes', () => {
    const filler = '# a line about nothing in particular\n';
    const count = 100_000;

    it('looks only around the changes, with the same outcome as a look at all of it', async () => {
      const editor = new Editor(repository.file('big.env'));
      await editor.feed(leak(1) + filler.repeat(count) + leak(2));
      assert.deepEqual(await editor.lines(), [1, count + 2]);
      const middle = leak(1).length + filler.length * 50_000;
      const answer = await editor.look([editor.type(middle, 0, leak(3))]);
      assert.ok(answer.kind === 'found' && !answer.whole);
      assert.deepEqual(
        answer.placed.map(({ line }) => line),
        [1, 50_002, count + 3],
      );
      assert.deepEqual(await editor.lines([editor.type(0, leak(1).length, '')]), [50_001, count + 2]);
      assert.deepEqual(await editor.lines([], true), [50_001, count + 2]);
    });

    it('follows any changes', async () => {
      const editor = new Editor(repository.file('big.env'));
      await editor.feed(filler.repeat(10_000));
      await editor.look();
      // The same "random" places in every run.
      let state = 1;
      const below = (limit: number): number => (state = (state * 48_271) % 2_147_483_647) % limit;
      for (let step = 0; step < 60; step++) {
        const offset = below(editor.text.length);
        const length = below(400);
        const change = editor.type(
          offset,
          length,
          step % 3 === 0 ? `\n${leak(step)}` : 'x\n'.repeat(below(30)),
        );
        await editor.look([change]);
      }
      const before = await editor.lines();
      assert.ok(before.length > 5);
      assert.deepEqual(before, await editor.lines([], true));
    });
  });

  it('says how far a finding got, and on which branch of a server it is', async () => {
    const commit = repository.commit('a.env', leak(1));
    repository.push();
    const editor = new Editor(repository.file('a.env'));
    await editor.feed(leak(1) + leak(2));
    await editor.look();
    const { uri, file } = editor;
    const reach = await worker.call('reach', { uri, file, isUnsaved: true });
    assert.deepEqual(
      reach.map(({ exposure, commit: origin, remoteBranch }) => [exposure, origin?.id, remoteBranch]),
      [
        ['pushed', commit, 'origin/main'],
        ['unsaved', undefined, undefined],
      ],
    );
  });

  it('asks once whether the repository has to do with Fleetio, where that decides', async () => {
    const editor = new Editor(repository.file('client.http'));
    await editor.feed(`Authorization: Token ${inventedKey(1)}\n`);
    assert.deepEqual(await editor.lines(), []);
    repository.write('README.md', 'Talks to https://secure.fleetio.com\n');
    assert.deepEqual(await editor.lines(), []);
    await worker.call('refresh', undefined);
    assert.deepEqual(await editor.lines(), [1]);
  });

  it('leaves out what the baseline accepts', async () => {
    const editor = new Editor(repository.file('a.env'));
    await editor.feed(leak(1) + leak(2));
    const answer = await editor.look();
    const [first] = answer.kind === 'found' ? answer.placed : [];
    repository.write('.fleetio-baseline', `${first?.finding.fingerprint} fleetio-api-key a.env\n`);
    assert.deepEqual(await editor.lines(), [2]);
  });

  it('leaves out what is excluded, in documents and scans', async () => {
    repository.commit('fixtures/a.env', leak(1));
    const editor = new Editor(repository.file('fixtures/a.env'));
    await editor.feed(leak(1));
    assert.deepEqual(await editor.lines(), [1]);
    worker.configure({ ...SETTINGS, exclude: ['fixtures/**'] });
    assert.deepEqual(await editor.lines([], true), []);
    const { findings, stats } = await worker.call('scanTree', { folder: repository.root });
    assert.deepEqual([findings.length, stats.skippedBecause], [0, { excluded: 1 }]);
  });

  it('finds the keys of the key ring whatever stands around them', async () => {
    const editor = new Editor(repository.file('notes.txt'));
    await editor.feed(`nothing tells ${inventedKey(7)} what this is\n`);
    assert.deepEqual(await editor.lines(), []);
    worker.configure({ ...SETTINGS, known: [{ rule: 'fleetio-api-key', value: inventedKey(7) }] });
    assert.deepEqual(await editor.lines([], true), [1]);
  });

  it('finds the keys of the key ring in scans, too', async () => {
    const known = [{ rule: 'fleetio-api-key', value: inventedKey(7) }] as const;
    repository.commit('deep/yarn.lock', `nothing tells ${inventedKey(7)} what this is\n`);
    repository.write('staged.txt', `x${inventedKey(7)}x`);
    repository.git('add', '.');
    const foundBy = async (method: 'scanTree' | 'scanStaged' | 'scanHistory'): Promise<string[]> => {
      const { findings } = await worker.call(method, { folder: repository.root });
      return findings.map(({ path: file, line }) => `${file}:${line}`);
    };
    assert.deepEqual(await foundBy('scanTree'), []);
    worker.configure({ ...SETTINGS, known });
    assert.deepEqual(await foundBy('scanTree'), ['deep/yarn.lock:1', 'staged.txt:1']);
    assert.deepEqual(await foundBy('scanStaged'), ['staged.txt:1']);
    assert.deepEqual(await foundBy('scanHistory'), ['deep/yarn.lock:1']);
  });

  it('starts no git where none may be started', async () => {
    repository.commit('a.env', leak(1));
    worker.configure({ ...SETTINGS, git: undefined });
    const editor = new Editor(repository.file('a.env'));
    await editor.feed(leak(1));
    await editor.look();
    const { uri, file } = editor;
    assert.deepEqual(await worker.call('reach', { uri, file, isUnsaved: false }), [{ exposure: undefined }]);
    await assert.rejects(
      worker.call('scanHistory', { folder: repository.root }),
      /no git that may be started/,
    );
  });

  it('does what it can where there is no git', async () => {
    repository.write('a.env', leak(1));
    worker.configure({ ...SETTINGS, git: repository.file('no-git') });
    assert.equal(await worker.call('hasGit', undefined), false);
    const editor = new Editor(repository.file('a.env'));
    await editor.feed(leak(1));
    assert.deepEqual(await editor.lines(), [1]);
    const { findings } = await worker.call('scanTree', { folder: repository.root });
    assert.deepEqual(
      findings.map(({ path: name, exposure }) => ({ name, exposure })),
      [{ name: 'a.env', exposure: 'untracked' }],
    );
    await assert.rejects(worker.call('scanStaged', { folder: repository.root }), ScanError);
  });

  it('passes on what git says, as what it is', async () => {
    repository.commit('a.env', leak(1));
    repository.write('.git/HEAD', 'no ref');
    await assert.rejects(
      worker.call('show', { root: repository.root, revision: 'HEAD', path: 'a.env' }),
      GitError,
    );
  });

  it('shows a file as a commit and as the index has it', async () => {
    const commit = repository.commit('a.txt', 'one\n');
    repository.write('a.txt', Buffer.from('\ufefftwo\n', 'utf16le'));
    repository.git('add', 'a.txt');
    const version = { root: repository.root, path: 'a.txt' };
    assert.equal(await worker.call('show', { ...version, revision: commit }), 'one\n');
    assert.equal(await worker.call('show', { ...version, revision: '' }), 'two\n');
    await assert.rejects(worker.call('show', { ...version, path: 'b.txt', revision: commit }), ScanError);
  });

  it('can be cancelled, and goes on with other work', async () => {
    const abort = new AbortController();
    const scan = worker.call('scanTree', { folder: repository.root }, { signal: abort.signal });
    abort.abort(new Error('enough'));
    await assert.rejects(scan, /enough/);
    assert.equal((await worker.call('scanTree', { folder: repository.root })).root, repository.root);
  });

  it('finds repositories in a folder, linked work trees and submodules among them', async () => {
    repository.commit('a', '1\n');
    const inner = repository.file('packages/inner');
    repository.git('init', '-q', inner);
    repository.git('worktree', 'add', '-q', repository.file('linked'), '-b', 'topic');
    const found = await worker.call('repositories', { folder: repository.root });
    assert.deepEqual(
      found.map(({ root, gitFolder, commonFolder }) => [
        path.relative(repository.root, root),
        path.relative(repository.root, gitFolder),
        path.relative(repository.root, commonFolder),
      ]),
      [
        ['', '.git', '.git'],
        ['linked', '.git/worktrees/linked', '.git'],
        ['packages/inner', 'packages/inner/.git', 'packages/inner/.git'],
      ],
    );
  });

  it('lets a program end that uses it', () => {
    const program = `
      const { Worker } = require('node:worker_threads');
      new Worker(${JSON.stringify(SCRIPT)}, { workerData: ${JSON.stringify(SETTINGS)} }).unref();`;
    execFileSync(process.execPath, ['-e', program], { timeout: 5000 });
  });
});
