import { createHash } from 'node:crypto';

import { fingerprintOf } from './finding';
import { ACCESS_LENGTH, ACCOUNT_LENGTH, KEY_LENGTH } from './hexRuns';

interface Variety {
  /** Least number of different digits. */
  readonly distinct: number;
  /** Least number of letters: a value of digits only is a number. */
  readonly letters: number;
  /** Most equal digits in a row. */
  readonly repeated: number;
  /** Most digits in a row that count up or down. */
  readonly counted: number;
  /** Most steps from a digit to its like or its neighbour, and to its neighbour: samples such as abc123def0 are made of them. */
  readonly even: number;
  readonly steps?: number;
}

/** What a random value of each length has; one in 30,000 fails (of account tokens with a letter: one in 2,000). */
const VARIETY: Readonly<Record<number, Variety>> = {
  [ACCOUNT_LENGTH]: { distinct: 4, letters: 1, repeated: 4, counted: 4, even: 6, steps: 5 },
  [KEY_LENGTH]: { distinct: 9, letters: 4, repeated: 7, counted: 6, even: 20 },
  [ACCESS_LENGTH]: { distinct: 11, letters: 8, repeated: 7, counted: 6, even: 30 },
};

/** Digits and letters by turns, as people type them: of random values one in a million millions has that. */
const BY_TURNS = /^(?:[0-9][a-f])+$|^(?:[a-f][0-9])+$/;

/** Words that people spell in hexadecimal digits. */
const WORDS = /deadbeef|cafebabe|baadf00d|feedface|badc0de|c0ffee/;

/** Values that stand in many repositories and are nobody's secret: digests of short texts. */
const COMMON = new Set(
  ['', 'blob 0\0', 'tree 0\0', 'test', 'password', 'secret', 'hello', 'foo'].flatMap((text) =>
    ['sha1', 'sha256'].map((algorithm) => createHash(algorithm).update(text).digest('hex')),
  ),
);

/** Samples in manuals, by their first digits, as fingerprints. */
const SAMPLES: ReadonlyMap<string, string> = new Map([
  // Django REST framework: its guide, and a comment that is copied with the class below it.
  ['9944b09199', '5cc1e9113bbaa704'],
  ['401f7ac837', 'b9904b8ed45bc574'],
]);

/** Whether a hexadecimal value can be a random one, as secrets are, and not a placeholder or a sample. */
export function isPlausible(secret: string): boolean {
  const variety = VARIETY[secret.length];
  return (
    variety !== undefined &&
    hasVariety(secret, variety) &&
    !saysItselfAgain(secret) &&
    !WORDS.test(secret) &&
    !(secret.length >= KEY_LENGTH && BY_TURNS.test(secret)) &&
    !COMMON.has(secret) &&
    !isSample(secret)
  );
}

function isSample(secret: string): boolean {
  const fingerprint = SAMPLES.get(secret.slice(0, 10));
  return fingerprint !== undefined && fingerprint === fingerprintOf(secret);
}

/** In one go, as this is asked of every value. */
function hasVariety(secret: string, least: Variety): boolean {
  let [met, letters, likes, steps] = [0, 0, 0, 0];
  let [before, twoBefore] = [NONE, NONE];
  // How long the stretches are that end at a digit: of equal ones, of those that count up or down, and of those that do so at
  // every second digit, for samples such as a1b2c3; of the last also those that end at the digit before.
  let [same, up, down] = [1, 1, 1];
  let [up2, down2, up2Before, down2Before] = [1, 1, 1, 1];
  for (let at = 0; at < secret.length; at++) {
    const code = secret.charCodeAt(at);
    const digit = code > NINE ? code - LETTER_A + 10 : code - ZERO;
    met |= 1 << digit;
    letters += digit >= 10 ? 1 : 0;
    const [step, step2] = [digit - before, digit - twoBefore];
    likes += step === 0 ? 1 : 0;
    steps += step === 1 || step === -1 ? 1 : 0;
    same = step === 0 ? same + 1 : 1;
    up = step === 1 ? up + 1 : 1;
    down = step === -1 ? down + 1 : 1;
    [up2, up2Before] = [step2 === 1 ? up2Before + 1 : 1, up2];
    [down2, down2Before] = [step2 === -1 ? down2Before + 1 : 1, down2];
    if (same > least.repeated || Math.max(up, down, up2, down2) > least.counted) {
      return false;
    }
    [before, twoBefore] = [digit, before];
  }
  return (
    onesIn(met) >= least.distinct &&
    letters >= least.letters &&
    likes + steps <= least.even &&
    steps <= (least.steps ?? least.even)
  );
}

/** In the place of a digit where there is none; far from all of them. */
const NONE = 100;

const ZERO = 0x30;
const NINE = 0x39;
const LETTER_A = 0x61;

function onesIn(bits: number): number {
  let ones = 0;
  for (let left = bits; left !== 0; left &= left - 1) {
    ones++;
  }
  return ones;
}

/** Whether its first digits come again, as in samples that were filled up. */
function saysItselfAgain(secret: string): boolean {
  return secret.length >= KEY_LENGTH && secret.includes(secret.slice(0, 8), 1);
}
