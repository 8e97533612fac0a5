import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { apiKeyProblem, cleanApiKey, readAccountToken } from '../../../src/keys/input';

const key = createHash('sha1').update('example-1').digest('hex');

describe('cleanApiKey', () => {
  const pasted = [
    key,
    `  ${key}\n`,
    `Token ${key}`,
    `token ${key}`,
    `Token token=${key}`,
    `Token token="${key}"`,
    `"${key}"`,
    `'Token ${key}',`,
    `Authorization: Token ${key}`,
    `"Authorization": "Token ${key}",`,
    `Authorization=Token ${key};`,
    `Bearer ${key}`,
    `\`${key}\``,
    `FLEETIO_API_KEY="${key}"`,
    `export FLEETIO_API_KEY=${key}`,
  ];
  for (const text of pasted) {
    it(`finds the key in ${JSON.stringify(text.replace(key, 'KEY'))}`, () => {
      assert.equal(cleanApiKey(text), key);
    });
  }

  it('leaves a key alone that begins like a scheme word', () => {
    assert.equal(cleanApiKey('tokenaaaabbbbccccdddd1234'), 'tokenaaaabbbbccccdddd1234');
  });

  it('leaves what is no key as it is, for the person to see', () => {
    assert.equal(cleanApiKey('not a key'), 'not a key');
  });
});

describe('apiKeyProblem', () => {
  it('accepts the shapes that are known', () => {
    assert.equal(apiKeyProblem(key), undefined);
    assert.equal(apiKeyProblem('abcdefghij0123456789abcdef'), undefined);
  });

  it('tells an account token and other mistakes apart', () => {
    assert.equal(apiKeyProblem(''), 'empty');
    assert.equal(apiKeyProblem('abc123'), 'looksLikeAccountToken');
    assert.equal(apiKeyProblem('two words of text that are long'), 'wrongShape');
    assert.equal(apiKeyProblem(`${key}${key}`), 'wrongShape');
  });
});

describe('readAccountToken', () => {
  const accepted = [
    'abc123',
    ' abc123 ',
    '"abc123"',
    'Account-Token: abc123',
    'https://secure.fleetio.com/abc123/dashboard',
    'https://secure.fleetio.com/abc123',
    'http://secure.fleetio.com/abc123/vehicles/1042?tab=fuel#top',
    'secure.fleetio.com/abc123/vehicles',
  ];
  for (const text of accepted) {
    it(`reads ${text}`, () => {
      assert.equal(readAccountToken(text), 'abc123');
    });
  }

  const refused = [
    '',
    'abc',
    'two words',
    'https://secure.fleetio.com/api/v1/vehicles',
    'https://secure.fleetio.com/api_keys',
    'https://secure.fleetio.com/',
    'https://fleetio.com.example.test/abc123/dashboard',
    'https://example.test/abc123/dashboard',
    'https://',
  ];
  for (const text of refused) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      assert.equal(readAccountToken(text), undefined);
    });
  }
});
