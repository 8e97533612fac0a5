import assert from 'node:assert/strict';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../../src/sandbox/server';

type Json = Record<string, unknown>;

interface Envelope {
  readonly next_cursor: string | null;
  readonly estimated_remaining_count: number;
  readonly records: readonly (Json & { readonly id: number })[];
}

describe('the sandbox over HTTP', () => {
  let sandbox: Sandbox;

  before(async () => {
    sandbox = await startSandbox({ vehicles: 120, entries: 30, rateLimit: 'off' });
  });
  after(() => sandbox.close());

  it('takes a key in all spellings that clients use', async () => {
    const { apiKey } = sandbox.keys[0]!;
    for (const authorization of [`Token ${apiKey}`, `Token token=${apiKey}`, `Token token="${apiKey}"`]) {
      assert.equal(
        (await ask('/users/me', { authorization })).status,
        200,
        authorization.replace(apiKey, 'KEY'),
      );
    }
  });

  it('answers 401 in plain text without a good key and a good account token', async () => {
    const { apiKey } = sandbox.keys[0]!;
    const refused = [
      { authorization: '' },
      { authorization: `Bearer ${apiKey}` },
      { authorization: apiKey },
      { authorization: `Token ${Array.from(apiKey).reverse().join('')}` },
      { authorization: `Token ${keyOf('Revoked')}` },
      { accountToken: '' },
      { accountToken: 'zzz999' },
      // A good token, but of an account that this key does not reach.
      { accountToken: sandbox.accounts[1]!.accountToken },
    ];
    for (const [at, headers] of refused.entries()) {
      const response = await ask('/users/me', headers);
      assert.equal(response.status, 401, `case ${at}`);
      assert.match(await response.text(), /^HTTP Token: Access denied/);
      assert.match(response.headers.get('www-authenticate') ?? '', /^Token /);
    }
  });

  it('lists the accounts of a key without an account token', async () => {
    const list = async (label: string): Promise<unknown[]> => {
      const response = await ask('/accounts', { authorization: `Token ${keyOf(label)}`, accountToken: '' });
      return ((await response.json()) as Envelope).records.map((account) => account['token']);
    };
    const [first, second] = sandbox.accounts.map(({ accountToken }) => accountToken);
    assert.deepEqual(await list('Owner'), [first]);
    assert.deepEqual((await list('Two accounts')).sort(), [first, second].sort());
  });

  it('answers 403 with an empty body where the user or the plan does not allow it', async () => {
    const [{ id } = assert.fail()] = (await list('/vehicles')).records;
    for (const [label, path] of [
      ['Vehicles only', `/vehicles/${id}/fuel_entries`],
      ['No API plan', '/vehicles'],
    ] as const) {
      const response = await ask(path, { authorization: `Token ${keyOf(label)}` });
      assert.equal(response.status, 403, label);
      assert.equal(await response.text(), '');
    }
  });

  it('answers 404 for what is not there', async () => {
    for (const path of ['/vehicles/1', '/vehicles/1/meter_entries', '/unicorns', '/vehicles/x']) {
      assert.equal((await ask(path)).status, 404, path);
    }
  });

  it('gives every record once and in order, whatever the size of a page', async () => {
    for (const perPage of [7, 50, 100]) {
      const ids: number[] = [];
      let cursor: string | null = null;
      do {
        const page = await list('/vehicles', { per_page: perPage, ...(cursor && { start_cursor: cursor }) });
        assert.equal(page.estimated_remaining_count, 120 - ids.length);
        ids.push(...page.records.map(({ id }) => id));
        cursor = page.next_cursor;
      } while (cursor !== null);
      assert.deepEqual(
        ids,
        Array.from({ length: 120 }, (_, at) => ids[0]! - at),
        `per_page ${perPage}`,
      );
    }
  });

  it('answers 400 to a page size out of bounds, an unknown filter or sort, and a cursor that is not its own', async () => {
    const { next_cursor: cursor } = await list('/vehicles', { per_page: 2 });
    const refused = [
      'per_page=1',
      'per_page=101',
      'filter[wheels][eq]=4',
      'filter[name][gt]=a',
      'sort[wheels]=asc',
      'start_cursor=nonsense',
      `start_cursor=${cursor}x`,
      `start_cursor=${cursor}&sort[name]=asc`,
    ];
    for (const query of refused) {
      assert.equal((await ask(`/vehicles?${query}`)).status, 400, query);
    }
  });

  it('filters and sorts as asked', async () => {
    const trucks = await list('/vehicles', {
      'filter[name][like]': 'TRUCK',
      'sort[name]': 'desc',
      per_page: 100,
    });
    const all = (await allVehicles()).filter(({ name }) => String(name).startsWith('Truck'));
    assert.ok(all.length > 3);
    assert.deepEqual(
      trucks.records.map(({ name }) => name),
      all.map(({ name }) => String(name)).sort((a, b) => Number(b.slice(6)) - Number(a.slice(6))),
    );
  });

  async function list(path: string, query: Json = {}): Promise<Envelope> {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) {
      search.set(name, String(value));
    }
    const response = await ask(`${path}?${search.toString()}`);
    assert.equal(response.status, 200);
    return (await response.json()) as Envelope;
  }

  async function allVehicles(): Promise<Envelope['records']> {
    const first = await list('/vehicles', { per_page: 100 });
    const second = await list('/vehicles', { per_page: 100, start_cursor: first.next_cursor });
    return [...first.records, ...second.records];
  }

  function keyOf(label: string): string {
    return sandbox.keys.find((key) => key.label === label)!.apiKey;
  }

  function ask(
    path: string,
    headers: { authorization?: string; accountToken?: string } = {},
  ): Promise<Response> {
    const { authorization = `Token ${keyOf('Owner')}`, accountToken = sandbox.accounts[0]!.accountToken } =
      headers;
    return fetch(sandbox.url + path, {
      headers: {
        ...(authorization && { Authorization: authorization }),
        ...(accountToken && { 'Account-Token': accountToken }),
      },
    });
  }
});

describe("the sandbox's fleet", () => {
  it('is the same for the same seed, and another for another', async () => {
    const [one, same, other] = [
      await vehiclesOf({ seed: 7 }),
      await vehiclesOf({ seed: 7 }),
      await vehiclesOf({ seed: 8 }),
    ];
    assert.equal(one, same);
    assert.notEqual(one, other);
  });

  it('has VINs that pass their check digit, each once', async () => {
    const { records } = JSON.parse(await vehiclesOf({ seed: 3 })) as Envelope;
    const vins = records.map(({ vin }) => String(vin));
    assert.equal(new Set(vins).size, vins.length);
    for (const vin of vins) {
      assert.match(vin, /^[A-HJ-NPR-Z0-9]{17}$/);
      assert.equal(vin[8], expectedCheckDigit(vin), vin);
    }
  });

  it('has meters that rise with the date, and fuel entries that agree with them', async () => {
    const sandbox = await startSandbox({ vehicles: 5, entries: 40, rateLimit: 'off' });
    const { records: vehicles } = JSON.parse(await get(sandbox, '/vehicles')) as Envelope;
    for (const vehicle of vehicles) {
      const entries = async (kind: string): Promise<Envelope['records']> => {
        const page = await get(sandbox, `/vehicles/${vehicle.id}/${kind}?per_page=100&sort[date]=asc`);
        return (JSON.parse(page) as Envelope).records;
      };
      const meters = await entries('meter_entries');
      const values = meters.map(({ value }) => Number(value));
      assert.ok(values.every((value, at) => at === 0 || value > values[at - 1]!));
      assert.equal(vehicle['primary_meter_value'], meters.at(-1)!['value']);
      assert.equal(vehicle['primary_meter_date'], meters.at(-1)!['date']);

      const fuel = await entries('fuel_entries');
      assert.equal(fuel.length, vehicle['fuel_entries_count']);
      for (const [at, entry] of fuel.entries()) {
        const before = fuel[at - 1];
        const reading = (one: Json): number => Number((one['meter_entry'] as Json)['value']);
        if (before !== undefined) {
          assert.equal((reading(entry) - reading(before)).toFixed(1), entry['usage_in_mi']);
        }
        const total = Number(entry['us_gallons']) * Number(entry['price_per_volume_unit']) * 100;
        assert.ok(Math.abs(total - Number(entry['total_amount_cents'])) < 2, JSON.stringify(entry));
      }
    }
    await sandbox.close();
  });
});

describe("the sandbox's rate limit", () => {
  it('lets so many requests of an account pass in each clock minute, and says when the next one begins', async () => {
    let now = Date.UTC(2026, 0, 1, 12, 0, 18);
    const sandbox = await startSandbox({ vehicles: 3, rateLimit: 20, now: () => now });
    const statuses: number[] = [];
    for (let request = 0; request < 21; request++) {
      statuses.push((await respond(sandbox, '/vehicles')).status);
    }
    assert.deepEqual(statuses, [...Array<number>(20).fill(200), 429]);

    now += 12_000;
    const refused = await respond(sandbox, '/vehicles');
    assert.equal(refused.headers.get('retry-after'), '30');
    assert.match(await refused.text(), /"error":"Too many requests/);

    now += 30_000;
    assert.equal((await respond(sandbox, '/vehicles')).status, 200);
    await sandbox.close();
  });
});

async function vehiclesOf(options: SandboxOptions): Promise<string> {
  const sandbox = await startSandbox({ vehicles: 80, rateLimit: 'off', ...options });
  const page = await get(sandbox, '/vehicles?per_page=100');
  await sandbox.close();
  return page;
}

async function get(sandbox: Sandbox, path: string): Promise<string> {
  return (await respond(sandbox, path)).text();
}

function respond({ url, keys, accounts }: Sandbox, path: string): Promise<Response> {
  const headers = { Authorization: `Token ${keys[0]!.apiKey}`, 'Account-Token': accounts[0]!.accountToken };
  return fetch(url + path, { headers });
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
