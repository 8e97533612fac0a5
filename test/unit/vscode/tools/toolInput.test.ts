import assert from 'node:assert/strict';
import { FleetioError } from '../../../../src/fleetio/errors';
import { readAddress, readChoice, readInput, readPageInput } from '../../../../src/vscode/tools/toolInput';

describe('The input of a tool', () => {
  it('becomes a page to ask for', () => {
    const input = {
      vehicleId: 1042,
      filters: [{ field: 'date', operator: 'gte', value: '2026-01-01' }],
      sort: { field: 'date' },
      archived: false,
      cursor: 'c:x',
    };
    assert.deepEqual(readPageInput(input, 'fuel_entries'), {
      query: {
        resource: 'fuel_entries',
        vehicleId: '1042',
        filters: [{ field: 'date', operator: 'gte', value: '2026-01-01' }],
        sort: { field: 'date', direction: 'asc' },
        archived: false,
        perPage: 25,
      },
      cursor: 'c:x',
    });
  });

  it('takes nothing for what a model fills in emptily', () => {
    const input = { vehicleId: '', filters: [], sort: null, archived: null, perPage: null, cursor: '' };
    assert.deepEqual(readPageInput(input, 'vehicles'), {
      query: { resource: 'vehicles', perPage: 25 },
      cursor: undefined,
    });
  });

  it('becomes an address, with the vehicle only where the path needs it', () => {
    assert.deepEqual(readAddress({ id: 5, vehicleId: '7' }, 'fuel_entries'), {
      resource: 'fuel_entries',
      id: '5',
    });
    assert.deepEqual(readAddress({ vehicleId: '7' }, 'current_assignment'), {
      resource: 'current_assignment',
      vehicleId: '7',
    });
  });

  it('is refused in words that name what is possible', () => {
    const refusals: readonly [() => unknown, RegExp][] = [
      [() => readInput(['x']), /The input is no object/],
      [() => readChoice({ resource: 'cars' }, 'resource', ['vehicles']), /"cars"; possible: vehicles/],
      [() => readChoice({}, 'target', ['go', 'r']), /"target" is missing; possible: go, r/],
      [() => readPageInput({ filters: 'x' }, 'vehicles'), /"filters" is an array/],
      [() => readPageInput({ filters: ['x'] }, 'vehicles'), /no object/],
      [
        () => readPageInput({ filters: [{ operator: 'is' }] }, 'vehicles'),
        /"operator" is "is"; possible: eq, like/,
      ],
      [() => readPageInput({ archived: 'yes' }, 'vehicles'), /"archived" is true or false/],
      [() => readPageInput({ cursor: {} }, 'vehicles'), /"cursor" is a text/],
    ];
    for (const [read, words] of refusals) {
      assert.throws(read, (error) => {
        assert.ok(error instanceof FleetioError && error.kind === 'invalidRequest');
        assert.match(error.message, words);
        return true;
      });
    }
  });
});
