import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseExactJson } from '../../../src/fleetio/json';

describe('parseExactJson', () => {
  it('keeps the very digits of a number that is not whole', () => {
    const text = '{"a":108043.0,"b":0.1,"c":123456789.123456789123,"d":1e3,"e":-0.50,"f":9007199254740993}';
    assert.deepEqual(parseExactJson(text), {
      a: '108043.0',
      b: '0.1',
      c: '123456789.123456789123',
      d: '1e3',
      e: '-0.50',
      f: '9007199254740993',
    });
  });

  it('leaves everything else as JSON.parse gives it, digits in texts too', () => {
    const value = fc.jsonValue({ noUnicodeString: false });
    fc.assert(
      fc.property(value, (json) => {
        const whole: unknown = JSON.parse(
          JSON.stringify(json, (_, part: unknown) =>
            typeof part === 'number' ? Math.trunc(part % 2 ** 53) : part,
          ),
        );
        assert.deepEqual(parseExactJson(JSON.stringify(whole)), whole);
      }),
    );
    assert.deepEqual(parseExactJson('["1.5", "\\"2.5", "\\\\", 3, "a\\\\\\"4.5"]'), [
      '1.5',
      '"2.5',
      '\\',
      3,
      'a\\"4.5',
    ]);
  });

  it('refuses what is not JSON', () => {
    for (const text of ['', '{', '[1.5', '{"a":1.5.5}', 'nothing', '[01]', '1.']) {
      assert.throws(() => parseExactJson(text), SyntaxError, text);
    }
  });

  it('takes as long as the text, not longer', () => {
    // Either of these would end an expression with nested choices.
    assert.throws(() => parseExactJson(`"${'\\"'.repeat(500_000)}`), SyntaxError);
    assert.throws(() => parseExactJson(`[${'1'.repeat(500_000)}.`), SyntaxError);
  });
});
