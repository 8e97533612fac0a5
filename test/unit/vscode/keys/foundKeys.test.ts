import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findKeys } from '../../../../src/vscode/keys/foundKeys';
import { makeIgnored } from '../../../../src/vscode/keys/gitIgnore';
import { git, Repository } from '../../leaks/repository';

const sha1 = (text: string): string => createHash('sha1').update(text).digest('hex');
const key = sha1('example-1');
const token = `${sha1('example-account').slice(0, 9)}f`;

describe('findKeys', () => {
  it('pairs a key with the account token beside it, whatever their names', () => {
    for (const text of [
      `FLEETIO_API_KEY=${key}\nFLEETIO_ACCOUNT_TOKEN=${token}\n`,
      `# fleetio\nAPI_KEY="Token ${key}"\nACCOUNT_TOKEN="${token}"\n`,
      `Authorization: Token ${key}\nAccount-Token: ${token}\n`,
    ]) {
      const [found, ...more] = findKeys(text, '.env');
      assert.deepEqual([found?.apiKey, found?.accountToken, more.length], [key, token, 0], text);
      assert.deepEqual(
        found?.spans.map(({ start, end }) => text.slice(start, end)),
        [key, token],
      );
    }
  });

  it('gives each of two keys the token that stands nearest to it', () => {
    const second = { key: sha1('example-2'), token: `${sha1('example-account-2').slice(0, 9)}e` };
    const text = [
      `FLEETIO_API_KEY=${key}`,
      `FLEETIO_ACCOUNT_TOKEN=${token}`,
      '# the other account',
      `FLEETIO_B_API_KEY=${second.key}`,
      `FLEETIO_B_ACCOUNT_TOKEN=${second.token}`,
    ].join('\n');
    assert.deepEqual(
      findKeys(text, '.env').map(({ apiKey, accountToken }) => [apiKey, accountToken]),
      [
        [key, token],
        [second.key, second.token],
      ],
    );
  });

  it('finds a key of a shape that only its name gives away, and a key without a token', () => {
    const short = 'abcdefghij0123456789abcdef';
    const [found] = findKeys(`FLEETIO_API_KEY=${short}\n`, '.env');
    assert.deepEqual([found?.apiKey, found?.accountToken], [short, '']);
  });

  it('finds nothing in placeholders and in settings of others', () => {
    const text = 'FLEETIO_API_KEY=your-api-key\nDATABASE_URL=postgres://db/fleet\n';
    assert.deepEqual(findKeys(text, '.env.example'), []);
  });
});

describe('makeIgnored', () => {
  let repository: Repository;

  beforeEach(() => {
    repository = Repository.create();
  });
  afterEach(() => {
    repository.remove();
  });

  it('names the file in .gitignore, below what is there', async () => {
    repository.write('.gitignore', 'dist');
    assert.equal(await makeIgnored(repository.file('.env'), git), true);
    assert.equal(readFileSync(repository.file('.gitignore'), 'utf8'), 'dist\n/.env\n');
    assert.equal(await makeIgnored(repository.file('.env'), git), true);
    assert.equal(readFileSync(repository.file('.gitignore'), 'utf8'), 'dist\n/.env\n');
  });

  it('names it in the nearest .gitignore, and makes one at the root where there is none', async () => {
    repository.write('.gitignore', 'dist\n');
    repository.write('app/[a]/.env', 'A=1\n');
    assert.equal(await makeIgnored(repository.file('app/[a]/.env'), git), true);
    assert.equal(readFileSync(repository.file('.gitignore'), 'utf8'), 'dist\n/app/\\[a\\]/.env\n');
    rmSync(repository.file('.gitignore'));
    assert.equal(await makeIgnored(repository.file('app/[a]/.env'), git), true);
    assert.equal(readFileSync(repository.file('.gitignore'), 'utf8'), '/app/\\[a\\]/.env\n');
  });

  it('takes a tracked file out of the index and leaves it on disk', async () => {
    repository.commit('.env', 'A=1\n');
    assert.equal(await makeIgnored(repository.file('.env'), git), true);
    assert.equal(repository.git('ls-files'), '');
    assert.equal(readFileSync(repository.file('.env'), 'utf8'), 'A=1\n');
  });

  it('says so where it is in no repository', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'fleetio-plain-'));
    assert.equal(await makeIgnored(path.join(folder, '.env'), git), false);
    rmSync(folder, { recursive: true });
  });
});
