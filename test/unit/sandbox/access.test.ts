import assert from 'node:assert/strict';
import { useSandbox, Visitor, withSandbox, type Entry, type Envelope } from './visitor';

describe('who may ask the sandbox', () => {
  const sandbox = useSandbox({ vehicles: 40, entries: 8 });

  it('takes a key in all spellings that clients use', async () => {
    const owner = new Visitor(sandbox());
    const key = Visitor.key(sandbox(), 'Owner');
    for (const spelling of ['Token KEY', 'Token token=KEY', 'Token token="KEY"', 'token KEY']) {
      const authorization = spelling.replace('KEY', key);
      assert.equal(await owner.status('/users/me', {}, { authorization }), 200, spelling);
    }
  });

  it('answers 401 in plain text without a good key and a good account token', async () => {
    const owner = new Visitor(sandbox());
    const key = Visitor.key(sandbox(), 'Owner');
    const refused = {
      'no key': { authorization: '' },
      'Bearer in place of Token': { authorization: `Bearer ${key}` },
      'no word before the key': { authorization: key },
      'an unbalanced quote': { authorization: `Token token="${key}` },
      'another key': { authorization: `Token ${Array.from(key).reverse().join('')}` },
      'a revoked key': { authorization: `Token ${Visitor.key(sandbox(), 'Revoked')}` },
      'no account token': { accountToken: '' },
      'another account token': { accountToken: 'zzz999' },
      'an account that the key does not reach': { accountToken: sandbox().accounts[1]!.accountToken },
    };
    for (const [name, given] of Object.entries(refused)) {
      const response = await owner.ask('/users/me', {}, given);
      assert.equal(response.status, 401, name);
      assert.match(await response.text(), /^HTTP Token: Access denied/);
      assert.match(response.headers.get('www-authenticate') ?? '', /^Token /);
    }
  });

  it('lists the accounts of a key without an account token, with filters of their own', async () => {
    const accounts = async (label: string, query = {}): Promise<unknown[]> => {
      const visitor = new Visitor(sandbox(), label);
      const page = await visitor.page('/accounts', query, { accountToken: '' });
      return page.records.map(({ token }) => token);
    };
    const [first, second] = sandbox().accounts.map(({ accountToken }) => accountToken);
    assert.deepEqual(await accounts('Owner'), [first]);
    assert.deepEqual(await accounts('Two accounts'), [second, first]);
    assert.deepEqual(await accounts('Two accounts', { 'filter[account_name][like]': 'RENTALS' }), [second]);
    assert.deepEqual(await accounts('Two accounts', { 'filter[account_url_token][eq]': first! }), [first]);
  });

  it('tells who the key acts as, and where that is', async () => {
    const me = await new Visitor(sandbox(), 'One yard').record('/users/me');
    assert.equal(me['first_name'], 'Arjun');
    assert.equal(me['time_zone_name'], 'Kolkata');
    assert.equal(me['time_zone_offset_in_seconds'], 19_800);
  });

  it('keeps the vehicles of accounts apart', async () => {
    const first = await new Visitor(sandbox(), 'Two accounts', 0).all('/vehicles');
    const second = await new Visitor(sandbox(), 'Two accounts', 1).all('/vehicles');
    assert.deepEqual([first.length, second.length], [40, 4]);
    assert.ok(first.every(({ id }) => second.every((other) => other.id !== id)));
    const owner = new Visitor(sandbox(), 'Owner');
    assert.equal(await owner.status(`/vehicles/${second[0]!.id}`), 404);
    assert.ok(second.every((vehicle) => vehicle['system_of_measurement'] === 'metric'));
  });

  it('answers 403 with an empty body where the user or the plan does not allow it', async () => {
    const [vehicle] = (await new Visitor(sandbox()).page('/vehicles')).records;
    const forbidden: readonly (readonly [label: string, path: string])[] = [
      ['Vehicles only', `/vehicles/${vehicle!.id}/fuel_entries`],
      ['Vehicles only', '/contacts'],
      ['No API plan', '/vehicles'],
      ['No API plan', '/accounts'],
    ];
    for (const [label, path] of forbidden) {
      const response = await new Visitor(sandbox(), label).ask(path);
      assert.equal(response.status, 403, `${label} ${path}`);
      assert.equal(await response.text(), '');
    }
    const reader = new Visitor(sandbox(), 'One yard');
    assert.equal((await reader.post('/meter_entries', {})).status, 403, 'who may only read');
  });

  it('shows a user with a record set the vehicles of one group, and what hangs on them', async () => {
    const everything = await new Visitor(sandbox()).all('/vehicles');
    const group = everything.find((vehicle) => vehicle['group_name'] === 'North')!['group_id'];
    const mine = everything.filter((vehicle) => vehicle['group_id'] === group).map(({ id }) => id);
    const other = everything.find((vehicle) => vehicle['group_id'] !== group)!;
    assert.ok(mine.length > 1);

    const technician = new Visitor(sandbox(), 'One yard');
    assert.deepEqual(ids(await technician.all('/vehicles')), mine);
    assert.equal(await technician.status(`/vehicles/${other.id}`), 404);
    assert.equal(await technician.status(`/vehicles/${other.id}/meter_entries`), 404);
    const fuel = await technician.all('/fuel_entries');
    assert.deepEqual(new Set(fuel.map((entry) => entry['vehicle_id'])), new Set(mine));
    const ofOther = (await new Visitor(sandbox()).all(`/vehicles/${other.id}/fuel_entries`))[0]!;
    assert.equal(await technician.status(`/fuel_entries/${ofOther.id}`), 404);
  });

  it('answers 404 for what is not there', async () => {
    const owner = new Visitor(sandbox());
    const missing = [
      '/vehicles/1',
      '/vehicles/1/meter_entries',
      '/vehicles/x',
      '/vehicles/vin:X',
      '/vehicles/%E0%A4%A',
      '/unicorns',
      '/vehicles/1001/unicorns',
      '/v2/vehicles',
      '/v2/users/me',
      '/v2/accounts',
      '/',
    ];
    for (const path of missing) {
      assert.equal(await owner.status(path), 404, path);
    }
    assert.equal((await fetch(sandbox().url.replace('/api', '/else'))).status, 404);
    const { accountToken, name } = sandbox().accounts[0]!;
    const page = await fetch(sandbox().url.replace('/api', `/${accountToken}/vehicles/7`));
    assert.equal(page.status, 404);
    assert.equal(
      await page.text(),
      `The sandbox has no web application. In Fleetio this address shows the page "vehicles/7" of the account "${name}".\n`,
    );
  });

  it('creates no account and no user', async () => {
    const owner = new Visitor(sandbox());
    assert.equal((await owner.post('/accounts', {})).status, 403);
    assert.equal((await owner.post('/users/me', {})).status, 404);
  });

  it('says so when a body is too long, and needs no valid address for an answer', async () => {
    const owner = new Visitor(sandbox());
    assert.equal((await owner.post('/meter_entries', 'x'.repeat(1_100_000))).status, 413);
    assert.equal((await fetch(sandbox().url.replace('/api', '//'))).status, 404);
  });

  it('writes no key into the cursors of accounts', async () => {
    const page = await new Visitor(sandbox()).page('/accounts');
    const cursor = Buffer.from(page.start_cursor, 'base64url').toString();
    assert.ok(!cursor.includes(Visitor.key(sandbox(), 'Owner')));
  });

  it('finds a vehicle by its external id, in any path', async () => {
    const owner = new Visitor(sandbox());
    const vehicle = (await owner.all('/vehicles')).find(
      (one) => 'accounting_id' in (one['external_ids'] as object),
    )!;
    const { accounting_id: text } = vehicle['external_ids'] as { accounting_id: string };
    assert.equal((await owner.record(`/vehicles/accounting_id:${text}`)).id, vehicle.id);
    const entries = await owner.all(`/vehicles/accounting_id:${text}/meter_entries`);
    assert.ok(entries.length > 0 && entries.every((entry) => entry['vehicle_id'] === vehicle.id));
  });

  it('keeps a log of requests, without their headers', async () => {
    const owner = new Visitor(sandbox());
    await owner.page('/vehicles', { per_page: 2 });
    const last = sandbox().requests.at(-1)!;
    assert.deepEqual(
      { ...last, time: typeof last.time },
      { method: 'GET', path: '/api/vehicles', query: 'per_page=2', status: 200, time: 'number' },
    );
    const log = JSON.stringify(last);
    assert.ok(!log.includes(Visitor.key(sandbox(), 'Owner')));
    assert.ok(!log.includes(sandbox().accounts[0]!.accountToken));
  });
});

describe('what is guessed of Fleetio', () => {
  it('is answered in another way when the sandbox is told so', async () => {
    const guesses = {
      unauthorizedBody: 'json',
      noApiAccess: 402,
      unknownVersion: 'ignored',
      otherPaths: 'missing',
      oldFilters: 'refused',
      perPage: 'clamped',
      shownDecimals: 'texts',
      inspectionDate: 'words',
      statusColor: 'hex',
      overdueField: 'is_overdue',
      stateFilter: 'capitalised',
    } as const;
    await withSandbox({ vehicles: 5, entries: 8, guesses }, async (sandbox) => {
      const owner = new Visitor(sandbox);
      const refused = await owner.ask('/vehicles', {}, { authorization: '' });
      assert.equal(((await refused.json()) as { status: number }).status, 401);
      assert.equal(await new Visitor(sandbox, 'No API plan').status('/vehicles'), 402);
      assert.equal(await owner.status('/vehicles', {}, { version: '1999-01-01' }), 200);
      assert.equal(await owner.status('/v1/vehicles'), 404);
      assert.equal(await owner.status('/vehicles', { 'q[name_eq]': 'x' }), 400);
      assert.equal((await owner.page('/vehicles', { per_page: 1000 })).per_page, 100);
      const [fuel] = (await owner.page('/fuel_entries')).records;
      assert.equal(typeof (await owner.record(`/fuel_entries/${fuel!.id}`))['us_gallons'], 'string');
      const [inspection] = (await owner.page('/submitted_inspection_forms')).records;
      assert.match(String(inspection!['date']), /^[A-Z][a-z]{2} \d\d, \d{4}$/);
      const [vehicle] = (await owner.page('/vehicles')).records;
      assert.match(String(vehicle!['vehicle_status_color']), /^#[0-9a-f]{6}$/);
      const [issue] = (await owner.page('/issues')).records;
      assert.ok('is_overdue' in issue! && !('overdue' in issue));
      assert.deepEqual((await owner.page('/issues', { 'filter[state][eq]': 'open' })).records, []);
    });
  });

  it('has likely answers otherwise', async () => {
    await withSandbox({ vehicles: 5, entries: 8 }, async (sandbox) => {
      const owner = new Visitor(sandbox);
      assert.equal(await owner.status('/vehicles', {}, { version: '1999-01-01' }), 400);
      assert.equal(await owner.status('/v1/vehicles'), 200);
      const ignored = await owner.page('/vehicles', { 'q[name_eq]': 'x' });
      assert.equal(ignored.records.length, 5, 'an old filter is ignored');
      const [fuel] = (await owner.page('/fuel_entries')).records;
      assert.equal(typeof fuel!['us_gallons'], 'string');
      assert.equal(typeof (await owner.record(`/fuel_entries/${fuel!.id}`))['us_gallons'], 'number');
    });
  });

  it('tells in four ways that nobody drives a vehicle', async () => {
    const answers = { notFound: 404, noContent: 204, null: 200, emptyObject: 200 } as const;
    for (const [noAssignment, status] of Object.entries(answers)) {
      const guesses = { noAssignment: noAssignment as keyof typeof answers };
      await withSandbox({ vehicles: 30, entries: 2, guesses }, async (sandbox) => {
        const owner = new Visitor(sandbox);
        const { records } = await owner.page('/vehicles');
        const bodies = await Promise.all(
          records.map(async ({ id }) => {
            const response = await owner.ask(`/vehicles/${id}/current_assignment`);
            return [response.status, await response.text()] as const;
          }),
        );
        const none = bodies.filter(([, body]) => !body.includes('contact_id'));
        assert.ok(none.length > 0 && none.every(([one]) => one === status), noAssignment);
      });
    }
  });

  it('lets a cursor stand for its filters, or for a place alone', async () => {
    const query = { 'filter[name][like]': 'van', per_page: 2 };
    const next = async (sandbox: Parameters<Parameters<typeof withSandbox>[1]>[0]): Promise<Envelope> => {
      const owner = new Visitor(sandbox);
      const first = await owner.page('/vehicles', query);
      return owner.page('/vehicles', { start_cursor: first.next_cursor! });
    };
    const remembered = await withSandbox({ vehicles: 40 }, next);
    assert.deepEqual(remembered.filtered_by, [{ name: { like: 'van' } }]);
    assert.equal(remembered.per_page, 2);
    assert.ok(remembered.records.every(({ name }) => String(name).startsWith('Van')));
    const forgotten = await withSandbox({ vehicles: 40, guesses: { cursor: 'positionOnly' } }, next);
    assert.deepEqual(forgotten.filtered_by, []);
    assert.equal(forgotten.per_page, 50);
    assert.ok(forgotten.records.some(({ name }) => !String(name).startsWith('Van')));
  });
});

function ids(records: readonly Entry[]): number[] {
  return records.map(({ id }) => id);
}

describe("the sandbox's keys, while it runs", () => {
  const sandbox = useSandbox({ vehicles: 3, entries: 2 });
  const control = (body?: unknown): Promise<Response> =>
    fetch(new URL('/sandbox/keys', sandbox().url), {
      method: body === undefined ? 'GET' : 'POST',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });

  it('are revoked, and let in again', async () => {
    const owner = new Visitor(sandbox());
    assert.equal((await control({ label: 'Owner', change: 'revoke' })).status, 200);
    assert.equal(await owner.status('/users/me'), 401);
    await control({ label: 'Owner', change: 'endPlan' });
    assert.equal(await owner.status('/users/me'), 403);
    await control({ label: 'Owner', change: 'restore' });
    assert.equal(await owner.status('/users/me'), 200);
  });

  it('are regenerated: the old one is refused, the new one sees the same', async () => {
    const old = `Token ${Visitor.key(sandbox(), 'Two accounts')}`;
    const answer = await control({ label: 'Two accounts', change: 'regenerate' });
    const { apiKey } = (await answer.json()) as { apiKey: string };
    assert.match(apiKey, /^[0-9a-f]{40}$/);
    assert.equal(Visitor.key(sandbox(), 'Two accounts'), apiKey);
    const visitor = new Visitor(sandbox(), 'Two accounts');
    assert.equal(await visitor.status('/users/me', {}, { authorization: old }), 401);
    assert.equal((await visitor.page('/accounts')).records.length, 2);
  });

  it('are told, and nothing else can be done to them', async () => {
    const told = (await (await control()).json()) as readonly { label: string }[];
    assert.deepEqual(
      told.map(({ label }) => label),
      sandbox().keys.map(({ label }) => label),
    );
    assert.equal((await control({ label: 'Owner', change: 'eat' })).status, 400);
    assert.equal((await control({ label: 'Nobody', change: 'revoke' })).status, 400);
    const url = new URL('/sandbox/keys', sandbox().url);
    assert.equal((await fetch(url, { method: 'DELETE' })).status, 404);
  });
});
