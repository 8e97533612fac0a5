import assert from 'node:assert/strict';
import { requestUrl } from '../../../src/fleetio/request';
import { RESOURCES } from '../../../src/fleetio/resources';
import { API_VERSIONS } from '../../../src/fleetio/versions';
import {
  ENDPOINTS,
  endpointSnippet,
  idProblem,
  type Endpoint,
  type EndpointIds,
} from '../../../src/snippets/endpoints';
import { requestFromText } from '../../../src/snippets/fromText';

const API = { apiUrl: 'https://secure.fleetio.com/api', apiVersion: '2025-05-05' } as const;
const IDS = { vehicleId: '1042', parentId: '7', id: '9' };

function idsOf({ ids }: Endpoint): EndpointIds {
  return Object.fromEntries(ids.map(({ part }) => [part, IDS[part]]));
}

describe('the endpoints', () => {
  it('are all that the catalogue has, each with words and a path of its own', () => {
    assert.deepEqual(
      new Set(ENDPOINTS.map(({ resource }) => resource)),
      new Set(Object.values(RESOURCES).map(({ id }) => id)),
    );
    assert.equal(new Set(ENDPOINTS.map(({ title }) => title)).size, ENDPOINTS.length);
    assert.equal(new Set(ENDPOINTS.map(({ path }) => path)).size, ENDPOINTS.length);
  });

  it('ask for the path that they show, in the newest version', () => {
    for (const endpoint of ENDPOINTS) {
      const { path } = endpointSnippet(endpoint, idsOf(endpoint), {}, API);
      const shown = endpoint.path
        .replace('?vehicle', '')
        .replace(':vehicle_id', '1042')
        .replace(/:\w+_id/, '7')
        .replace(':id', '9');
      assert.equal(path, shown);
    }
  });

  it('can be asked in every version, and are known again by their URL', () => {
    for (const apiVersion of API_VERSIONS) {
      for (const endpoint of ENDPOINTS) {
        const request = endpointSnippet(endpoint, idsOf(endpoint), {}, { ...API, apiVersion });
        const again = requestFromText(requestUrl(API.apiUrl, request), { ...API, apiVersion });
        assert.deepEqual(
          { path: again?.path, params: again?.params },
          { path: request.path, params: request.params },
          endpoint.title,
        );
      }
    }
  });

  it('say what is wrong with an id', () => {
    for (const endpoint of ENDPOINTS) {
      for (const id of endpoint.ids) {
        assert.equal(idProblem(endpoint, id, '12', API), undefined, endpoint.title);
        assert.match(idProblem(endpoint, id, 'twelve', API) ?? '', /digits/, endpoint.title);
      }
    }
  });
});
