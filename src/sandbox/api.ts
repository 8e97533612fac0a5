import type { IncomingHttpHeaders } from 'node:http';
import { isResourceId, RESOURCES, type ResourceId } from '../fleetio/resources';
import type { Fleet, SandboxRecord } from './fleet';
import { BadQuery, envelope, type ListRules } from './lists';
import type { SandboxAccount, SandboxKey } from './people';
import type { ClockMinuteLimit } from './rateLimit';

/** What the sandbox answers from. */
export interface World {
  readonly keys: readonly SandboxKey[];
  readonly accounts: readonly SandboxAccount[];
  /** By account token. */
  readonly fleets: ReadonlyMap<string, Fleet>;
  readonly limit: ClockMinuteLimit;
}

export interface Question {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
}

/** An answer: an object goes out as JSON, a string as plain text, nothing as an empty body. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object | string;
}

/** Answers as Fleetio would, as far as it is known (fleetio-api.md sections 1, 3 and 5). */
export function answer(world: World, question: Question): Answer {
  const path = /^\/api(?:\/v[12])?(\/.*)$/.exec(question.path)?.[1];
  if (path === undefined) {
    return NOT_FOUND;
  }
  const key = keyOf(world, question.headers.authorization);
  if (key?.state === 'revoked' || key === undefined) {
    return UNAUTHORIZED;
  }
  if (key.state === 'noApiAccess') {
    return FORBIDDEN;
  }
  if (path === '/accounts') {
    return { status: 200, body: envelope(ACCOUNTS, accountRecords(world, key), question.query) };
  }
  const token = headerText(question.headers['account-token']);
  const fleet = key.accountTokens.includes(token) ? world.fleets.get(token) : undefined;
  if (fleet === undefined) {
    return UNAUTHORIZED;
  }
  const wait = world.limit.take(token);
  if (wait > 0) {
    return tooManyRequests(wait);
  }
  return path === '/users/me'
    ? { status: 200, body: userRecord(key) }
    : read(fleet, key, path, question.query);
}

/** A vehicle, or a list: the vehicles, the entries of a vehicle, or what hangs on a vehicle by a filter. */
function read(fleet: Fleet, key: SandboxKey, path: string, query: URLSearchParams): Answer {
  const [, id, section] = /^\/vehicles\/(\d+)(?:\/(\w+))?$/.exec(path) ?? [];
  const resource = id === undefined ? path.slice(1) : (section ?? 'vehicles');
  if (!isResourceId(resource)) {
    return NOT_FOUND;
  }
  if (key.permissions !== 'all' && !key.permissions.includes(resource)) {
    return FORBIDDEN;
  }
  const vehicle = id === undefined ? undefined : fleet.vehicle(Number(id));
  if (id !== undefined && vehicle === undefined) {
    return NOT_FOUND;
  }
  if (vehicle !== undefined && section === undefined) {
    return { status: 200, body: vehicle };
  }
  return list(resource, recordsOf(fleet, resource, vehicle), query);
}

/** What the generated fleet has below a vehicle; every other list of the catalogue is empty. */
const ENTRIES: Readonly<
  Partial<Record<ResourceId, (fleet: Fleet, vehicleId: number) => readonly SandboxRecord[]>>
> = {
  fuel_entries: (fleet, vehicleId) => fleet.fuelEntries(vehicleId),
  meter_entries: (fleet, vehicleId) => fleet.meterEntries(vehicleId),
};

function recordsOf(
  fleet: Fleet,
  resource: ResourceId,
  vehicle: SandboxRecord | undefined,
): readonly SandboxRecord[] {
  if (vehicle === undefined) {
    return resource === 'vehicles'
      ? fleet.vehicleIds.map((id) => fleet.vehicle(id)).filter((record) => record !== undefined)
      : [];
  }
  return ENTRIES[resource]?.(fleet, vehicle.id) ?? [];
}

function list(resource: ResourceId, records: readonly SandboxRecord[], query: URLSearchParams): Answer {
  try {
    return { status: 200, body: envelope(RESOURCES[resource], records, query) };
  } catch (error) {
    if (error instanceof BadQuery) {
      return { status: 400, body: { errors: { [error.field]: [error.message] } } };
    }
    throw error;
  }
}

/** The filters and sorts of `GET /accounts` (section 1.7). */
const ACCOUNTS: ListRules = {
  id: 'accounts',
  filters: [
    { field: 'name', operators: ['like', 'eq'] },
    { field: 'token', operators: ['eq'] },
  ],
  sorts: ['id'],
};

function accountRecords(
  { accounts }: World,
  { accountTokens, permissions }: SandboxKey,
): readonly SandboxRecord[] {
  return accounts
    .filter(({ accountToken }) => accountTokens.includes(accountToken))
    .map(({ id, name, accountToken }) => ({
      id,
      name,
      token: accountToken,
      account_membership_id: 9000 + id,
      user_type: permissions === 'all' ? 'owner' : 'regular',
      currency_symbol: '$',
      time_24_format: false,
      read_vehicles: true,
    }));
}

function userRecord({ user }: SandboxKey): object {
  return {
    id: user.id,
    username: user.email,
    email: user.email,
    first_name: user.firstName,
    last_name: user.lastName,
    fuel_economy_units: 'mpg_us',
    time_zone_name: 'Central Time (US & Canada)',
    time_zone_offset_in_seconds: -21_600,
  };
}

/** `Token KEY`, `Token token=KEY` and `Token token="KEY"` are all in use (section 1.2). */
function keyOf({ keys }: World, authorization = ''): SandboxKey | undefined {
  const apiKey = /^Token (?:token=)?"?([0-9a-z]+)"?$/i.exec(authorization)?.[1];
  return keys.find((key) => key.apiKey === apiKey);
}

function headerText(header: string | string[] | undefined): string {
  return typeof header === 'string' ? header : '';
}

const UNAUTHORIZED: Answer = {
  status: 401,
  headers: { 'WWW-Authenticate': 'Token realm="Application"' },
  body: 'HTTP Token: Access denied.\n',
};
const FORBIDDEN: Answer = { status: 403 };
const NOT_FOUND: Answer = {
  status: 404,
  body: { status: 404, title: 'Not Found', detail: 'There is no such record.' },
};

function tooManyRequests(seconds: number): Answer {
  return {
    status: 429,
    headers: { 'Retry-After': String(seconds) },
    body: { error: 'Too many requests detected from your account token. Please try again later.' },
  };
}
