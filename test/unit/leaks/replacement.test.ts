import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { combined, type Edit, replacementOf } from '../../../src/leaks/replacement';
import { inventedKey } from './corpus';
import { PARSERS } from './parsers';
import { REPLACEMENT_CASES } from './replacementCases';

const key = inventedKey(1);

function applied(text: string, edits: readonly Edit[]): string {
  return edits.reduceRight(
    (result, { start, end, newText }) => result.slice(0, start) + newText + result.slice(end),
    text,
  );
}

/** The file with KEY where the key stands, after its replacement. */
function replaced(source: string, languageId: string, file: string): string | undefined {
  const at = source.search(/KEY(?![\w")\]}]* *=|_)(?<!_KEY)/);
  const text = source.slice(0, at) + key + source.slice(at + 3);
  const place = { text, start: at, end: at + key.length, variable: 'FLEETIO_API_KEY', path: file };
  const replacement = replacementOf(place, languageId);
  return replacement && applied(text, combined([replacement]));
}

describe('the replacement of a secret', () => {
  for (const { languageId, path: file, before, after } of REPLACEMENT_CASES) {
    it(`in ${languageId}: ${JSON.stringify(before)}`, () => {
      assert.equal(replaced(before, languageId, file), after);
    });
  }

  it('leaves alone what is encoded or put together from parts', () => {
    const text = `k = '${key.slice(0, 20)}' + '${key.slice(20)}'`;
    const place = { text, start: 5, end: text.length - 1, variable: 'FLEETIO_API_KEY', path: 'a.js' };
    assert.equal(replacementOf(place, 'javascript'), undefined);
  });

  it('of several in one file adds what they need once', () => {
    const text = `a = "${key}"\nb = "${key}"\n`;
    const places = [...text.matchAll(new RegExp(key, 'g'))].map(({ index }) => ({
      ...{ text, start: index, end: index + key.length, variable: 'FLEETIO_API_KEY', path: 'a.py' },
    }));
    const replacements = places.flatMap((place) => replacementOf(place, 'python') ?? []);
    assert.equal(
      applied(text, combined(replacements)),
      'import os\na = os.environ["FLEETIO_API_KEY"]\nb = os.environ["FLEETIO_API_KEY"]\n',
    );
  });

  describe('is valid to the own parser of', () => {
    let folder: string;

    before(() => {
      folder = mkdtempSync(path.join(tmpdir(), 'fleetio-replacement-'));
    });
    after(() => {
      rmSync(folder, { recursive: true });
    });

    for (const [languageId, { extension, missing, parse }] of Object.entries(PARSERS)) {
      it(languageId + (missing === undefined ? '' : ` (${missing})`), async function () {
        if (missing !== undefined) {
          this.skip();
        }
        this.timeout(60_000);
        const texts = REPLACEMENT_CASES.flatMap((one) =>
          one.languageId === languageId && one.after !== undefined ? [one.after] : [],
        );
        assert.ok(texts.length > 0);
        const files = texts.map((text, at) => {
          const file = path.join(folder, `${languageId}${at}${extension}`);
          writeFileSync(file, text);
          return file;
        });
        await parse(files, folder);
      });
    }
  });
});
