import assert from 'node:assert/strict';

import { detect, secretIn } from '../../../src/leaks/detector';
import { fingerprintOf } from '../../../src/leaks/finding';
import { type Case, fill, inventedAccount, inventedKey, loadCorpus } from './corpus';

/** What a person needs to see to know which value went wrong. */
const marked = (text: string, start: number, end: number): string =>
  `${text.slice(Math.max(0, start - 60), start)}⟦${text.slice(start, end)}⟧`;

function expectExactly({ text, leaks, path, fleetioWorkspace }: Case): void {
  const findings = detect(text, { path, fleetioWorkspace });
  const found = findings.map(({ rule, start, end }) => `${rule} ${marked(text, start, end)}`);
  assert.deepEqual(
    found,
    leaks.map(({ rule, start, end }) => `${rule} ${marked(text, start, end)}`),
  );
  assert.deepEqual(
    findings.map((finding) => secretIn(text, finding)),
    leaks.map(({ secret }) => secret),
  );
}

/** In English, Spanish, Portuguese, French and German. */
const WORDS_FOR_SECRETS =
  'key token tok tkn secret creds credential password pwd clave llave chave cle jeton schluessel kennwort senha auth'.split(
    ' ',
  );

describe('detector', () => {
  describe('finds the leaks of the corpus and nothing else', () => {
    for (const labelled of loadCorpus()) {
      it(labelled.name, () => {
        expectExactly(labelled);
      });
    }
  });

  it('is held to more values that only look like secrets than to secrets', () => {
    const corpus = loadCorpus();
    const leaks = corpus.reduce((sum, one) => sum + one.leaks.length, 0);
    const decoys = corpus.reduce((sum, one) => sum + one.decoys, 0);
    assert.ok(leaks > 1000 && decoys > leaks, `${leaks} leaks, ${decoys} decoys`);
  });

  const inFleetio = { path: 'src/client.ts', fleetioWorkspace: true };

  it('finds without the paths what it finds with them, as the first look at a history has none', () => {
    for (const { name, text, leaks } of loadCorpus()) {
      const starts = new Set(
        detect(text, { path: undefined, fleetioWorkspace: true }).map(({ start }) => start),
      );
      assert.ok(
        leaks.every(({ start }) => starts.has(start)),
        name,
      );
    }
  });

  it('never carries the secret, only what may be shown', () => {
    const { text } = fill("const FLEETIO_API_KEY = '{{key:1}}';");
    const [finding] = detect(text, inFleetio);
    assert.ok(finding);
    assert.ok(!JSON.stringify(finding).includes(inventedKey(1)));
    assert.equal(finding.redacted, `${inventedKey(1).slice(0, 4)}…${inventedKey(1).slice(-4)}`);
    assert.equal(finding.fingerprint, fingerprintOf(inventedKey(1)));
    assert.equal(finding.confidence, 'high');
  });

  for (const word of WORDS_FOR_SECRETS) {
    it(`knows what ${word} is wherever it stands, far away from the name of Fleetio`, () => {
      for (const name of [`${word}_api`, `api_${word}`]) {
        const before = `// fleetio\n${'x = 1\n'.repeat(300)}`;
        const { text } = fill(`${before}${name} = '{{key:1}}'`);
        assert.equal(detect(text, { path: 'src/client.py', fleetioWorkspace: true }).length, 1, name);
      }
    });
  }

  it('finds a column far below its name, and nothing in a table that names none', () => {
    const row = (at: number): string => `${at},{{key:${at}}},{{account:${at}}}\n`;
    const rows = Array.from({ length: 60 }, (_, at) => row(at + 1)).join('');
    for (const [head, expected] of [
      ['id;cle_api;compte\n'.replaceAll(';', ','), 60],
      ['id,api_key,account_token\n', 60],
      ['id,revision,parent\n', 0],
    ] as const) {
      const found = detect(fill(head + rows).text, { path: 'export.csv', fleetioWorkspace: true });
      assert.equal(found.filter(({ rule }) => rule === 'fleetio-api-key').length, expected, head);
    }
  });

  it('finds both of a pair that are one text, in base64 or not', () => {
    const [key, account] = [inventedKey('both'), inventedAccount('both')];
    for (const pair of [`${key}:${account}`, `${account}|${key}`]) {
      for (const written of [pair, Buffer.from(pair).toString('base64')]) {
        const text = `const headers = { 'Account-Token': account };\nconst [a, b] = decode('${written}');\n`;
        const findings = detect(text, { path: 'auth.js', fleetioWorkspace: true });
        assert.deepEqual(
          new Set(findings.map((finding) => secretIn(text, finding))),
          new Set([key, account]),
          written,
        );
      }
    }
  });

  it('tells of a key in four literals once, and of none of its parts', () => {
    const parts = inventedKey(1).match(/.{10}/g) ?? [];
    const found = detect(`fleetioApiKey = ${parts.map((part) => `"${part}"`).join(' + ')}`, {
      path: 'a.py',
      fleetioWorkspace: true,
    });
    assert.deepEqual(
      found.map(({ rule }) => rule),
      ['fleetio-api-key'],
    );
  });

  const rulesIn = (text: string): string[] =>
    detect(text, { path: 'a.js', fleetioWorkspace: true }).map(({ rule }) => rule);

  it('calls an argument what its parameter is called, and no other value', () => {
    const [key, account] = [inventedKey(1), inventedAccount(1)];
    const declared =
      'function build(apiKey, accountToken) {}\nclass Sync {\n  constructor(apiKey, accountToken) {}\n}\n';
    assert.deepEqual(rulesIn(`${declared}build("${key}", "${account}")`), [
      'fleetio-api-key',
      'fleetio-account-token',
    ]);
    assert.deepEqual(rulesIn(`${declared}new Sync("${key}", "${account}")`).length, 2);
    for (const other of [
      `checkout("${key}")`,
      `expect("${key}")`,
      `build({ etag: "${key}" })`,
      `build([1, "${key}"])`,
      `build(other, { revision: "${account}" })`,
    ]) {
      assert.deepEqual(rulesIn(declared + other), [], other);
    }
  });

  it('takes a variable for what it is sent as, and no word of a message for a variable', () => {
    const key = inventedKey(1);
    assert.deepEqual(rulesIn(`// fleetio\nconst k = "${key}"; headers.Authorization = "Token " + k;`), [
      'fleetio-api-key',
    ]);
    assert.deepEqual(
      rulesIn(`// fleetio\nconst payload = "${key}"; throw Error("Token payload is wrong");`),
      [],
    );
  });

  it('finds keys between letters of any script', () => {
    for (const [before, after] of [
      ['Fleetio api key 令牌是', ''],
      ['FleetioのAPIキー: api key ', 'です'],
      ['fleetio api key: ł/', ''],
      ['fleetio_api_key="', 'ł'],
    ]) {
      assert.deepEqual(rulesIn(`${before}${inventedKey(1)}${after}`), ['fleetio-api-key'], before);
    }
  });

  it('takes an entry for what it is called itself', () => {
    const sum = inventedKey(1);
    assert.deepEqual(
      rulesIn(`[{"name":"FLEETIO_API_KEY","value":"x"},{"name":"FOO","meta":{"a":1},"value":"${sum}"}]`),
      [],
    );
  });

  it('tells of every place of what it found', () => {
    const key = inventedKey(1);
    assert.deepEqual(rulesIn(`fleetio_api_key = "${key}"\n\n\n\n\nrun("${key}")\n`).length, 2);
  });

  it('takes values with the same surroundings for the same, whatever their numbers are', () => {
    const line = (name: string, number: number): string =>
      `  "${name}": "${inventedKey(number)}", // ${number}\n`;
    const names = Array.from({ length: 400 }, (_, at) => (at % 3 === 0 ? 'fleetioApiKey' : 'checksum'));
    const text = names.map((name, at) => line(name, at)).join('');
    const found = detect(text, { path: 'many.json', fleetioWorkspace: true }).map((one) =>
      secretIn(text, one),
    );
    assert.deepEqual(
      found,
      names.flatMap((name, at) => (name === 'checksum' ? [] : [inventedKey(at)])),
    );
  });

  it('is sure of an account token that is called Fleetio’s, whatever the key beside it is', () => {
    const { text } = fill('FLEETIO_ACCOUNT_TOKEN={{account:1}}\nCRM_API_KEY={{key:1}}\n');
    const found = detect(text, { path: 'prod.env', fleetioWorkspace: true });
    assert.deepEqual(found.map(({ rule, confidence }) => [rule, confidence]).sort(), [
      ['fleetio-account-token', 'high'],
      ['fleetio-api-key', 'low'],
    ]);
  });

  it('says nothing on a scheme word alone where nothing has to do with Fleetio', () => {
    const { text } = fill('Authorization: Token {{key:1}}');
    assert.deepEqual(detect(text, { path: 'api.http', fleetioWorkspace: false }), []);
    assert.equal(detect(text, { path: 'api.http', fleetioWorkspace: true }).length, 1);
  });
});
