import assert from 'node:assert/strict';

import fc from 'fast-check';

import { isPlausible } from '../../../src/leaks/plausible';
import { PIECE } from '../../../src/leaks/pieces';
import { readBlobs } from '../../../src/leaks/scan/blobs';
import { readFiles } from '../../../src/leaks/scan/files';
import { type Case, fill, inventedKey } from './corpus';
import { ENCODINGS } from './encodings';
import { git, Repository } from './repository';
import { LEAK_SHAPES } from './shapes';

/** Lines that say nothing, in characters of several lengths, of a length that divides no piece. */
const FILLERS = [
  'lorem ipsum '.repeat(8),
  'löreme ipsümé ',
  'ожидание транспортных средств ',
  '車両の走行距離 🚚 ',
];

/** About as long as asked for, in bytes. */
function fillerOf(length: number, line: string, encode: (text: string) => Buffer): string {
  const ofLine = encode(line).length - encode('').length;
  const ofBlank = encode(' ').length - encode('').length;
  const lines = Math.max(0, Math.floor(length / ofLine));
  return line.repeat(lines) + ' '.repeat(Math.max(0, Math.floor((length - lines * ofLine) / ofBlank)));
}

/** Where pieces begin, end and change hands, in bytes. */
const BORDERS = [
  PIECE.length - 2 * PIECE.shared,
  PIECE.length - PIECE.shared,
  PIECE.length,
  2 * PIECE.length - 3 * PIECE.shared,
  2 * PIECE.length - 2 * PIECE.shared,
];

/** How to make a text of more than two pieces with one leak that lies across a border, or right beside one. */
const acrossBorder = fc.record({
  // A compiler joins the literals of a key, so no program has it in two.
  shape: fc.constantFrom(...LEAK_SHAPES.filter((one) => !one.includes('keyPlus'))),
  number: fc.integer({ min: 1, max: 1_000_000 }),
  border: fc.constantFrom(...BORDERS),
  shift: fc.integer({ min: -400, max: 100 }),
  encoding: fc.constantFrom(...Object.keys(ENCODINGS)),
  filler: fc.constantFrom(...FILLERS),
  lineBreak: fc.constantFrom('\n', '\r\n', '\r'),
});

type Recipe = typeof acrossBorder extends fc.Arbitrary<infer One> ? One : never;

function made({
  shape,
  number,
  border,
  shift,
  encoding,
  filler,
  lineBreak,
}: Recipe): Pick<Case, 'text' | 'leaks'> {
  const encode = ENCODINGS[encoding]!;
  const leak = shape.replace(/(?<=\{\{\w+:)(?=\d)/g, `${number}y`);
  const [before, after] = [border + shift, 2 * PIECE.length].map((length) =>
    fillerOf(length, `${filler}\n`, encode),
  );
  const { text, leaks } = fill(`${before}\n${leak}\n${after}`.replaceAll('\n', lineBreak));
  fc.pre(leaks.every(({ secret }) => isPlausible(secret)));
  return { text, leaks };
}

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
      fc.asyncProperty(acrossBorder, async (recipe) => {
        const { encoding } = recipe;
        const { text, leaks } = made(recipe);
        repository.write('large', ENCODINGS[encoding]!(text));
        const { parts } = await readFiles(repository.root, ['large']);
        const found = parts.flatMap(({ placed }) => placed);
        assert.deepEqual(
          found.map(({ finding }) => finding.rule),
          leaks.map(({ rule }) => rule),
        );
        if (encoding !== 'a string in a binary file') {
          const linesBefore = (end: number): number => text.slice(0, end).split(/\r\n|\r|\n/).length;
          assert.deepEqual(
            found.map(({ line }) => line),
            leaks.map(({ start }) => linesBefore(start)),
          );
        }
      }),
      { numRuns: 60 },
    );
  });

  it('that is one line tells of the right column', async () => {
    const longLine = fc.record({
      border: fc.constantFrom(...BORDERS, 4 * PIECE.length),
      shift: fc.integer({ min: -100, max: 100 }),
      encoding: fc.constantFrom(...Object.keys(ENCODINGS).filter((name) => !name.includes('binary'))),
      filler: fc.constantFrom(...FILLERS),
    });
    await fc.assert(
      fc.asyncProperty(longLine, async ({ border, shift, encoding, filler }) => {
        const encode = ENCODINGS[encoding]!;
        const [before, after] = [border + shift, 2 * PIECE.length].map((length) =>
          fillerOf(length, filler, encode),
        );
        const text = `first\n${before} fleetio_api_key="${inventedKey(1)}" ${after}\nlast`;
        repository.write('large', encode(text));
        const { parts } = await readFiles(repository.root, ['large']);
        const [found] = parts.flatMap(({ placed }) => placed);
        const column = text.indexOf(inventedKey(1)) - 'first\n'.length + 1;
        assert.deepEqual([found?.line, found?.column], [2, column]);
      }),
      { numRuns: 30 },
    );
  });

  it('in the history neither', async () => {
    await fc.assert(
      fc.asyncProperty(acrossBorder, async (recipe) => {
        repository.write('large', ENCODINGS[recipe.encoding]!(made(recipe).text));
        const id = repository.git('hash-object', '-w', repository.file('large')).trim();
        const { suspicious, stats } = await readBlobs(repository.root, `${id}\n`, git);
        assert.deepEqual([suspicious, stats.blobs], [[id], 1]);
      }),
      { numRuns: 20 },
    );
  });
});
