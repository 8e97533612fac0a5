import { RESOURCES } from '../fleetio/resources';
import { Columns } from './columns';
import { Cursors } from './cursors';
import { accountRecords } from './fleet/collections';
import { Fleet } from './fleet/fleet';
import { Orders } from './orders';
import { FLEET_TODAY, LIKELY_GUESSES, type SandboxOptions } from './options';
import { SandboxKeys } from './keys';
import { accountsOf } from './people';
import { ClockMinuteLimit } from './rateLimit';
import { TimeZone } from './timeZone';
import type { World } from './visit';

/** Everything that a sandbox answers from, as far as its options go. */
export function createWorld(options: SandboxOptions): World {
  const {
    seed = 1,
    vehicles = 120,
    entries = 60,
    rateLimit = 20,
    today = FLEET_TODAY,
    now = Date.now,
  } = options;
  const guesses = { ...LIKELY_GUESSES, ...options.guesses };
  const accounts = accountsOf(seed);
  const records = accounts.map(({ id, accountToken, units }, account) => {
    const plan = {
      seed,
      account,
      accountId: id,
      units,
      vehicles: account === 0 ? vehicles : Math.ceil(vehicles / 10),
      entries,
      today: today.getTime(),
      ...(options.photos === undefined ? {} : { photos: options.photos }),
    };
    return [accountToken, accountRecords(new Fleet(plan), guesses)] as const;
  });
  const columns = new Columns();
  const orders = new Orders(columns);
  // All that lists are searched and sorted by is at hand from the first request on, so that none waits for it.
  for (const { id, sorts } of Object.values(RESOURCES)) {
    for (const collection of records.flatMap(([, { collections }]) => collections[id] ?? [])) {
      collection.kept?.forEach((field) => columns.values(collection, field));
      sorts.forEach((field) => orders.all(collection, field));
    }
  }
  return {
    keys: new SandboxKeys(seed, options.versionLock),
    accounts,
    records: new Map(records),
    zones: {
      UTC: new TimeZone('UTC'),
      'Central Time (US & Canada)': new TimeZone('Central Time (US & Canada)'),
      'Pacific Time (US & Canada)': new TimeZone('Pacific Time (US & Canada)'),
      Madrid: new TimeZone('Madrid'),
      Kolkata: new TimeZone('Kolkata'),
    },
    tools: { cursors: new Cursors(`sandbox cursors ${seed}`), columns, orders },
    limit: new ClockMinuteLimit(rateLimit, now),
    guesses,
    now,
  };
}
