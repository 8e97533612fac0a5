import assert from 'node:assert/strict';

import fc from 'fast-check';

import { isPlausible } from '../../../src/leaks/plausible';
import { PIECE } from '../../../src/leaks/pieces';
import { readBlobs } from '../../../src/leaks/scan/blobs';
import { readFiles } from '../../../src/leaks/scan/files';
import { fill } from './corpus';
import { ENCODINGS } from './encodings';
import { git, Repository } from './repository';
import { LEAK_SHAPES } from './shapes';

/** Lines that say nothing, of a length that divides no piece. */
const FILLER = `${'lorem ipsum '.repeat(8)}\n`;
const fillerOf = (length: number): string =>
  FILLER.repeat(Math.ceil(length / FILLER.length)).slice(-Math.max(0, length));

/** Where pieces begin, end and change hands, in bytes. */
const BORDERS = [
  PIECE.length - 2 * PIECE.shared,
  PIECE.length - PIECE.shared,
  PIECE.length,
  2 * PIECE.length - 3 * PIECE.shared,
  2 * PIECE.length - 2 * PIECE.shared,
];

/** A text of more than two pieces with one leak that lies across a border, or right beside one. */
const acrossBorder = fc
  .record({
    // A compiler joins the literals of a key, so no program has it in two.
    shape: fc.constantFrom(...LEAK_SHAPES.filter((one) => !one.includes('keyPlus'))),
    number: fc.integer({ min: 1, max: 1_000_000 }),
    border: fc.constantFrom(...BORDERS),
    shift: fc.integer({ min: -400, max: 100 }),
    encoding: fc.constantFrom(...Object.keys(ENCODINGS)),
  })
  .map(({ shape, number, border, shift, encoding }) => {
    const isWide = encoding.startsWith('UTF-16');
    const leak = shape.replace(/(?<=\{\{\w+:)(?=\d)/g, `${number}y`);
    const before = fillerOf(Math.floor(border / (isWide ? 2 : 1)) + shift);
    const { text, leaks } = fill(`${before}\n${leak}\n${fillerOf(2 * PIECE.length)}`);
    return { text, leaks, encoding };
  })
  .filter(({ leaks }) => leaks.every(({ secret }) => isPlausible(secret)));

describe('a large file', () => {
  let repository: Repository;

  before(() => {
    repository = Repository.create();
  });
  after(() => {
    repository.remove();
  });

  it('hides no leak where its pieces meet, and tells of none twice', async () => {
    await fc.assert(
      fc.asyncProperty(acrossBorder, async ({ text, leaks, encoding }) => {
        repository.write('large', ENCODINGS[encoding]!(text));
        const { parts } = await readFiles(repository.root, ['large']);
        const found = parts.flatMap(({ placed }) => placed);
        assert.deepEqual(
          found.map(({ finding }) => finding.rule),
          leaks.map(({ rule }) => rule),
        );
        if (encoding === 'UTF-8') {
          const linesBefore = (end: number): number => text.slice(0, end).split('\n').length;
          assert.deepEqual(
            found.map(({ line }) => line),
            leaks.map(({ start }) => linesBefore(start)),
          );
        }
      }),
      { numRuns: 60 },
    );
  });

  it('in the history neither', async () => {
    await fc.assert(
      fc.asyncProperty(acrossBorder, async ({ text }) => {
        repository.write('large', text);
        const id = repository.git('hash-object', '-w', repository.file('large')).trim();
        const { suspicious, stats } = await readBlobs(repository.root, `${id}\n`, git);
        assert.deepEqual([suspicious, stats.blobs], [[id], 1]);
      }),
      { numRuns: 20 },
    );
  });
});
