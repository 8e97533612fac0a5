import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';

import { type Blob, BlobParser } from '../../../src/leaks/git/blobParser';
import { anyBlob, eachBlob } from '../../../src/leaks/git/blobs';
import { PIECE } from '../../../src/leaks/pieces';
import { git, Repository } from './repository';

/** A blob, put together again. */
interface Whole {
  readonly id: string;
  content: Buffer;
}

/** The blobs in an output of git that arrives in chunks of some lengths, again and again. */
function parsed(output: Buffer, lengths: readonly number[]): Whole[] {
  const blobs: Whole[] = [];
  const parser = new BlobParser(({ id, content, offset, isLast }: Blob) => {
    assert.ok(content !== undefined && (isLast || content.length === PIECE.length));
    const last = blobs.at(-1);
    if (offset === 0) {
      blobs.push({ id, content: Buffer.from(content) });
    } else if (last?.id === id) {
      assert.deepEqual(content.subarray(0, 2 * PIECE.shared), last.content.subarray(offset));
      last.content = Buffer.concat([last.content, content.subarray(2 * PIECE.shared)]);
    }
  });
  for (let at = 0, number = 0; at < output.length; number++) {
    const length = lengths[number % lengths.length] ?? 1;
    parser.push(output.subarray(at, at + length));
    at += length;
  }
  assert.equal(parser.current, undefined);
  return blobs;
}

describe('the output of git', () => {
  let repository: Repository;
  let output: Buffer;
  const contents = new Map<string, Buffer>();

  before(() => {
    repository = Repository.create();
    const { length, shared } = PIECE;
    const border = length - 2 * shared;
    for (const size of [0, 1, 300, length - 1, length, length + 1, length + border, length + border + 1]) {
      const content = Buffer.alloc(size, `${size} blob 7\n`);
      repository.write(`${size}.txt`, content.toString());
      const id = repository.git('hash-object', `${size}.txt`).trim();
      contents.set(id, content);
    }
    repository.git('add', '.');
    repository.git('commit', '-qm', 'All');
    const args = ['cat-file', '--batch-all-objects', '--batch'];
    output = execFileSync('git', args, { cwd: repository.root, maxBuffer: 2 ** 26 });
  });
  after(() => {
    repository.remove();
  });

  it('is read to the same blobs wherever it is cut', () => {
    const lengths = fc.array(
      fc.oneof(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 500, max: 3 * PIECE.length })),
      { minLength: 1, maxLength: 6 },
    );
    const seldomTiny = lengths.filter((some) => Math.max(...some) > 1000);
    fc.assert(
      fc.property(seldomTiny, (some) => {
        const blobs = parsed(output, some);
        assert.deepEqual(blobs.map(({ id }) => id).sort(), [...contents.keys()].sort());
        for (const { id, content } of blobs) {
          assert.equal(Buffer.compare(content, contents.get(id) ?? Buffer.alloc(0)), 0);
        }
      }),
      { numRuns: 40, seed: 3 },
    );
  });

  it('is left when what looks at it fails, or has found what it looks for', async () => {
    const ids = [...contents.keys()].map((id) => `${id}\n`).join('');
    const failure = new Error('Enough.');
    let looks = 0;
    const look = (): void => {
      looks++;
      throw failure;
    };
    await assert.rejects(eachBlob(git, repository.root, ids, look), failure);
    assert.equal(looks, 1);
    const isLarge = ({ length }: Buffer): boolean => length > PIECE.length - 10;
    assert.equal(await anyBlob(git, repository.root, ids, isLarge), true);
    assert.equal(await anyBlob(git, repository.root, ids, ({ length }) => length > PIECE.length), false);
    const abort = new AbortController();
    abort.abort(failure);
    await assert.rejects(anyBlob(git, repository.root, ids, isLarge, abort.signal), failure);
  });

  it('tells what git cannot read, and how far it came', () => {
    const seen: [id: string, isThere: boolean][] = [];
    const parser = new BlobParser(({ id, content }) => seen.push([id, content !== undefined]));
    parser.push(Buffer.from('aa missing\nbb blob 3\nxyz\ncc commit 4\nabcd\ndd blob 5\n12'));
    assert.deepEqual(seen, [
      ['aa', false],
      ['bb', true],
    ]);
    assert.deepEqual([parser.begun, parser.current?.id], [4, 'dd']);
  });
});
