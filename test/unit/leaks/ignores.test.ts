import assert from 'node:assert/strict';

import { detect } from '../../../src/leaks/detector';
import { obeyIgnores } from '../../../src/leaks/ignores';
import { fill } from './corpus';

/** How many findings stay, are ignored, and how many comments have nothing to ignore. */
function counts(template: string): number[] {
  const { text } = fill(template);
  const { findings, ignored, unused } = obeyIgnores(
    text,
    detect(text, { path: 'a', fleetioWorkspace: true }),
  );
  return [findings.length, ignored.length, unused.length];
}

describe('ignore comments', () => {
  const allow = 'fleetio:allow';
  const leak = 'FLEETIO_API_KEY={{key:1}}';
  it('cover their own line, in many languages', () => {
    for (const comment of [
      '# fleetio:allow',
      '// fleetio:allow a test key',
      '/* fleetio:allow */',
      '-- FLEETIO:ALLOW',
      "' fleetio:allow as Visual Basic has it",
    ]) {
      assert.deepEqual(counts(`${leak} ${comment}\n${leak}\n`), [1, 1, 0]);
    }
  });
  it('cover the next line when they stand alone', () => {
    assert.deepEqual(counts(`<!-- ${allow} -->\n${leak}\n${leak}`), [1, 1, 0]);
  });
  it('are told of when they ignore nothing', () => {
    assert.deepEqual(counts(`# ${allow}\n\n${leak}`), [1, 0, 1]);
  });
  it('can be a property of JSON', () => {
    assert.deepEqual(counts(`{"//": "${allow}", "fleetioApiKey": "{{key:1}}"}`), [0, 1, 0]);
  });
  it('are none inside of a literal', () => {
    for (const literal of [`'# ${allow}'`, `" // ${allow}"`, `'${allow} x'`, `/ # ${allow}$/`]) {
      assert.deepEqual(counts(`comment = ${literal}\n${leak}`), [1, 0, 0]);
    }
  });
  it('stand behind the literal that they allow', () => {
    for (const line of [
      `FLEETIO_API_KEY = "{{key:1}}" # ${allow}`,
      `const fleetioApiKey = '{{key:1}}' // ${allow}, it's "old"`,
    ]) {
      assert.deepEqual(counts(line), [0, 1, 0], line);
    }
  });
  it('are comments that say nothing before it', () => {
    assert.deepEqual(counts(`# write ${allow}\n${leak}`), [1, 0, 0]);
    assert.deepEqual(counts(`${allow}\n${leak}`), [1, 0, 0]);
  });
});
