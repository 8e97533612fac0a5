import assert from 'node:assert/strict';

import fc from 'fast-check';

import { detectBytes } from '../../../src/leaks/encoding';
import { fingerprintOf } from '../../../src/leaks/finding';
import { inventedKey } from './corpus';
import { ENCODINGS } from './encodings';

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const each = (text: string, write: (hex: string) => string): string =>
  text.replace(/./g, (character) => write(character.charCodeAt(0).toString(16)));

const FORMS: Readonly<Record<string, (key: string) => string>> = {
  'as it is': (key) => key,
  'in capitals': (key) => key.toUpperCase(),
  backwards: (key) => key.split('').reverse().join(''),
  'in hexadecimal': (key) => Buffer.from(key).toString('hex'),
  'in hexadecimal, in capitals': (key) => Buffer.from(key).toString('hex').toUpperCase(),
  'in base64': base64,
  'in base64, after a colon': (key) => base64(`:${key}`),
  'in base64, with its scheme': (key) => base64(`Token ${key}`),
  'in base64, among other things': (key) => base64(`user:${key} and more`),
  'in an address': (key) => each(key, (hex) => `%${hex}`),
  'in a literal': (key) => each(key, (hex) => `\\x${hex}`),
  'in JSON': (key) => each(key, (hex) => `\\u00${hex}`),
  'in markup': (key) => each(key, (hex) => `&#x${hex};`),
  'in decimal markup': (key) => each(key, (hex) => `&#${parseInt(hex, 16)};`),
};

describe('what the key ring holds', () => {
  for (const [name, write] of Object.entries(FORMS)) {
    for (const [encoding, encode] of Object.entries(ENCODINGS)) {
      it(`is found ${name}, in ${encoding}`, () => {
        const ascii = fc.string({ unit: 'grapheme-ascii', maxLength: 50 });
        fc.assert(
          fc.property(fc.nat(), ascii, ascii, (number, before, after) => {
            const key = inventedKey(number);
            const bytes = encode(`${'-'.repeat(60)}${before}|${write(key)}|${after}`);
            // A lock file, a word around it, nothing of Fleetio: for a key that is known all that counts for nothing.
            const context = { path: 'yarn.lock', fleetioWorkspace: false };
            const known = [{ rule: 'fleetio-api-key', value: key }] as const;
            assert.deepEqual(
              detectBytes(bytes, { ...context, known }).findings.map(({ fingerprint }) => fingerprint),
              [fingerprintOf(key)],
            );
            assert.deepEqual(detectBytes(bytes, context).findings, []);
          }),
          { numRuns: 10 },
        );
      });
    }
  }
});
