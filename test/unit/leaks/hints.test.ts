import assert from 'node:assert/strict';

import fc from 'fast-check';

import { Hints } from '../../../src/leaks/hints';

/** How far away a hint counts, in characters. */
const REACH = { before: 700, after: 600 };
const HINT = 'token';
const LENGTH = 10;

/** Gaps of all lengths that could matter between hints and values. */
const gap = fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 80, max: 900 }));
const part = fc.record({ gap, isHint: fc.boolean() });

describe('hints', () => {
  it('are near a value where one begins within reach, whatever else is around', () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 60 }), (parts) => {
        let text = '';
        const [values, hints]: [number[], number[]] = [[], []];
        for (const { gap: length, isHint } of parts) {
          text += '.'.repeat(length);
          (isHint ? hints : values).push(text.length);
          text += isHint ? HINT : '0'.repeat(LENGTH);
        }
        const near = new Hints(text, new RegExp(HINT, 'g'));
        for (const start of values) {
          const end = start + LENGTH;
          const expected = hints.some((at) => at >= start - REACH.before && at <= end + REACH.after);
          assert.equal(near.isNear({ start, end }), expected, `${start} of ${text.length}`);
        }
      }),
      { numRuns: 500 },
    );
  });
});
