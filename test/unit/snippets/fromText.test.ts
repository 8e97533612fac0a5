import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { FleetioError } from '../../../src/fleetio/errors';
import { requestFromText } from '../../../src/snippets/fromText';
import { listSnippet, recordSnippet, type SnippetRequest } from '../../../src/snippets/model';
import { shellWords } from '../../../src/snippets/shellWords';
import { TARGETS } from '../../../src/snippets/targets';
import { HOSTILE_VALUES } from './hostileValues';

const API = { apiUrl: 'https://secure.fleetio.com/api', apiVersion: '2025-05-05' } as const;
const KEY = createHash('sha1').update('example-1').digest('hex');
const ACCOUNT = createHash('sha1').update('example-account').digest('hex').slice(0, 10);

function read(text: string, api: typeof API = API): SnippetRequest | undefined {
  return requestFromText(text, api);
}

describe('a request from text', () => {
  it('reads lists, records and what hangs on a vehicle, with or without a number in the path', () => {
    const cases: readonly (readonly [string, SnippetRequest])[] = [
      ['vehicles', listSnippet({ resource: 'vehicles' }, API)],
      ['v1/vehicles/', listSnippet({ resource: 'vehicles' }, API)],
      ['vehicles/archived', listSnippet({ resource: 'vehicles', archived: true }, API)],
      ['v1/vehicles/1042', recordSnippet({ resource: 'vehicles', id: '1042' }, API)],
      ['vehicles/ref:A%207', recordSnippet({ resource: 'vehicles', id: 'ref:A 7' }, API)],
      ['v1/vehicles/1042/fuel_entries', listSnippet({ resource: 'fuel_entries', vehicleId: '1042' }, API)],
      ['meter_entries', listSnippet({ resource: 'meter_entries' }, API)],
      ['v2/service_entries/9', recordSnippet({ resource: 'service_entries', id: '9' }, API)],
      ['v1/users/me', recordSnippet({ resource: 'users' }, API)],
    ];
    for (const [path, expected] of cases) {
      assert.deepEqual(read(`https://secure.fleetio.com/api/${path}`), expected, path);
    }
  });

  it('reads filters and sorts of both styles, and begins at the first page', () => {
    const expected = listSnippet(
      {
        resource: 'vehicles',
        filters: [
          { field: 'name', operator: 'like', value: "O'Neil & Söhne" },
          { field: 'created_at', operator: 'gte', value: '2026-01-01' },
        ],
        sort: { field: 'name', direction: 'desc' },
        perPage: 20,
      },
      API,
    );
    const base = 'https://secure.fleetio.com/api/v1/vehicles';
    assert.deepEqual(
      read(
        `${base}?filter[name][like]=O'Neil+%26+S%C3%B6hne&filter%5Bcreated_at%5D%5Bgte%5D=2026-01-01&sort[name]=desc&per_page=20&start_cursor=MTA0Mg==`,
      ),
      expected,
    );
    assert.deepEqual(
      read(
        `${base}?q[name_cont]=O'Neil+%26+S%C3%B6hne&q[created_at_gteq]=2026-01-01&q[s]=name+desc&per=20&page=3`,
      ),
      expected,
    );
  });

  it('reads a page of the web app, and leaves its account token behind', () => {
    const record = read(`https://secure.fleetio.com/${ACCOUNT}/vehicles/1042`);
    assert.deepEqual(record, recordSnippet({ resource: 'vehicles', id: '1042' }, API));
    assert.deepEqual(
      read(`https://secure.fleetio.com/${ACCOUNT}/issues?q=x`),
      listSnippet({ resource: 'issues' }, API),
    );
  });

  it('reads what every HTTP client prints as curl, and leaves the secrets behind', () => {
    const commands = [
      `curl -H "Authorization: Token ${KEY}" -H 'Account-Token: ${ACCOUNT}' -H 'X-Api-Version: 2024-06-30' 'https://secure.fleetio.com/api/v1/vehicles?filter[name][like]=O%27Neil'`,
      `curl --location --request GET "https://secure.fleetio.com/api/v1/vehicles?filter[name][like]=O'Neil" \\\n  --header "Authorization: Token token=\\"${KEY}\\"" \\\r\n  --header 'x-api-version: 2024-06-30'`,
      `curl -sSG https://secure.fleetio.com/api/v1/vehicles --data-urlencode 'filter[name][like]=O'\\''Neil' -H 'Account-Token: ${ACCOUNT}' -H 'X-Api-Version: 2024-06-30'`,
      `curl -XGET -o out.json --url $'https://secure.fleetio.com/api/v1/vehicles?filter[name][like]=O\\'Neil' -H'X-Api-Version: 2024-06-30'`,
    ];
    const filters = [{ field: 'name', operator: 'like', value: "O'Neil" }] as const;
    for (const command of commands) {
      const request = read(command);
      assert.deepEqual(
        request,
        listSnippet({ resource: 'vehicles', filters }, { ...API, apiVersion: '2024-06-30' }),
      );
      for (const target of TARGETS) {
        const text = target.emit(request);
        assert.ok(!text.includes(KEY) && !text.includes(ACCOUNT), target.id);
      }
    }
  });

  it('reads what the curl target writes', () => {
    const curl = TARGETS.find(({ id }) => id === 'curl')!;
    for (const value of HOSTILE_VALUES) {
      const request = listSnippet(
        { resource: 'vehicles', filters: [{ field: 'name', operator: 'eq', value }] },
        API,
      );
      const [, call = ''] = /^ {2}get ((?:.*\\\n)*.*)/m.exec(curl.emit(request, { pages: 'one' })) ?? [];
      // What cannot be seen is written in bytes, which nobody else's commands hold.
      if (!call.includes('\\x')) {
        assert.deepEqual(read(`curl --get ${call}`), request, value);
      }
    }
  });

  it('refuses what changes something, and what the catalogue does not know', () => {
    for (const text of [
      'curl -X DELETE https://secure.fleetio.com/api/vehicles/1042',
      `curl https://secure.fleetio.com/api/vehicles -d '{"name":"Van 12"}'`,
      'curl -X GET https://secure.fleetio.com/api/vehicles -d x=y',
      'https://secure.fleetio.com/api/starships',
      'https://secure.fleetio.com/api/vehicles/1042/fuel_entries/1/2',
      'https://secure.fleetio.com/api/vehicles/%E0%A4%A',
      `https://secure.fleetio.com/api/vehicles?key=${KEY}`,
      'https://secure.fleetio.com/api/vehicles?filter[name][near]=x',
      `https://secure.fleetio.com/${ACCOUNT}/dashboard`,
    ]) {
      assert.throws(
        () => read(text),
        (error) =>
          error instanceof FleetioError && error.kind === 'invalidRequest' && !error.message.includes(KEY),
        text,
      );
    }
  });

  it('takes nothing else for a request', () => {
    for (const text of [
      '',
      'vehicles',
      'curl',
      'curl -H "Account-Token: x"',
      'curl constructor',
      'wget https://secure.fleetio.com/api/vehicles',
      'https://secure.fleetio.com',
      'https://secure.fleetio.com.example.test/api/vehicles',
      'https://example.test/api/vehicles',
      'https://secure.fleetio.com@example.test/api/vehicles',
      "curl 'https://secure.fleetio.com/api/vehicles",
      'text with a https://secure.fleetio.com/api/vehicles in it',
    ]) {
      assert.equal(read(text), undefined, text);
    }
  });

  it('reads requests to the server of the key as well', () => {
    const api = { ...API, apiUrl: 'http://127.0.0.1:4010/api' };
    assert.deepEqual(
      requestFromText('http://127.0.0.1:4010/api/vehicles', api),
      listSnippet({ resource: 'vehicles' }, api),
    );
  });

  it('splits words as a shell does, whatever is in them', () => {
    const quoted = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 }), (words) => {
        assert.deepEqual(shellWords(words.map(quoted).join('  ')), words);
      }),
    );
  });
});
