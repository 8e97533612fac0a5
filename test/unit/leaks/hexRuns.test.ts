import assert from 'node:assert/strict';
import fc from 'fast-check';

import { type Run, visitRuns } from '../../../src/leaks/hexRuns';
import { PlainSigns, type Signs, VectorSigns } from '../../../src/leaks/signs';
import { inventedKey } from './corpus';

const WAYS = { vector: VectorSigns, plain: PlainSigns };

function runsBy(signs: Signs): { digits: Run[]; encoded: Run[] } {
  const runs = { digits: [] as Run[], encoded: [] as Run[] };
  visitRuns(signs, {
    digits: (run) => runs.digits.push(run) < 0,
    encoded: (run) => runs.encoded.push(run) < 0,
  });
  return runs;
}

/** As one expression says it, byte by byte. */
const digitsByExpression = (bytes: Buffer): Run[] =>
  [...bytes.toString('latin1').matchAll(/[0-9a-f]{10,}/g)].map(({ index, 0: { length } }) => ({
    start: index,
    end: index + length,
  }));

const digits = fc.stringMatching(/^[0-9a-f]{1,80}$/);
/** What groups of base64 begin with, and what they do not, so that almost the right thing is often there. */
const alike = fc.stringMatching(/^[MNOYZDGTWjmz2Aa1+/=]{0,60}$/);
const key = fc.integer({ min: 1, max: 500 }).map(inventedKey);
/** A key in base64, with up to two bytes before it, so that its groups begin at each place. */
const encoded = fc
  .tuple(fc.constantFrom('', ':', 'k='), key)
  .map(([before, value]) => Buffer.from(before + value).toString('base64'));
/** Groups of base64 that end in digits or signs, with more digits behind them. */
const groupsBeforeDigits = fc
  .tuple(fc.stringMatching(/^(?:[MNOYZ][DTjz][a0+/-][a0+/-]){3,13}[MNOYZ]?$/), digits)
  .map((parts) => parts.join(''));
const piece = fc.oneof(
  digits,
  alike,
  groupsBeforeDigits,
  fc.constantFrom('\0', ' ', '\n', 'g', 'G', 'é', '"', ':', '/', '@', '`', '\u007f'),
  fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
);
const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));

describe('runs of digits', () => {
  for (const [way, Way] of Object.entries(WAYS)) {
    it(`are found wherever they lie (${way})`, () => {
      fc.assert(
        fc.property(text, (written) => {
          const bytes = Buffer.from(written, 'latin1');
          assert.deepEqual(runsBy(new Way(bytes)).digits, digitsByExpression(bytes));
        }),
        { numRuns: 3000 },
      );
    });

    it(`are found at the border of what is looked at in one go (${way})`, () => {
      const shortest = 'fedcba9876';
      const secret = Buffer.from(inventedKey(1)).toString('base64');
      for (let before = 0; before < 140; before++) {
        const empty = '.'.repeat(64 * 1024 - before);
        const [plain, inBase64] = [shortest, secret].map((value) => Buffer.from(`${empty}${value} `));
        assert.deepEqual(plain && runsBy(new Way(plain)).digits, [
          { start: empty.length, end: empty.length + shortest.length },
        ]);
        assert.equal(inBase64 && runsBy(new Way(inBase64)).encoded.length, 1);
      }
    });

    it(`are found in long texts (${way})`, () => {
      const long = fc.array(piece, { minLength: 20, maxLength: 40 }).map((pieces) => pieces.join(''));
      fc.assert(
        fc.property(long, (written) => {
          const bytes = Buffer.from(written.repeat(Math.ceil(250_000 / written.length)), 'latin1');
          assert.deepEqual(runsBy(new Way(bytes)).digits, digitsByExpression(bytes));
        }),
        { numRuns: 30 },
      );
    });

    it(`are found in base64, whatever is around (${way})`, () => {
      const far = fc.constantFrom(0, 64 * 1024 - 130, 64 * 1024 - 60, 64 * 1024 - 25);
      fc.assert(
        fc.property(
          far,
          fc.array(piece, { maxLength: 6 }),
          encoded,
          text,
          (empty, before, secret, behind) => {
            // What is base64 itself would shift the groups.
            const start = `${' '.repeat(empty)}${before.join('')} `;
            const bytes = Buffer.from(`${start}${secret} ${behind}`, 'latin1');
            const around = runsBy(new Way(bytes)).encoded.find((run) => run.end > start.length);
            const length = secret.replace(/=+$/, '').length;
            assert.deepEqual(around && [around.start % 4, around.end], [
              start.length % 4,
              start.length + length,
            ]);
            assert.ok(around && around.start < start.length + 4);
          },
        ),
        { numRuns: 1000 },
      );
    });
  }

  it('are found behind groups of base64 that end in digits', () => {
    const bytes = Buffer.from('MDaaMDaaMDaaMDaaMD-a123456789 ');
    for (const Way of Object.values(WAYS)) {
      assert.deepEqual(runsBy(new Way(bytes)).digits, [{ start: 19, end: 29 }]);
    }
  });

  it('are found by two that take turns', () => {
    const bytes = [1, 2].map((number) => Buffer.from(`${inventedKey(number)} ${inventedKey(number)}`));
    const [one, other] = bytes.map((own) => new VectorSigns(own));
    assert.ok(one && other);
    assert.deepEqual([one.next(0), other.next(0), one.next(40), other.next(40)], [0, 0, 41, 41]);
    assert.equal(one.next(81), 81);
  });
});

describe('on the way to runs of digits it is seen whether Fleetio can be named', () => {
  const passed = (written: string): boolean => {
    const signs = new VectorSigns(Buffer.from(written, 'latin1'));
    runsBy(signs);
    return signs.mayNameVendor;
  };
  const vendor = fc.constantFrom('fleetio', 'Fleetio', 'FLEETIO', 'fleet-io', 'myFleetIoKey');

  it('wherever the name stands', () => {
    fc.assert(
      fc.property(text, vendor, text, (before, name, behind) => {
        assert.ok(passed(`${before} ${name}${behind}`));
      }),
      { numRuns: 3000 },
    );
  });

  it('also at the border of what is looked at in one go', () => {
    for (let before = 0; before < 140; before++) {
      assert.ok(passed(`${'.'.repeat(64 * 1024 - before)}fleetio `), String(before));
    }
  });

  it('and that it is not, also of bytes that come after some that name it', () => {
    assert.ok(passed('fleetio'));
    assert.ok(!passed(`the flag of a float, ${inventedKey(1)} left free: fl`));
  });
});
