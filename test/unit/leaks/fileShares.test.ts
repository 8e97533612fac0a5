import assert from 'node:assert/strict';
import path from 'node:path';

import { type FileShare, FileShares } from '../../../src/leaks/scan/fileShares';
import { type FilesRead, readFiles } from '../../../src/leaks/scan/files';
import { Threads } from '../../../src/leaks/scan/shares';
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
    assert.ok(outcome.left.length > 40);
    shares.takeBack(outcome, second);
    const third = await shares.next(0);
    assert.deepEqual([third?.files, third?.onlyGlance], [outcome.left, false]);
  });

  it('wait for what others may come upon', async () => {
    const files = write(400);
    const shares = new FileShares(repository.root, files, {});
    const [first, second] = [await shares.next(0), await shares.next(1)];
    assert.ok(first && second);
    const late = shares.next(0);
    assert.equal(await shares.next(1), undefined);
    const outcome = await read(second);
    shares.takeBack(outcome, second);
    assert.deepEqual((await late)?.files, outcome.left);
    assert.equal(await shares.next(0), undefined);
  });

  it('are looked at closely by all threads where there is much', async () => {
    const files = Array.from({ length: 1000 }, (_, number) => String(number));
    const shares = new FileShares(repository.root, files, {});
    for (let number = 0; number < 2; number++) {
      const share = await shares.next(1);
      assert.ok(share?.onlyGlance);
      shares.takeBack({ ...(await readFiles(repository.root, [])), left: share.files }, share);
    }
    const share = await shares.next(1);
    assert.deepEqual([share?.onlyGlance, share?.files], [false, files.slice(0, 256)]);
  });

  it('come to the same in threads as in one', async () => {
    write(1500);
    const target = { absolute: repository.root, isFolder: true };
    const own = await scanFolder(repository.root, [target]);
    const shared = await scanFolder(repository.root, [target], { threads: new Threads(THREAD) });
    assert.equal(own.findings.length, 500);
    assert.equal(own.unusedIgnores.length, 215);
    assert.deepEqual(shared.findings, own.findings);
    assert.deepEqual(shared.unusedIgnores, own.unusedIgnores);
    assert.deepEqual({ ...shared.stats, milliseconds: 0 }, { ...own.stats, milliseconds: 0 });
  });
});
