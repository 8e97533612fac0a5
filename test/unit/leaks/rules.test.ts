import assert from 'node:assert/strict';

import { isPlausible } from '../../../src/leaks/plausible';
import { PORTABLE_RULES, RULE_FORMATS } from '../../../src/leaks/portableRules';
import { inventedKey, loadCorpus } from './corpus';

describe('rules for other scanners', () => {
  const values = (text: string): string[] =>
    PORTABLE_RULES.flatMap(({ pattern }) =>
      [...text.matchAll(new RegExp(pattern, 'g'))].map(([, secret]) => secret ?? ''),
    );

  it('find most leaks of the corpus, and hardly anything else', () => {
    let found = 0;
    let leaks = 0;
    let wrong = 0;
    for (const { text, leaks: expected } of loadCorpus()) {
      const secrets = new Set(expected.map(({ secret }) => secret));
      const matched = new Set(values(text).filter(isPlausible));
      found += [...secrets].filter((secret) => matched.has(secret)).length;
      wrong += [...matched].filter((value) => !secrets.has(value)).length;
      leaks += secrets.size;
    }
    assert.ok(found / leaks > 0.75, `${found} of ${leaks}`);
    // Engines that know no surroundings cannot tell tokens of Django and of old GitHub from keys.
    assert.ok(wrong / (found + wrong) < 0.06, `${wrong} beside ${found}`);
  });

  it('have their keywords in every match', () => {
    const text = loadCorpus()
      .map((one) => one.text)
      .join('\n');
    for (const { id, pattern, keywords } of PORTABLE_RULES) {
      for (const [match] of text.matchAll(new RegExp(pattern, 'g'))) {
        assert.ok(
          keywords.some((word) => match.toLowerCase().includes(word)),
          `${id}: ${match}`,
        );
      }
    }
  });

  it('are written in what all the engines know', () => {
    for (const { id, pattern } of PORTABLE_RULES) {
      const groups = pattern.replace(/\\.|\[[^\]]*\]/g, '').match(/\((?!\?)/g);
      assert.equal(groups?.length, 1, `${id}: the secret is in the only group`);
      assert.doesNotMatch(pattern, /\(\?[^:]|'''/, `${id}: no look-around, no flags`);
      assert.doesNotMatch(pattern, /\\[wWsSdDbB1-9]/, `${id}: no classes that engines differ in`);
      const within = pattern.replace(/^(?:\(\?:)*\^/, '').replace(/\|\$\)$/, '');
      assert.doesNotMatch(within, /(?<![\\[])[\^$]/, `${id}: anchors stand at the ends`);
    }
  });

  it('take linear time, whatever a text repeats', () => {
    const pieces = [
      'key ',
      'auth_',
      'api-key.',
      'token(',
      '<key>',
      'key="',
      'value ',
      'fleetio ',
      'account.token ',
      '\n',
      'a',
    ];
    for (const { id, pattern } of PORTABLE_RULES) {
      const expression = new RegExp(pattern, 'g');
      for (const piece of pieces) {
        for (const head of ['', 'fleetio api_key', 'account_token: ']) {
          const text = head + piece.repeat(100_000 / piece.length);
          const start = performance.now();
          text.replace(expression, '');
          const time = performance.now() - start;
          // Quadratic time would be minutes.
          assert.ok(time < 2_000, `${id}: ${time} ms for ${head}${piece}`);
        }
      }
    }
  }).timeout(60_000);

  it('come in four formats, with the same expressions', () => {
    assert.deepEqual(Object.keys(RULE_FORMATS), ['gitleaks', 'secretlint', 'trufflehog', 'kingfisher']);
    for (const [name, format] of Object.entries(RULE_FORMATS)) {
      for (const { pattern } of PORTABLE_RULES) {
        const tail = pattern.slice(-30);
        assert.ok(
          [tail, tail.replaceAll("'", "''"), JSON.stringify(tail).slice(1, -1)].some((written) =>
            format().includes(written),
          ),
          `${name}: ${tail}`,
        );
      }
    }
    assert.ok(!RULE_FORMATS['gitleaks']?.().includes(inventedKey(1)));
  });

  it('are options that secretlint can read: expressions between slashes', () => {
    const config = JSON.parse(RULE_FORMATS['secretlint']?.() ?? '') as {
      rules: { options: { patterns: { patterns: string[] }[] } }[];
    };
    for (const { patterns } of config.rules[0]?.options.patterns ?? assert.fail()) {
      const [, source = assert.fail(), flags] = /^\/(.*)\/(\w*)$/.exec(patterns[0] ?? '') ?? [];
      assert.doesNotThrow(() => new RegExp(source, flags));
    }
  });
});
