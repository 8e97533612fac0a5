import { paginationOf } from '../fleetio/request';
import { RESOURCES } from '../fleetio/resources';
import type { Answer } from './answers';
import { stamps, table, type Collection } from './fleet/collection';
import { cursorAnswer, pageAnswer } from './lists';
import type { SandboxKey } from './people';
import { writeRecord } from './records';
import type { Caller, World } from './visit';

/** What the rights in an account are about; each comes as `read_…`, `manage_…` and `create_…`. */
const RIGHTS = [
  'vehicles',
  'fuel_entries',
  'service_entries',
  'issues',
  'work_orders',
  'service_reminders',
  'vehicle_renewal_reminders',
] as const;

/** The accounts that the key reaches (section 1.7). */
export function accountsAnswer(caller: Caller): Answer {
  const { world, key, question, version, zone } = caller;
  const collection = accountsOf(world, key);
  const style = { zone, oldNames: false, numbers: false, alone: false };
  const list = {
    rules: RESOURCES.accounts,
    name: `accounts of ${key.label}`,
    collection,
    owner: undefined,
    seesVehicle: undefined,
    write: (place: number) => writeRecord({}, collection, place, style),
  };
  const answer = paginationOf(RESOURCES.accounts, version, false) === 'page' ? pageAnswer : cursorAnswer;
  return answer(list, question.query, caller, world.tools);
}

/** The user that the key acts as (section 1.6). */
export function userAnswer({ world, key: { user }, zone }: Caller): Answer {
  const began = zone.dateTime(Date.UTC(2024, 1, 1, 15));
  const body = {
    id: user.id,
    username: user.email,
    email: user.email,
    first_name: user.firstName,
    last_name: user.lastName,
    fuel_economy_units: 'mpg_us',
    time_zone_name: zone.name,
    time_zone_offset_in_seconds: zone.offsetAt(world.now()) * 60,
    created_at: began,
    updated_at: began,
  };
  return { status: 200, body };
}

function accountsOf({ accounts }: World, { accountTokens, permissions, user }: SandboxKey): Collection {
  const seen = accounts.filter(({ accountToken }) => accountTokens.includes(accountToken));
  const rows = seen.map(({ id, name, accountToken, units }) => ({
    ...stamps(Date.UTC(2016, 1, 1, 15)),
    account_membership_id: id * 1000 + user.id,
    name,
    user_type: permissions === 'all' ? 'owner' : 'regular',
    token: accountToken,
    time_24_format: false,
    currency_symbol: '$',
    city: units === 'metric' ? 'Winnipeg' : 'Birmingham',
    region: units === 'metric' ? 'MB' : 'AL',
    postal_code: units === 'metric' ? 'R3C 1A5' : '35203',
    street_address: '100 Depot Ave',
    street_address_line_2: null,
    country: units === 'metric' ? 'CA' : 'US',
    ...rights(permissions),
  }));
  // Accounts follow each other in the order of their ids, as every table does.
  return {
    ...table(seen[0]?.id ?? 0, rows),
    fields: {
      account_name: (place) => rows[place]?.name,
      account_url_token: (place) => rows[place]?.token,
    },
  };
}

function rights(permissions: SandboxKey['permissions']): Readonly<Record<string, boolean>> {
  const all = permissions === 'all';
  return Object.fromEntries(
    RIGHTS.flatMap((about) => [
      [`read_${about}`, all || permissions.includes(about)],
      [`manage_${about}`, all],
      [`create_${about}`, all],
    ]),
  );
}
