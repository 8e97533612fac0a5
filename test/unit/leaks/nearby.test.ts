import assert from 'node:assert/strict';
import { Nearby } from '../../../src/leaks/nearby';

const LENGTH = 20_000;
const REACHES = [0, 60, 2500, 9000];

/** Places so far apart that some pieces of the text have none, and so close that some have many. */
const PLACES = [0, 59, 3000, 4095, 4096, 5000, 8191, 8192, 8250, 12_000, 12_001, 19_990];

describe('nearby places', () => {
  it('are those of the whole text that are within reach, wherever somebody asks, and in whatever order', () => {
    const signs = new Set(PLACES);
    const text = Array.from({ length: LENGTH }, (_, at) => (signs.has(at) ? 'x' : ' ')).join('');
    const offsets = Array.from({ length: LENGTH / 7 }, (_, at) => at * 7);
    for (const asked of [offsets, [...offsets].reverse()]) {
      const nearby = new Nearby(text, () => /x/g);
      for (const offset of asked) {
        for (const reach of REACHES) {
          const isWithin = (place: number): boolean => Math.abs(place - offset) <= reach;
          const found = nearby.around(offset, reach);
          assert.deepEqual(found.filter(isWithin), PLACES.filter(isWithin), `${offset} ± ${reach}`);
        }
      }
    }
  });
});
