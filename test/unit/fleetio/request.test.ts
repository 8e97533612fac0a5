import assert from 'node:assert/strict';
import fc from 'fast-check';
import { FleetioError } from '../../../src/fleetio/errors';
import {
  listRequest,
  recordRequest,
  requestUrl,
  type ListQuery,
  type RecordAddress,
} from '../../../src/fleetio/request';
import { RESOURCES, type ResourceId } from '../../../src/fleetio/resources';
import { API_VERSIONS, type ApiVersion } from '../../../src/fleetio/versions';

const BUSY: ListQuery = {
  resource: 'fuel_entries',
  vehicleId: 1042,
  filters: [
    { field: 'date', operator: 'gte', value: '2025-03-01' },
    { field: 'external_id', operator: 'like', value: 'A 7' },
  ],
  sort: { field: 'date', direction: 'desc' },
  perPage: 10,
};

describe('listRequest', () => {
  it('writes a list in the style of each version', () => {
    const old = [
      ['q[date_gteq]', '2025-03-01'],
      ['q[external_id_cont]', 'A 7'],
      ['q[s]', 'date desc'],
      ['per', '10'],
    ];
    const now = [
      ['filter[date][gte]', '2025-03-01'],
      ['filter[external_id][like]', 'A 7'],
      ['sort[date]', 'desc'],
      ['per_page', '10'],
    ];
    const v1 = '/v1/vehicles/1042/fuel_entries';
    const expected: Readonly<Record<ApiVersion, unknown>> = {
      '2023-03-01': { resource: 'fuel_entries', path: v1, pagination: 'page', params: old },
      '2024-01-01': { resource: 'fuel_entries', path: v1, pagination: 'page', params: old },
      '2024-03-15': { resource: 'fuel_entries', path: v1, pagination: 'page', params: old },
      '2024-06-30': { resource: 'fuel_entries', path: v1, pagination: 'cursor', params: now },
      '2025-05-05': {
        resource: 'fuel_entries',
        path: '/vehicles/1042/fuel_entries',
        pagination: 'cursor',
        params: now,
      },
    };
    for (const version of API_VERSIONS) {
      assert.deepEqual(listRequest(BUSY, version), expected[version], version);
    }
  });

  /** What is asked for, in the first version, and in the newest one. */
  const paths: readonly [ListQuery, string, string][] = [
    [{ resource: 'vehicles' }, '/v1/vehicles', '/vehicles'],
    [{ resource: 'vehicles', archived: true }, '/v1/vehicles/archived', '/vehicles/archived'],
    [{ resource: 'issues' }, '/v2/issues', '/issues'],
    [{ resource: 'issues', vehicleId: 7 }, '/v1/vehicles/7/issues', '/vehicles/7/issues'],
    [
      { resource: 'meter_entries', vehicleId: 'accounting_id:9 8/7' },
      '/v1/vehicles/accounting_id:9%208%2F7/meter_entries',
      '/vehicles/accounting_id:9%208%2F7/meter_entries',
    ],
    [
      { resource: 'service_entry_line_items', parentId: 5 },
      '/v2/service_entries/5/service_entry_line_items',
      '/service_entries/5/service_entry_line_items',
    ],
    [
      { resource: 'equipment_assignments', parentId: 5 },
      '/v1/equipment/5/assignments',
      '/equipment/5/assignments',
    ],
  ];
  for (const [query, first, newest] of paths) {
    it(`finds ${first}`, () => {
      assert.equal(listRequest(query, '2023-03-01').path, first);
      assert.equal(listRequest(query, '2025-05-05').path, newest);
    });
  }

  it('ties a list to its vehicle by filters where there is no path', () => {
    assert.deepEqual(listRequest({ resource: 'comments', vehicleId: 7 }, '2025-05-05').params, [
      ['filter[commentable_type][eq]', 'Vehicle'],
      ['filter[commentable_id][eq]', '7'],
    ]);
    assert.deepEqual(listRequest({ resource: 'work_orders', vehicleId: 7 }, '2023-03-01').params, [
      ['q[vehicle_id_eq]', '7'],
    ]);
  });

  const refused: readonly [string, ListQuery, ApiVersion, RegExp][] = [
    [
      'an unknown filter',
      list('vehicles', 'wheels', 'eq', '4'),
      '2025-05-05',
      /"wheels"; possible: name, vin/,
    ],
    [
      'a comparison that a field has not',
      list('vehicles', 'name', 'gt', 'A'),
      '2025-05-05',
      /"gt"; possible: like, eq/,
    ],
    ['a filter that came later', list('vehicles', 'group_id', 'eq', '1'), '2024-06-30', /"group_id"/],
    ['an empty value', list('vehicles', 'name', 'eq', ' '), '2025-05-05', /no value/],
    [
      'a value that is never there',
      list('service_entries', 'status', 'include', 'pending,lost'),
      '2025-05-05',
      /never "lost"/,
    ],
    [
      'the vehicle by a filter below its path',
      { ...list('meter_entries', 'vehicle_id', 'eq', '1'), vehicleId: 1 },
      '2025-05-05',
      /"vehicle_id"/,
    ],
    [
      'two vehicles at once',
      { ...list('faults', 'vehicle_id', 'eq', '2'), vehicleId: 1 },
      '2025-05-05',
      /twice/,
    ],
    [
      'an unknown sort',
      { resource: 'vehicles', sort: { field: 'vin', direction: 'asc' } },
      '2025-05-05',
      /sorted/,
    ],
    ['a page of one', { resource: 'vehicles', perPage: 1 }, '2025-05-05', /2 to 100/],
    ['a page of 101', { resource: 'vehicles', perPage: 101 }, '2025-05-05', /2 to 100/],
    ['a vehicle where none belongs', { resource: 'vendors', vehicleId: 1 }, '2025-05-05', /do not belong/],
    [
      'a vehicle in place of equipment',
      { resource: 'equipment_assignments', vehicleId: 1 },
      '2025-05-05',
      /do not belong/,
    ],
    [
      'an id that climbs the path',
      { resource: 'issues', vehicleId: '../accounts' },
      '2025-05-05',
      /key:value/,
    ],
    ['an external id in a filter', { resource: 'faults', vehicleId: 'vin:1' }, '2025-05-05', /digits/],
    ['no parent', { resource: 'service_entry_line_items' }, '2025-05-05', /missing/],
    ['a list of one', { resource: 'users' }, '2025-05-05', /cannot be listed/],
    ['archived issues', { resource: 'issues', archived: true }, '2025-05-05', /archived/],
  ];
  for (const [what, query, version, words] of refused) {
    it(`refuses ${what}, in plain words`, () => {
      assert.throws(
        () => listRequest(query, version),
        (error) =>
          error instanceof FleetioError && error.kind === 'invalidRequest' && words.test(error.message),
      );
    });
  }
});

describe('recordRequest', () => {
  const paths: readonly [RecordAddress, string, string][] = [
    [{ resource: 'vehicles', id: 7 }, '/v1/vehicles/7', '/vehicles/7'],
    [{ resource: 'vehicles', id: "vin:1'(x)" }, '/v1/vehicles/vin:1%27%28x%29', '/vehicles/vin:1%27%28x%29'],
    [{ resource: 'work_orders', id: '7' }, '/v2/work_orders/7', '/work_orders/7'],
    [
      { resource: 'location_entries', vehicleId: 7, id: 9 },
      '/v1/vehicles/7/location_entries/9',
      '/vehicles/7/location_entries/9',
    ],
    [
      { resource: 'current_assignment', vehicleId: 7 },
      '/v1/vehicles/7/current_assignment',
      '/vehicles/7/current_assignment',
    ],
    [{ resource: 'users' }, '/v1/users/me', '/users/me'],
    [{ resource: 'bulk_api_jobs', id: 3 }, '/v1/bulk_api_jobs/3', '/bulk_api_jobs/3'],
  ];
  for (const [address, first, newest] of paths) {
    it(`finds ${first}`, () => {
      assert.equal(recordRequest(address, '2023-03-01').path, first);
      assert.equal(recordRequest(address, '2025-05-05').path, newest);
    });
  }

  it('refuses what cannot be an id, and what has no path', () => {
    for (const id of ['', '0', '-1', '1.5', 'name', ':x', 'a:', '../1', NaN, undefined]) {
      assert.throws(
        () => recordRequest({ resource: 'vehicles', ...(id !== undefined && { id }) }, '2025-05-05'),
        FleetioError,
      );
    }
    assert.throws(
      () => recordRequest({ resource: 'work_orders', id: 'number:7' }, '2025-05-05'),
      FleetioError,
    );
    assert.throws(() => recordRequest({ resource: 'issue_priorities', id: 1 }, '2025-05-05'), FleetioError);
  });
});

describe('requestUrl', () => {
  it('carries every filter through, whatever its value', () => {
    const resources = Object.keys(RESOURCES) as ResourceId[];
    const filterable = resources.filter((id) => {
      const { parent, readable = 'list' } = RESOURCES[id];
      return parent === undefined && !['record', 'single'].includes(readable);
    });
    const value = fc.string({ unit: 'binary', minLength: 1 }).filter((text) => text.trim() !== '');
    fc.assert(
      fc.property(
        fc.constantFrom(...filterable),
        fc.constantFrom(...API_VERSIONS),
        value,
        (resource, version, text) => {
          const { filters } = RESOURCES[resource];
          for (const { field, operators, values, since = version } of filters) {
            if (since > version) {
              continue;
            }
            const filter = { field, operator: operators[0]!, value: values?.[0] ?? text };
            const { params } = listRequest({ resource, filters: [filter] }, version);
            const url = new URL(requestUrl('https://fleetio.example.test/api', { path: '/x', params }));
            assert.deepEqual([...url.searchParams], [[params[0]![0], filter.value]]);
            assert.match(params[0]![0], /^(?:filter\[\w+\]\[\w+\]|q\[\w+\])$/);
          }
        },
      ),
    );
  });

  it('writes a value that is no valid text as its nearest one', () => {
    const url = requestUrl('https://x.test', { path: '/x', params: [['a', 'b\uD800c']] });
    assert.equal(url, 'https://x.test/x?a=b%EF%BF%BDc');
  });
});

function list(
  resource: ResourceId,
  field: string,
  operator: 'eq' | 'gt' | 'include',
  value: string,
): ListQuery {
  return { resource, filters: [{ field, operator, value }] };
}
