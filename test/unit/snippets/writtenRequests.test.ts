import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ENDPOINTS, endpointSnippet } from '../../../src/snippets/endpoints';
import { prettyJson } from '../../../src/snippets/prettyJson';
import { TARGETS } from '../../../src/snippets/targets';
import { requestsInCode, requestsInHttpFile, subjectOf } from '../../../src/snippets/writtenRequests';
import { HOSTILE_PARAMS } from './hostileValues';

const API = { apiUrl: 'https://secure.fleetio.com/api', apiVersion: '2025-05-05' } as const;
const API_URLS = [API.apiUrl];

describe('the requests in a text', () => {
  for (const target of TARGETS) {
    it(`are found again in what is generated: ${target.id}`, () => {
      const read = target.id === 'http' ? requestsInHttpFile : requestsInCode;
      for (const endpoint of ENDPOINTS.slice(0, 6)) {
        const ids = Object.fromEntries(endpoint.ids.map(({ part }) => [part, '12']));
        const request = endpointSnippet(endpoint, ids, {}, API);
        const params = [...request.params, ...HOSTILE_PARAMS];
        const found = read(target.emit({ ...request, params }), API_URLS);
        assert.deepEqual(
          found.map(({ method, path, params: sent }) => ({ method, path, params: sent })),
          [{ method: 'GET', path: request.path, params }],
        );
      }
    });
  }

  it('are read from an HTTP file with its own variables, queries over several lines and bodies', () => {
    const text = [
      '@base = https://secure.fleetio.com/api',
      '',
      '# Vehicles',
      'GET {{base}}/v1/vehicles',
      '  ?filter[name][like]=Van%2012',
      '  &per_page=10',
      'Authorization: Token {{$processEnv FLEETIO_API_KEY}}',
      '',
      '### Create a meter entry',
      'POST {{base}}/meter_entries HTTP/1.1',
      'Content-Type: application/json',
      '',
      '{ "vehicle_id": 1042, "value": 12 }',
      '###',
      'GET https://example.test/api/vehicles',
      '### Needs the answer before it',
      'GET {{base}}/vehicles?start_cursor={{list.response.body.$.next_cursor}}',
    ].join('\r\n');
    assert.deepEqual(requestsInHttpFile(text, API_URLS), [
      {
        line: 3,
        method: 'GET',
        path: '/v1/vehicles',
        params: [
          ['filter[name][like]', 'Van 12'],
          ['per_page', '10'],
        ],
      },
      {
        line: 9,
        method: 'POST',
        path: '/meter_entries',
        params: [],
        body: '{ "vehicle_id": 1042, "value": 12 }',
      },
    ]);
  });

  it('are those to the API alone', () => {
    for (const url of [
      'https://secure.fleetio.com/vehicles',
      'https://secure.fleetio.com/api/../vehicles',
      'https://secure.fleetio.com.example.test/api/vehicles',
      'https://key@secure.fleetio.com/api/vehicles',
      'http://secure.fleetio.com/api/vehicles',
    ]) {
      assert.deepEqual(requestsInHttpFile(`GET ${url}`, API_URLS), [], url);
      assert.deepEqual(requestsInCode(`// GET ${url}`, API_URLS), [], url);
    }
  });

  it('say what they are about', () => {
    assert.deepEqual(subjectOf('/v1/vehicles/1042/meter_entries'), { singular: 'Meter Entry' });
    assert.deepEqual(subjectOf('/vehicles/1042'), { singular: 'Vehicle', id: '1042' });
    assert.equal(subjectOf('/starships/1'), undefined);
  });
});

describe('pretty JSON', () => {
  it('is what JSON.stringify writes, with every digit of the numbers', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const compact = JSON.stringify(value);
        assert.equal(prettyJson(compact), JSON.stringify(JSON.parse(compact), null, 2));
      }),
    );
    assert.equal(prettyJson('{"a":12345678901234567890.10}'), '{\n  "a": 12345678901234567890.10\n}');
    assert.equal(prettyJson('HTTP Token: Access denied.'), undefined);
  });
});
