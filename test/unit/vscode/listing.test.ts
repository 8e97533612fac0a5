import assert from 'node:assert/strict';
import { listRequest } from '../../../src/fleetio/request';
import {
  ALL_VEHICLES,
  facetsOf,
  isNarrowed,
  listingQuery,
  narrowed,
  readListing,
} from '../../../src/vscode/explorer/listing';

const IN_SHOP = { id: 402, name: 'In Shop' };
const SPARE = { id: 5, name: 'spare' };
const CDL = { id: 3, name: 'cdl' };

describe('The listing of vehicles', () => {
  it('becomes the filters of the API', () => {
    const listing = narrowed(narrowed(ALL_VEHICLES, 'status', [IN_SHOP]), 'labels', [SPARE, CDL]);
    assert.deepEqual(listRequest(listingQuery(listing, '2025-05-05'), '2025-05-05').params, [
      ['filter[vehicle_status_id][eq]', '402'],
      ['filter[labels][include]', 'spare,cdl'],
      ['sort[name]', 'asc'],
    ]);
  });

  it('leaves out what an older version lacks', () => {
    assert.deepEqual(facetsOf('2024-01-01'), ['labels']);
    const listing = narrowed(ALL_VEHICLES, 'status', [IN_SHOP]);
    assert.equal(listingQuery(listing, '2024-01-01').filters, undefined);
  });

  it('lists archived vehicles apart', () => {
    const listing = { ...narrowed(ALL_VEHICLES, 'status', [IN_SHOP]), archived: true };
    assert.equal(listRequest(listingQuery(listing, '2025-05-05'), '2025-05-05').path, '/vehicles/archived');
    assert.equal(narrowed(listing, 'status', []).archived, false, 'a filter is for those in use');
  });

  it('is narrowed while a filter has a value', () => {
    const listing = narrowed(ALL_VEHICLES, 'group', [{ id: 9, name: 'North' }]);
    assert.equal(isNarrowed(listing), true);
    assert.equal(isNarrowed(narrowed(listing, 'group', [])), false);
  });

  it('comes back as it was kept, and whole where what was kept is damaged', () => {
    const listing = {
      ...narrowed(ALL_VEHICLES, 'labels', [SPARE]),
      sort: { field: 'id', direction: 'desc' },
    };
    const kept: unknown = JSON.parse(JSON.stringify(listing));
    assert.deepEqual(readListing(kept), {
      ...listing,
      filters: { status: [], type: [], group: [], labels: [SPARE] },
    });
    for (const damaged of [
      undefined,
      null,
      7,
      'x',
      [],
      { filters: 3 },
      { filters: { status: [{ id: 'x' }] } },
      { sort: {} },
    ]) {
      assert.equal(isNarrowed(readListing(damaged)), false);
      assert.deepEqual(readListing(damaged).sort, ALL_VEHICLES.sort);
    }
  });
});
