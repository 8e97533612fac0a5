import { createHash } from 'node:crypto';

import { fingerprintOf } from './finding';

interface Variety {
  /** Least number of different digits. */
  readonly distinct: number;
  /** Least number of letters: a value of digits only is a number. */
  readonly letters: number;
  /** Most equal digits in a row. */
  readonly repeated: number;
  /** Most digits in a row that count up or down. */
  readonly counted: number;
}

/** What a random value of each length has; one in a hundred thousand fails (of account tokens: one in 300). */
const VARIETY: Readonly<Record<number, Variety>> = {
  10: { distinct: 5, letters: 1, repeated: 4, counted: 4 },
  40: { distinct: 9, letters: 4, repeated: 7, counted: 5 },
  64: { distinct: 11, letters: 8, repeated: 7, counted: 5 },
};

/** Words that people spell in hexadecimal digits. */
const WORDS = /deadbeef|cafebabe|baadf00d|feedface|badc0de|c0ffee/;

/** Values that stand in many repositories and are nobody's secret: digests of nothing, samples in manuals. */
const COMMON = new Set([
  ...['', 'blob 0\0', 'tree 0\0', 'test', 'password', 'secret', 'hello', 'foo'].flatMap((text) => [
    fingerprintOf(createHash('sha1').update(text).digest('hex')),
    fingerprintOf(createHash('sha256').update(text).digest('hex')),
  ]),
  // The sample token in the manual of Django REST framework.
  '5cc1e9113bbaa704',
]);

/** Whether a hexadecimal value can be a random one, as secrets are, and not a placeholder or a sample. */
export function isPlausible(secret: string): boolean {
  const variety = VARIETY[secret.length];
  return (
    variety !== undefined &&
    new Set(secret).size >= variety.distinct &&
    secret.replace(/[0-9]/g, '').length >= variety.letters &&
    longestCount(secret, 0, 1) <= variety.repeated &&
    [-1, 1].every((step) =>
      [1, 2].every((stride) => longestCount(secret, step, stride) <= variety.counted),
    ) &&
    !saysItselfAgain(secret) &&
    !WORDS.test(secret) &&
    !COMMON.has(fingerprintOf(secret))
  );
}

/**
 * The longest stretch of digits that count up by `step`, looking at every digit or, for samples such as a1b2c3, at every
 * second one.
 */
function longestCount(secret: string, step: number, stride: number): number {
  let best = 1;
  for (let first = 0; first < stride; first++) {
    let length = 1;
    for (let at = first + stride; at < secret.length; at += stride) {
      const isNext = parseInt(secret.charAt(at), 16) - parseInt(secret.charAt(at - stride), 16) === step;
      length = isNext ? length + 1 : 1;
      best = Math.max(best, length);
    }
  }
  return best;
}

/** Whether its first digits come again, as in samples that were filled up. */
function saysItselfAgain(secret: string): boolean {
  return secret.length >= 40 && secret.includes(secret.slice(0, 8), 1);
}
