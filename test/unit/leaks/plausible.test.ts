import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';

import { isPlausible } from '../../../src/leaks/plausible';

const COUNT = 60_000;

/** Which of many random values of a length are taken for placeholders. */
function implausible(length: number): string[] {
  const values = Array.from({ length: COUNT }, (_, number) =>
    createHash('sha256').update(`random ${number}`).digest('hex').slice(0, length),
  );
  return values.filter((value) => /[a-f]/.test(value) && !isPlausible(value));
}

describe('plausible values', () => {
  it('are nearly all random ones', () => {
    assert.ok(implausible(40).length <= COUNT / 20_000);
    assert.ok(implausible(64).length <= COUNT / 20_000);
    assert.ok(implausible(10).length <= COUNT / 1000);
  });

  it('are no placeholders', () => {
    const fill = (sample: string, length: number): string => sample.repeat(length).slice(0, length);
    const samples = [
      '0',
      'a',
      '01',
      'abc123',
      '0123456789abcdef',
      'fedcba9876543210',
      'a1b2c3d4e5f6',
      'deadbeef',
    ];
    for (const sample of samples) {
      for (const length of [10, 40, 64]) {
        assert.equal(isPlausible(fill(sample, length)), false, `${sample} ${length}`);
      }
    }
    const typed = ['7a3b9c1d5e8f2a6b0c4d7e1f3a9b5c8d2e6f0a4b', 'b4e1f7a2c9d0b3e8f5a6c1d4b7e2f9a0c3d8b5e6'];
    assert.deepEqual(typed.filter(isPlausible), []);
  });
});
