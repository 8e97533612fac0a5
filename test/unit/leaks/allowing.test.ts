import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { allowingEdit } from '../../../src/leaks/allowing';
import { removingEdit } from '../../../src/leaks/allowing/removal';
import { ALLOWING_CASES } from './allowingCases';
import { ALLOW, inventedKey } from './corpus';
import { PARSERS } from './parsers';

const key = inventedKey(1);

function allowed(source: string, languageId: string, file: string): string {
  const start = source.search(/(?<!_)KEY/);
  const text = source.slice(0, start) + key + source.slice(start + 3);
  const edit = allowingEdit({ text, start, end: start + key.length, path: file }, languageId);
  const after = edit ? text.slice(0, edit.start) + edit.newText + text.slice(edit.end) : text;
  return after.replace(key, 'KEY');
}

describe('the comment that allows a secret', () => {
  for (const { languageId, path: file, before, after } of ALLOWING_CASES) {
    it(`in ${languageId}: ${JSON.stringify(before)}`, () => {
      assert.equal(allowed(before, languageId, file), after);
    });
  }

  it('is not offered in a text that takes too long to read', () => {
    const before = `${'f();\n'.repeat(200_000)}g('KEY');`;
    assert.equal(allowed(before, 'javascript', 'src/file.js'), before);
  });

  const WITHOUT_AN_END: readonly (readonly [languageId: string, before: string, comment: string])[] = [
    // Each of the expressions could be read to the end of the text for every one before it.
    ['javascript', `${"'`${ '`".repeat(40)}\nf('KEY');`, ` // ${ALLOW}`],
    ['shellscript', `${'"$( '.repeat(40)}\nK=KEY`, ` # ${ALLOW}`],
    ['python', `a = f"{x" + f"{y"\nk = "KEY"`, ` # ${ALLOW}`],
    // The text that follows is read as if the expression were none.
    ['javascript', 'a = `${b(`;\nc = `KEY`;', ` // ${ALLOW}`],
  ];
  for (const [languageId, before, comment] of WITHOUT_AN_END) {
    it(`in ${languageId} with an expression without an end: ${JSON.stringify(before.slice(0, 30))}`, () => {
      assert.equal(allowed(before, languageId, 'src/file'), before + comment);
    });
  }

  describe('leaves what is valid to the own parser of', () => {
    let folder: string;

    before(() => {
      folder = mkdtempSync(path.join(tmpdir(), 'fleetio-allowing-'));
    });
    after(() => {
      rmSync(folder, { recursive: true });
    });

    const isParsed = ({ languageId, path: file }: (typeof ALLOWING_CASES)[number]): boolean =>
      languageId in PARSERS && file !== 'src/App.js';
    for (const languageId of new Set(ALLOWING_CASES.filter(isParsed).map((one) => one.languageId))) {
      const { extension, missing, parse } = PARSERS[languageId]!;
      it(languageId + (missing === undefined ? '' : ` (${missing})`), async function () {
        if (missing !== undefined) {
          this.skip();
        }
        this.timeout(60_000);
        const own = ALLOWING_CASES.filter((one) => one.languageId === languageId && isParsed(one));
        const files = own.map(({ after }, at) => {
          const file = path.join(folder, `${languageId}${at}${extension}`);
          writeFileSync(file, after);
          return file;
        });
        await parse(files, folder);
      });
    }
  });
});

/** A file without its comment, or as it is where that cannot go. */
function removed(text: string, languageId: string, file: string): string {
  const edit = removingEdit({ text, start: text.indexOf(ALLOW), path: file }, languageId);
  return edit ? text.slice(0, edit.start) + edit.newText + text.slice(edit.end) : text;
}

describe('the comment that allows nothing', () => {
  const taken = ALLOWING_CASES.filter(({ before, after }) => before !== after);
  for (const { languageId, path: file, before, after } of taken) {
    it(`goes in ${languageId} from ${JSON.stringify(after)}`, () => {
      assert.equal(removed(after, languageId, file), before);
    });
  }

  /** With § for the word, and what is left. */
  const OTHERS: readonly (readonly [languageId: string, before: string, after: string])[] = [
    ['javascript', 'f(); // § the demo key\ng();', 'f();\ng();'],
    ['javascript', 'f(); // a call § x\n', 'f(); // a call § x\n'],
    ['javascript', 'f(); // a call // § x\n', 'f(); // a call\n'],
    ['javascript', 'f();\n// §', 'f();'],
    ['javascript', '/* § */ f();\n', 'f();\n'],
    ['javascript', 'f(/* § */ a);\n', 'f( a);\n'],
    ['javascript', 'return/* § */a;\n', 'return a;\n'],
    ['javascript', '/* §\n */\nf();\n', 'f();\n'],
    ['javascript', '/* § x\n * A call.\n */\nf();\n', '/*\n * A call.\n */\nf();\n'],
    ['javascript', '/**\n * A call.\n * § x\n */\nf();\n', '/**\n * A call.\n */\nf();\n'],
    ['javascript', '/* A call.\n * § */\nf();\n', '/* A call.\n */\nf();\n'],
    ['javascript', '/* A call. // § */\nf();\n', '/* A call. */\nf();\n'],
    ['javascript', "f(' # § ');\n", "f(' # § ');\n"],
    ['javascript', 'f();\r\n// § x\r\ng();\r\n', 'f();\r\ng();\r\n'],
    ['javascript', 'f(); // § x\r\ng();\r\n', 'f();\r\ng();\r\n'],
    [
      'typescriptreact',
      'const f = () => {/* § */};\nconst a = <p />;\n',
      'const f = () => {};\nconst a = <p />;\n',
    ],
    ['typescriptreact', 'const a = <p>\n  {/* § */}\n  b\n</p>;\n', 'const a = <p>\n  b\n</p>;\n'],
    ['json', '{\n  "//": "§ x",\n  "a": 1\n}\n', '{\n  "a": 1\n}\n'],
    ['json', '{\n  "a": 1,\n  "//": "§ x"\n}\n', '{\n  "a": 1\n}\n'],
    ['json', '{"//": "§", "a": 1}\n', '{"a": 1}\n'],
    ['json', '{"//": "§"}\n', '{}\n'],
    ['html', '<script>f(); // § x</script>\n', '<script>f();</script>\n'],
    ['haskell', 'a = 1 {- § -}\n', 'a = 1\n'],
    ['latex', 'a % § x\n', 'a\n'],
    ['vb', "a = 1 ' § as it is\n", 'a = 1\n'],
  ];
  for (const [languageId, before, after] of OTHERS) {
    it(`leaves of ${JSON.stringify(before)} in ${languageId} what says something else`, () => {
      const [text, left] = [before, after].map((one) => one.replaceAll('§', ALLOW));
      assert.equal(removed(text!, languageId, 'src/file'), left);
    });
  }
});
