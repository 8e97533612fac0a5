import assert from 'node:assert/strict';
import type { ApiAnswer } from '../../../src/fleetio/answers';
import { FleetioError } from '../../../src/fleetio/errors';
import { parseExactJson } from '../../../src/fleetio/json';
import { fieldValue, readRecord } from '../../../src/fleetio/records';
import { RESOURCES, type ResourceId } from '../../../src/fleetio/resources';

const ANSWER: ApiAnswer = {
  status: 200,
  headers: {},
  body: '',
  subject: { path: '/x' },
  receivedAt: 0,
  milliseconds: 0,
  redact: (text) => text,
};

function read(id: ResourceId, json: string): unknown {
  return readRecord(id, parseExactJson(json), ANSWER);
}

describe('readRecord', () => {
  it('gives a vehicle of the array era the names and types of today', () => {
    const old = `{"id": 1, "meter_unit": "mi", "current_meter_value": 108043.0, "current_meter_date": null,
      "in_service_meter": 12, "estimated_resale_price": {"cents": 900000, "currency_iso": "USD"}, "name": "Van 12"}`;
    assert.deepEqual(read('vehicles', old), {
      id: 1,
      name: 'Van 12',
      primary_meter_unit: 'mi',
      primary_meter_value: '108043.0',
      primary_meter_date: null,
      in_service_meter_value: '12',
      estimated_resale_price_cents: 900000,
    });
  });

  it('makes names beside ids the small objects of today, and amounts the cents of today', () => {
    const old =
      '{"id": 1, "vehicle_name": "Van 12", "vendor_name": null, "total_amount": 62.95, "liters": 68.894}';
    assert.deepEqual(read('fuel_entries', old), {
      id: 1,
      vehicle: { name: 'Van 12' },
      vendor: null,
      total_amount_cents: 6295,
      liters: '68.894',
    });
    assert.deepEqual(read('submitted_inspection_forms', '{"id": 1, "user": "Sam"}'), {
      id: 1,
      user: { name: 'Sam' },
    });
  });

  it('changes nothing of a record of today', () => {
    const today = {
      id: 1,
      vehicle: { id: 7, name: 'Van 12' },
      vehicle_name: 'an old name beside the new one',
      total_amount_cents: 6295,
      meter_entry: { id: 2, value: '108043.0' },
      user: { id: 3 },
      custom_fields: {},
    };
    for (const id of ['fuel_entries', 'submitted_inspection_forms', 'work_orders'] as const) {
      assert.deepEqual(read(id, JSON.stringify(today)), today);
    }
  });

  it('keeps what it does not know, and moves every renamed field of every resource', () => {
    for (const [id, { renames = [] }] of Object.entries(RESOURCES)) {
      for (const { old, new: name, toCents } of renames) {
        const [outer, inner] = old.split('.');
        const value = inner === undefined ? 1.5 : { [inner]: 1.5 };
        const record = read(id as ResourceId, JSON.stringify({ id: 1, [outer!]: value, something: [1] }));
        assert.deepEqual(fieldValue(record, name), toCents ? 150 : '1.5', `${id} ${old}`);
        assert.deepEqual(fieldValue(record, 'something'), [1]);
      }
    }
  });

  it('hides the token of an account', () => {
    assert.deepEqual(read('accounts', '{"id": 1, "name": "A", "token": "abc123"}'), {
      id: 1,
      name: 'A',
      token: '[redacted]',
    });
  });

  it('takes an id that comes as a text of digits', () => {
    assert.deepEqual(read('vehicles', '{"id": "1042", "name": "Van"}'), { id: 1042, name: 'Van' });
  });

  it('loses nothing that stood beside an old field', () => {
    assert.deepEqual(read('vehicles', '{"id": 1, "driver": {"id": 2, "full_name": "Ana Lee"}}'), {
      id: 1,
      driver: { id: 2, name: 'Ana Lee' },
    });
    assert.deepEqual(
      read('vehicles', '{"id": 1, "estimated_resale_price": {"cents": 500, "currency_iso": "USD"}}'),
      { id: 1, estimated_resale_price_cents: 500 },
    );
  });

  it('refuses what is no record', () => {
    for (const json of ['null', '[]', '"a"', '{}', '{"id": "one"}', '{"id": 1.5}']) {
      assert.throws(() => read('vehicles', json), FleetioError, json);
    }
  });
});
