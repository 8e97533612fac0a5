import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { environmentRead } from '../../../src/leaks/replacement';

const key = createHash('sha1').update('example-1').digest('hex');

/** Source code with KEY where the key stands, after its replacement. */
function replaced(source: string, languageId = 'javascript'): string | undefined {
  const text = source.replace('KEY', key);
  const start = text.indexOf(key);
  const change = environmentRead(text, { start, end: start + key.length }, languageId, 'FLEETIO_API_KEY');
  return change && text.slice(0, change.start) + change.newText + text.slice(change.end);
}

describe('environmentRead', () => {
  const cases: readonly (readonly [string, string])[] = [
    [`const k = 'KEY';`, 'const k = process.env.FLEETIO_API_KEY;'],
    [`const k = "KEY";`, 'const k = process.env.FLEETIO_API_KEY;'],
    [`h = { Authorization: 'Token KEY' };`, 'h = { Authorization: `Token ${process.env.FLEETIO_API_KEY}` };'],
    [`'Token token="KEY"'`, '`Token token="${process.env.FLEETIO_API_KEY}"`'],
    [`"it's KEY"`, "`it's ${process.env.FLEETIO_API_KEY}`"],
    ['`Token KEY`', '`Token ${process.env.FLEETIO_API_KEY}`'],
    ['`KEY`', '`${process.env.FLEETIO_API_KEY}`'],
    ["'a`b${c} KEY \\' end'", "`a\\`b\\${c} ${process.env.FLEETIO_API_KEY} \\' end`"],
  ];
  for (const [before, after] of cases) {
    it(before, () => {
      assert.equal(replaced(before), after);
    });
  }

  it('changes nothing outside of a literal of one line, or in a language it does not know', () => {
    assert.equal(replaced('// KEY'), undefined);
    assert.equal(replaced(`'\nKEY'`), undefined);
    assert.equal(replaced(`x = 'KEY'`, 'cobol'), undefined);
  });
});
