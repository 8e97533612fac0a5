import assert from 'node:assert/strict';
import fc from 'fast-check';

import { detect } from '../../../src/leaks/detector';
import { isPlausible } from '../../../src/leaks/plausible';
import { inventedAccount, inventedBearer, inventedKey } from './corpus';

/** Lines of all that texts with many values consist of; `K`, `A` and `S` stand for values. */
const LINES = [
  'api_key: K',
  '  "key": "K", "account": "A",',
  'Account-Token: A',
  "headers['Authorization'] = 'Token K'",
  '2026-01-01 INFO trace=K account=A took 12 ms',
  "(7, 'K', 'A'),",
  'fleetio = { token: "K" }',
  '  "A": "K",',
  'const a = [K, A',
  '  - K',
  'K  dist/file.js',
  'sha256: S',
  'bearer = "S"; tenant = "A"',
  '',
  '# Fleetio',
  'see https://api.example.com/v1',
];

/** Enough for values to be taken together that have the same around them. */
const COUNT = 160;

/** Made-up values of their kind, other ones for each seed. */
function filled(text: string, seed: string): string {
  let number = 0;
  const next = (make: (name: string) => string): string => {
    const value = make(`${seed} ${number++}`);
    return isPlausible(value) ? value : next(make);
  };
  const makers = { K: inventedKey, A: inventedAccount, S: inventedBearer };
  return text.replace(/(?<!\w)[KAS](?!\w)/g, (kind) => next(makers[kind as keyof typeof makers]));
}

const told = (text: string): string[] =>
  detect(text, { path: 'data/export.txt', fleetioWorkspace: true }).map(
    ({ rule, confidence, start, evidence }) => [start, rule, confidence, ...evidence].join(' '),
  );

describe('a text with many values', () => {
  it('has the same told of each, whatever the others are', () => {
    const recipe = fc.record({
      kinds: fc.uniqueArray(fc.nat(LINES.length - 1), { minLength: 2, maxLength: 4 }),
      order: fc.array(fc.nat(3), { minLength: COUNT, maxLength: COUNT }),
      seed: fc.nat(1_000_000),
    });
    fc.assert(
      fc.property(recipe, ({ kinds, order, seed }) => {
        const text = order.map((at) => LINES[kinds[at % kinds.length] ?? 0]).join('\n');
        assert.deepEqual(told(filled(text, `${seed}`)), told(filled(text, `other ${seed}`)));
      }),
      { numRuns: 60 },
    );
  });

  it('finds a secret that stands in the same way again and again at each of its places', () => {
    const secret = inventedKey('again');
    const text = Array.from(
      { length: COUNT },
      (_, at) => `2026-01-01 INFO fleetio.sync api_key=${secret} ${at} ms\n`,
    );
    const found = detect(text.join(''), { path: 'sync.log', fleetioWorkspace: true });
    const places = [...text.join('').matchAll(new RegExp(secret, 'g'))].map(({ index }) => index);
    assert.deepEqual(
      found.map(({ start, end, confidence }) => [start, end - start, confidence]),
      places.map((place) => [place, secret.length, 'high']),
    );
  });
});
