import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { assignmentsIn, namedSecretsIn, withLines, withNames, withValues } from '../../../src/keys/envFile';

const key = createHash('sha1').update('example-1').digest('hex');

describe('a .env file', () => {
  it('is read as people write it', () => {
    const lines = [
      'PLAIN=one',
      'export EXPORTED=two',
      'DOUBLE="three # four"',
      "SINGLE='five'",
      ' SPACED = six ',
      'COMMENTED=seven # eight',
      'HASH=nine#ten',
      'OPEN="#eleven',
      'EMPTY=',
      '# COMMENT=eleven',
      'no assignment',
    ];
    for (const lineBreak of ['\n', '\r\n']) {
      const text = lines.join(lineBreak);
      const read = assignmentsIn(text);
      assert.deepEqual(
        read.map(({ name, value }) => `${name}=${value}`),
        [
          'PLAIN=one',
          'EXPORTED=two',
          'DOUBLE=three # four',
          'SINGLE=five',
          'SPACED=six',
          'COMMENTED=seven',
          'HASH=nine#ten',
          'OPEN="#eleven',
          'EMPTY=',
        ],
      );
      for (const { value, start, end } of read) {
        assert.equal(text.slice(start, end), value);
      }
    }
  });

  it('gets values in place, keeps all else, and gets at its end what it lacks', () => {
    const before = '# mine\r\nFLEETIO_API_KEY="old" # nightly\r\nOTHER=1';
    const after = withValues(before, { FLEETIO_API_KEY: key, FLEETIO_API_VERSION: '2025-05-05' });
    assert.equal(
      after,
      `# mine\r\nFLEETIO_API_KEY="${key}" # nightly\r\nOTHER=1\r\nFLEETIO_API_VERSION=2025-05-05\r\n`,
    );
    assert.equal(withValues('', { A: '1', B: '2' }), 'A=1\nB=2\n');
    assert.equal(withValues(`A=""\nB=''\nC= # none`, { A: '1', B: '2', C: '3' }), `A="1"\nB='2'\nC=3 # none`);
  });

  it('says the same after the same values a second time, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('A', '=', '"', "'", '#', ' ', '\n', '\r\n', 'x') }),
        (text) => {
          const values = { A: key, AA: 'abc123' };
          const once = withValues(text, values);
          assert.equal(withValues(once, values), once);
          assert.ok(assignmentsIn(once).some(({ name, value }) => name === 'A' && value === key));
        },
      ),
    );
  });

  it('gets names for an example without losing what it says', () => {
    const text = 'FLEETIO_API_KEY=ask-kim\n';
    assert.equal(
      withNames(text, { FLEETIO_API_KEY: 'your-api-key', FLEETIO_ACCOUNT_TOKEN: 'your-account-token' }),
      'FLEETIO_API_KEY=ask-kim\nFLEETIO_ACCOUNT_TOKEN=your-account-token\n',
    );
    assert.equal(withLines('a', []), 'a');
  });

  it('tells the keys and account tokens of Fleetio from placeholders and others', () => {
    const text = [
      `FLEETIO_API_KEY="Token ${key}"`,
      'FLEETIO_ACCOUNT_TOKEN=a1b2c3d4e5',
      'FLEETIO_OLD_KEY=your_api_key_here',
      'FLEETIO_SPARE_KEY=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      `OTHER_KEY=${key}`,
      'FLEETIO_API_URL=https://secure.fleetio.com/api',
    ].join('\n');
    const found = namedSecretsIn(text);
    assert.deepEqual(
      found.map(({ kind, name, value }) => [kind, name, value]),
      [
        ['apiKey', 'FLEETIO_API_KEY', key],
        ['accountToken', 'FLEETIO_ACCOUNT_TOKEN', 'a1b2c3d4e5'],
      ],
    );
    assert.equal(text.slice(found[0]!.start, found[0]!.end), key);
  });
});
