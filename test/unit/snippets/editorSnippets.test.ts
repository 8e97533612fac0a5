import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { EDITOR_SNIPPETS } from '../../../src/snippets/editorSnippets';
import { TARGETS } from '../../../src/snippets/targets';
import { CHECKERS } from './checkers';

describe('all the editor snippets of a language are valid in one file', () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'fleetio-editor-snippets-'));
  });
  after(() => rm(folder, { recursive: true }));

  for (const [languageId, snippets] of Object.entries(EDITOR_SNIPPETS)) {
    const target = TARGETS.find((one) => one.languageId === languageId)!;
    const checker = CHECKERS.find(({ targets }) => targets.includes(target.id))!;
    const { missing } = checker;
    it(missing === undefined ? languageId : `${languageId} (skipped: ${missing})`, async function () {
      if (missing !== undefined) {
        this.skip();
      }
      this.timeout(60_000);
      const texts = Object.values(snippets).map(({ body }) => inserted(body.join('\n')));
      assert.equal(texts.length, 6);
      const file = path.join(folder, `all.${target.fileExtension}`);
      await writeFile(file, `${texts.join('\n\n\n')}\n`);
      await checker.check([file], folder);
    });
  }
});

/** What an editor makes of a snippet's text. */
function inserted(text: string): string {
  return text.replace(/\$\{1:(\d+)\}/g, '$1').replace(/\\([\\$])/g, '$1');
}
