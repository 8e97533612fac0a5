import assert from 'node:assert/strict';
import path from 'node:path';

import { type FileShare, FileShares } from '../../../src/leaks/scan/fileShares';
import { type FilesRead, readFiles } from '../../../src/leaks/scan/files';
import { Threads, workAll } from '../../../src/leaks/scan/shares';
import { scanFolder } from '../../../src/leaks/scan/workTree';
import { ALLOW, inventedKey } from './corpus';
import { Repository } from './repository';

const THREAD = path.join(__dirname, '..', '..', '..', 'scanThread.js');

describe('the shares of a tree', () => {
  let repository: Repository;

  before(() => {
    repository = Repository.create();
  });
  after(() => {
    repository.remove();
  });

  /** Names of files; every third holds a key, and every seventh a comment that allows nothing. */
  function write(count: number): string[] {
    return Array.from({ length: count }, (_, number) => {
      const name = `folder/${String(number).padStart(4, '0')}.ts`;
      const key = number % 3 === 0 ? `const fleetioApiKey = '${inventedKey(number)}';\n` : '';
      repository.write(name, `${key}${number % 7 === 0 ? `// ${ALLOW}\n\n` : ''}export {};\n`);
      return name;
    });
  }

  const read = async ({ root, files, onlyGlance }: FileShare): Promise<FilesRead> =>
    readFiles(root, files, { onlyGlance });

  it('leave what needs a closer look to the first thread', async () => {
    const files = write(600);
    const shares = new FileShares(repository.root, files, {});
    const [first, second] = [await shares.next(0), await shares.next(1)];
    assert.ok(first && second);
    assert.deepEqual([first.onlyGlance, second.onlyGlance], [false, true]);
    const outcome = await read(second);
    assert.deepEqual([outcome.parts, outcome.sketches, outcome.unusedIgnores], [[], [], []]);
    assert.equal(outcome.stats.files, second.files.length - outcome.left.length);
    assert.ok(outcome.left.length > 10);
    shares.takeBack(outcome, second);
    const third = await shares.next(0);
    assert.deepEqual([third?.files, third?.onlyGlance], [outcome.left.map(({ path }) => path), false]);
  });

  it('wait for what others may come upon', async () => {
    const files = write(64);
    const shares = new FileShares(repository.root, files, {});
    const [first, second] = [await shares.next(0), await shares.next(1)];
    assert.ok(first && second);
    const late = shares.next(0);
    assert.equal(await shares.next(1), undefined);
    const outcome = await read(second);
    shares.takeBack(outcome, second);
    assert.deepEqual(
      (await late)?.files,
      outcome.left.map(({ path }) => path),
    );
    assert.equal(await shares.next(0), undefined);
  });

  it('are looked at closely by all threads where there is much', async () => {
    const files = Array.from({ length: 1000 }, (_, number) => String(number));
    const nothing = await readFiles(repository.root, []);
    for (const [bytes, glances] of [
      [0, 3],
      [1e6, 1],
    ] as const) {
      const shares = new FileShares(repository.root, files, {});
      for (let number = 0; number < glances; number++) {
        const share = await shares.next(1);
        assert.ok(share?.onlyGlance);
        const left = share.files.map((file) => ({ path: file, bytes }));
        shares.takeBack({ ...nothing, left }, share);
      }
      const share = await shares.next(1);
      assert.deepEqual([share?.onlyGlance, share?.files], [false, files.slice(0, 16)]);
    }
  });

  it('are given up when another thread fails while the first one waits', async function () {
    const threads = new Threads(THREAD);
    if (threads.count === 1) {
      this.skip();
    }
    const shares = new FileShares(repository.root, write(64), {});
    const failure = new Error('Enough.');
    const given: number[] = [];
    const next = async (thread: number): Promise<FileShare | undefined> => {
      given.push(thread);
      if (given.length > 2 && thread > 0) {
        throw failure;
      }
      return shares.next(thread);
    };
    // What the second one has left is never taken back, so the first one waits for it.
    await assert.rejects(
      workAll({ next }, { threads }, () => undefined),
      failure,
    );
  });

  it('come to the same in threads as in one', async function () {
    const threads = new Threads(THREAD);
    if (threads.count === 1) {
      this.skip();
    }
    write(1500);
    const target = { absolute: repository.root, isFolder: true };
    const own = await scanFolder(repository.root, [target]);
    const shared = await scanFolder(repository.root, [target], { threads });
    assert.equal(own.findings.length, 500);
    assert.equal(own.unusedIgnores.length, 215);
    assert.deepEqual(shared.findings, own.findings);
    assert.deepEqual(shared.unusedIgnores, own.unusedIgnores);
    assert.deepEqual({ ...shared.stats, milliseconds: 0 }, { ...own.stats, milliseconds: 0 });
  });
});
