import assert from 'node:assert/strict';
import { factOf } from '../../../src/fleetio/fieldFacts';
import { unitIn } from '../../../src/fleetio/format';
import { isJsonObject } from '../../../src/fleetio/json';
import { RESOURCES, type ResourceId } from '../../../src/fleetio/resources';
import { startSandbox } from '../../../src/sandbox/server';

/** What hangs on a vehicle, and the vehicle: what people open most. */
const OPENED = (Object.keys(RESOURCES) as ResourceId[]).filter(
  (id) => id === 'vehicles' || RESOURCES[id].vehicle?.by === 'path',
);

describe('What is known of fields', () => {
  it('names a unit for a number that does not carry it, and takes that of a meter from its vehicle', () => {
    const truck = { id: 1, primary_meter_unit: 'km', secondary_meter_unit: 'hr' };
    const unit = (
      resource: ResourceId,
      path: readonly string[],
      record: { id: number },
    ): string | undefined => {
      const fact = factOf(resource, path);
      return fact?.unit && unitIn(fact.unit, record, truck);
    };
    assert.equal(unit('meter_entries', ['value'], { id: 1 }), 'km');
    assert.equal(
      unit('meter_entries', ['value'], { id: 1, meter_type: 'secondary' } as { id: number }),
      'hr',
    );
    const fuel = { id: 1, meter_entry: { meter_type: 'secondary' } };
    assert.equal(unit('fuel_entries', ['meter_entry', 'value'], fuel), 'hr');
    assert.equal(unit('vehicles', ['primary_meter_value'], truck), 'km');
    assert.match(unit('service_entries', ['total_amount_cents'], { id: 1 }) ?? '', /hundredths/);
    assert.equal(factOf('vehicles', ['custom_fields', 'cost_center'])?.unit, undefined);
    assert.equal(factOf('vehicles', ['no_such_field']), undefined);
  });

  it('says something of every field that a server sends', async () => {
    const sandbox = await startSandbox({ vehicles: 20, rateLimit: 'off' });
    const headers = {
      Authorization: `Token ${sandbox.keys[0]!.apiKey}`,
      'Account-Token': sandbox.accounts[0]!.accountToken,
    };
    const unknown: string[] = [];
    for (const resource of OPENED) {
      const path = resource === 'vehicles' ? '/vehicles' : `/vehicles/1001/${resource}`;
      const answer = await fetch(`${sandbox.url}${path}`, { headers });
      const { records } = (await answer.json()) as { records: readonly unknown[] };
      const fields = isJsonObject(records[0]) ? Object.keys(records[0]) : [];
      assert.ok(fields.length > 5, resource);
      unknown.push(
        ...fields
          .filter((field) => factOf(resource, [field]) === undefined)
          .map((field) => `${resource}.${field}`),
      );
    }
    assert.deepEqual(unknown, []);
    await sandbox.close();
  });
});
