import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { SecretGuard } from '../../../../src/vscode/tools/secretGuard';

const apiKey = createHash('sha1').update('example-1').digest('hex');
const accountToken = 'a1b2c3d4e5';
const guard = new SecretGuard([apiKey, accountToken, '']);

describe('SecretGuard', () => {
  it('takes stored secrets out of every text of an answer, and leaves valid JSON', () => {
    const answer = {
      comment: `authorization: Token ${apiKey.toUpperCase()}`,
      nested: [{ note: `use ${accountToken} for it` }],
      count: 3,
    };
    assert.deepEqual(JSON.parse(guard.json(answer)), {
      comment: 'authorization: [redacted]',
      nested: [{ note: 'use [redacted] for it' }],
      count: 3,
    });
  });

  it('takes out what a field is called after, known or not', () => {
    const custom = { custom_fields: { 'API Key': 'x1y2z3', account_token: 'y', token_ring: 'kept' } };
    assert.equal(
      guard.json(custom),
      '{"custom_fields":{"API Key":"[redacted]","account_token":"[redacted]","token_ring":"kept"}}',
    );
  });

  it('refuses a stored secret in what goes into a URL or into code', () => {
    for (const secret of [apiKey, accountToken.toUpperCase()]) {
      assert.throws(() => {
        guard.refuse(JSON.stringify({ filters: [{ value: `x${secret}y` }] }));
      }, /has no place in here/);
    }
    guard.refuse('a1b2');
    guard.refuse('');
  });
});
