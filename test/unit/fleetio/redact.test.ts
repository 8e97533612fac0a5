import assert from 'node:assert/strict';
import fc from 'fast-check';
import { redactHeaders, redactor } from '../../../src/fleetio/redact';

const KEY = 'k3'.repeat(20);
const TOKEN = 'acc0unt123';

describe('redactor', () => {
  const redact = redactor([KEY, TOKEN, undefined, '']);

  it('takes known secrets out wherever they stand, in either case', () => {
    const secret = fc.constantFrom(KEY, TOKEN, KEY.toUpperCase());
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), secret)), (parts) => {
        const text = redact(parts.join('')).toLowerCase();
        assert.ok(!text.includes(KEY) && !text.includes(TOKEN), text);
      }),
    );
  });

  it('takes a known secret literally', () => {
    assert.equal(redactor(['a.b*c'])('a.b*c and aXbbc'), '[redacted] and aXbbc');
  });

  const shapes: readonly [string, string][] = [
    [`Authorization: Token ${'x1'.repeat(20)}\nHost: x`, 'Authorization: [redacted]\nHost: x'],
    ['ACCOUNT-TOKEN: abc123def0', 'ACCOUNT-TOKEN: [redacted]'],
    ["{ 'account-token': 'abc123def0' }", "{ 'account-token': [redacted]"],
    [`sent Token token="${'x1'.repeat(20)}" twice`, 'sent Token token="[redacted]" twice'],
    [`bearer ${'x1'.repeat(20)}`, 'bearer [redacted]'],
    ['{"id":1,"token":"abc123","name":"A"}', '{"id":1,"token":"[redacted]","name":"A"}'],
    ['proxy http://sam:secret@proxy:8080/ failed', 'proxy http://[redacted]@proxy:8080/ failed'],
  ];
  for (const [text, expected] of shapes) {
    it(`knows the shape in ${expected}`, () => {
      assert.equal(redactor()(text), expected);
    });
  }

  it('leaves what is no secret', () => {
    const harmless =
      'Token authentication failed for https://secure.fleetio.com/api/vehicles/1042?per_page=50';
    assert.equal(redact(harmless), harmless);
  });
});

describe('redactHeaders', () => {
  it('keeps every header, and the value of those that hold no secret', () => {
    const headers = {
      Authorization: `Token ${KEY}`,
      'aCCOUNT-tOKEN': TOKEN,
      Accept: 'json',
      'X-Echo': `a ${KEY}`,
    };
    assert.deepEqual(redactHeaders(headers, redactor([KEY, TOKEN])), {
      Authorization: '[redacted]',
      'aCCOUNT-tOKEN': '[redacted]',
      Accept: 'json',
      'X-Echo': 'a [redacted]',
    });
  });
});
