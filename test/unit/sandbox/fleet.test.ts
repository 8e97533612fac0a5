import assert from 'node:assert/strict';
import { useSandbox, Visitor, withSandbox, type Entry, type Json } from './visitor';

describe("the sandbox's fleet", () => {
  const sandbox = useSandbox({ vehicles: 64, entries: 40 });
  const owner = (): Visitor => new Visitor(sandbox());

  it('is the same for the same seed, byte for byte, whenever it is asked for; another for another', async () => {
    const text = (seed: number, now: number): Promise<string> =>
      withSandbox({ seed, vehicles: 30, entries: 12, now: () => now }, async (one) => {
        const visitor = new Visitor(one);
        const paths = [
          '/vehicles',
          '/meter_entries',
          '/fuel_entries',
          '/issues',
          '/work_orders',
          '/contacts',
          '/vehicles/1004',
        ];
        const answers = await Promise.all(paths.map(async (path) => (await visitor.ask(path)).text()));
        return JSON.stringify([one.keys, one.accounts, ...answers]);
      });
    const [first, same, other] = [
      await text(7, Date.UTC(2026, 6, 1)),
      await text(7, Date.UTC(2031, 1, 1)),
      await text(8, Date.UTC(2026, 6, 1)),
    ];
    assert.equal(first, same);
    assert.notEqual(first, other);
  });

  it('has keys of 40 and account tokens of 10 hex digits, the latter with a letter', () => {
    assert.ok(sandbox().keys.every(({ apiKey }) => /^[0-9a-f]{40}$/.test(apiKey)));
    assert.ok(sandbox().accounts.every(({ accountToken }) => /^(?=.*[a-f])[0-9a-f]{10}$/.test(accountToken)));
    const secrets = [
      ...sandbox().keys.map(({ apiKey }) => apiKey),
      ...sandbox().accounts.map((one) => one.accountToken),
    ];
    assert.equal(new Set(secrets).size, secrets.length);
  });

  it('has VINs that pass their check digit and name the model year, each once', async () => {
    const vehicles = (await owner().all('/vehicles')).filter(({ vin }) => vin !== null);
    const vins = vehicles.map(({ vin }) => String(vin));
    assert.equal(new Set(vins).size, vins.length);
    for (const { vin, year } of vehicles) {
      const text = String(vin);
      assert.match(text, /^[A-HJ-NPR-Z0-9]{17}$/);
      assert.equal(text[8], expectedCheckDigit(text), text);
      assert.equal(
        'ABCDEFGHJKLMNPRSTVWXY'.indexOf(text[9]!),
        Number(year) - 2010,
        `${text} of ${String(year)}`,
      );
    }
  });

  it('has a name for each vehicle, and names that programs trip over', async () => {
    const names = (await owner().all('/vehicles')).map(({ name }) => String(name));
    assert.equal(new Set(names).size, names.length);
    for (const name of ['<img src=x onerror=alert(1)>', `O'Neil "Unit 7\\`, 'عربة 23 🚚', 'Car 1']) {
      assert.ok(names.includes(name), name);
    }
  });

  it('has meters that rise with the date, as far as they count', async () => {
    let voided = 0;
    for (const vehicle of await owner().all('/vehicles')) {
      const entries = await owner().all(`/vehicles/${vehicle.id}/meter_entries`, { 'sort[date]': 'asc' });
      assert.equal(entries.length, 40);
      voided += entries.filter((entry) => entry['void']).length;
      const dates = entries.map(({ date }) => String(date));
      assert.deepEqual(dates, [...dates].sort());
      for (const meter of [null, 'secondary']) {
        const counting = entries.filter((entry) => entry['meter_type'] === meter && !entry['void']);
        const values = counting.map(({ value }) => Number(value));
        assert.ok(
          values.every((value, at) => at === 0 || value > values[at - 1]!),
          `${vehicle.id} ${String(meter)}`,
        );
        const name = meter === null ? 'primary' : 'secondary';
        assert.equal(vehicle[`${name}_meter_date`], counting.at(-1)?.['date'] ?? null);
        assert.equal(vehicle[`${name}_meter_value`], counting.at(-1)?.['value'] ?? '0.0');
      }
    }
    assert.ok(voided > 0, 'a few readings were taken out of account');
  });

  it('has fuel entries that agree with the meter: usage, economy and cost', async () => {
    for (const account of [0, 1]) {
      const visitor = new Visitor(sandbox(), 'Two accounts', account);
      for (const vehicle of (await visitor.page('/vehicles', { per_page: 30 })).records) {
        const entries = await visitor.all(`/vehicles/${vehicle.id}/fuel_entries`, { 'sort[date]': 'asc' });
        entries.forEach((entry, at) => {
          checkFuelEntry(vehicle, entry, entries.slice(0, at));
        });
      }
    }
  });

  it('never fills more into a tank than it holds', async () => {
    for (const { id } of (await owner().page('/vehicles', { per_page: 20 })).records) {
      const { fuel_tank_capacity: tank } = (await owner().record(`/vehicles/${id}`))['specs'] as Json;
      const entries = await owner().all(`/vehicles/${id}/fuel_entries`);
      assert.ok(
        entries.every((entry) => Number(entry['us_gallons']) <= Number(tank)),
        `${id}`,
      );
    }
  });

  it('ends on the day that it is told', async () => {
    const today = new Date('2025-03-02T12:00:00Z');
    await withSandbox({ vehicles: 5, entries: 10, today }, async (one) => {
      const [newest] = (await new Visitor(one).page('/meter_entries')).records;
      assert.equal(newest!['date'], '2025-03-01');
    });
  });

  it('can be of any size, even none', async () => {
    for (const [vehicles, entries] of [
      [0, 0],
      [1, 0],
      [1, 1],
      [2, 3],
      [3, 1],
      [7, 5],
    ] as const) {
      await withSandbox({ vehicles, entries }, async (one) => {
        const visitor = new Visitor(one);
        assert.equal((await visitor.all('/vehicles')).length, vehicles);
        assert.equal((await visitor.all('/meter_entries')).length, vehicles * entries);
        const fuel = await visitor.all('/fuel_entries');
        assert.equal(fuel.length, Math.ceil((vehicles * entries) / 2));
        const meters = await Promise.all(
          fuel.map(async (entry) => visitor.record(`/meter_entries/${(entry['meter_entry'] as Entry).id}`)),
        );
        assert.ok(meters.every((meter, at) => meter['meterable_id'] === fuel[at]!.id));
      });
    }
  });

  it('shows moments in the time zone of who asks, with its offset at that time of the year', async () => {
    const times = async (label: string): Promise<string[]> =>
      (await new Visitor(sandbox(), label).all('/vehicles')).map((vehicle) => String(vehicle['created_at']));
    const [central, kolkata, pacific, utc] = await Promise.all(
      ['Owner', 'One yard', 'Vehicles only', 'Old integration'].map(async (label) =>
        label === 'Old integration'
          ? ((await new Visitor(sandbox(), label).json('/v1/vehicles')) as Entry[]).map((one) =>
              String(one['created_at']),
            )
          : times(label),
      ),
    );
    assert.deepEqual(new Set(central!.map((text) => text.slice(-6))), new Set(['-06:00', '-05:00']));
    assert.deepEqual(new Set(pacific!.map((text) => text.slice(-6))), new Set(['-08:00', '-07:00']));
    assert.ok(kolkata!.every((text) => text.endsWith('+05:30')));
    assert.ok(utc!.every((text) => text.endsWith('Z')));
    assert.deepEqual(
      pacific!.map((text) => Date.parse(text)),
      central!.map((text) => Date.parse(text)),
    );
    for (const text of central!) {
      const summer = new Date(text)
        .toLocaleString('en-US', { timeZone: 'America/Chicago', timeZoneName: 'short' })
        .endsWith('CDT');
      assert.equal(text.slice(-6), summer ? '-05:00' : '-06:00', text);
    }
  });

  it('reads days in the time zone of who asks', async () => {
    const all = await owner().all('/fuel_entries');
    const from = Date.parse('2026-05-01T05:00:00Z');
    for (const text of [
      '2026-05-01',
      '2026-05-01T00:00',
      '1/5/2026',
      '2026-05-01T00:00:00-05:00',
      '2026-05-01T05:00:00Z',
    ]) {
      const found = await owner().all('/fuel_entries', { 'filter[date][gte]': text });
      const expected = all.filter(({ date }) => Date.parse(String(date)) >= from);
      assert.deepEqual(found.length, expected.length, text);
    }
  });
});

/** What one fill-up says of the meter, of those before it and of itself. */
function checkFuelEntry(vehicle: Entry, entry: Entry, earlier: readonly Entry[]): void {
  const about = `fuel entry ${entry.id}`;
  const metric = vehicle['system_of_measurement'] === 'metric';
  const unit = vehicle['primary_meter_unit'] as 'mi' | 'km' | 'hr';
  const number = (one: Json, field: string): number => Number(one[field]);
  const reading = (one: Json): number => number(one['meter_entry'] as Json, 'value');
  const volume = number(entry, metric ? 'liters' : 'us_gallons');
  assert.ok(
    Math.abs(volume * number(entry, 'price_per_volume_unit') * 100 - number(entry, 'total_amount_cents')) <=
      0.51,
    about,
  );
  assert.ok(Math.abs(number(entry, 'us_gallons') * 3.785411784 - number(entry, 'liters')) < 0.003, about);

  const before = earlier.at(-1);
  if (before === undefined) {
    assert.equal(entry[`usage_in_${unit}`], null, about);
    return;
  }
  const usage = reading(entry) - reading(before);
  assert.equal(usage.toFixed(1), entry[`usage_in_${unit}`], about);
  const cost = number(entry, 'total_amount_cents') / 100 / usage;
  assert.ok(Math.abs(cost - number(entry, `cost_per_${unit}`)) < 0.001, about);

  const economy = { mi: 'mpg_us', km: 'lp100k', hr: 'us_gallons_per_hr' }[unit];
  if (entry['partial'] || entry['reset']) {
    assert.equal(entry[economy], null, about);
    return;
  }
  // Since the tank was last full.
  const lastFull = earlier.findLastIndex((one) => !one['partial']);
  const fuel = [...earlier.slice(lastFull + 1), entry].reduce(
    (sum, one) => sum + number(one, 'us_gallons'),
    0,
  );
  const distance = reading(entry) - reading(earlier[lastFull]!);
  const expected = { mi: distance / fuel, km: (fuel * 3.785411784 * 100) / distance, hr: fuel / distance }[
    unit
  ];
  assert.ok(
    Math.abs(expected - number(entry, economy)) < 0.02,
    `${about}: ${expected} is not ${String(entry[economy])}`,
  );
}

/** 49 CFR 565.15: letters count as digits, each place has its weight, the sum is taken modulo 11. */
function expectedCheckDigit(vin: string): string {
  const digits = '0123456789.ABCDEFGH..JKLMN.P.R..STUVWXYZ';
  const weights = '8765432X098765432';
  const sum = Array.from(vin).reduce((total, sign, at) => {
    const weight = weights[at] === 'X' ? 10 : Number(weights[at]);
    return total + weight * (digits.indexOf(sign) % 10);
  }, 0);
  return sum % 11 === 10 ? 'X' : String(sum % 11);
}
