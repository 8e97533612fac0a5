import assert from 'node:assert/strict';
import { markdownText } from '../../../src/vscode/platform/markdown';

describe('markdownText', () => {
  it('leaves letters, digits and single blanks as they are', () => {
    assert.equal(markdownText('Größe 12  m\n\tlang '), 'Größe 12 m lang');
  });

  it('takes the meaning of every sign that Markdown has one for', () => {
    for (const text of [
      '**bold**',
      '[a](command:x)',
      '<img src=x>',
      '$(trash)',
      '1. one',
      '# head',
      '`code`',
      'https://a.b',
    ]) {
      assert.match(markdownText(text), /^(?:\\[!-/:-@[-`{-~]|[^!-/:-@[-`{-~])*$/);
      assert.equal(markdownText(text).replaceAll(/\\(.)/g, '$1'), text);
    }
  });
});
