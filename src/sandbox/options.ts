import type { ApiVersion } from '../fleetio/versions';
import type { FaultPlan } from './faults';

export interface SandboxOptions {
  /** 0, the default: any free one. */
  readonly port?: number;
  /** The address to listen on; this machine's loopback address by default. */
  readonly host?: string;
  /** Vehicles of the first account; 120 by default. The second one has a tenth. */
  readonly vehicles?: number;
  /** Meter entries of each vehicle, every other one with a fuel entry; 60 by default. */
  readonly entries?: number;
  /** The same seed gives the same fleet, keys and tokens; 1 by default. */
  readonly seed?: number;
  /** Requests a clock minute for each account token; 20 by default, as in Fleetio's documentation. */
  readonly rateLimit?: number | 'off';
  /** Milliseconds before every answer. */
  readonly latency?: number;
  /** The version that every key is locked to, save the one that is locked to an old version. */
  readonly versionLock?: ApiVersion;
  /** The day on which the generated history ends; {@link FLEET_TODAY} by default. */
  readonly today?: Date;
  /** The clock of the rate limit and of what is written; it does not change the fleet. */
  readonly now?: () => number;
  /** Where photos of the vehicles are, without a slash at its end: `http://127.0.0.1:1234`. None has one by default. */
  readonly photos?: string;
  /** How to answer where Fleetio's documentation is silent. */
  readonly guesses?: Partial<Guesses>;
  /** What goes wrong from the start. */
  readonly faults?: readonly FaultPlan[];
}

/** Where every generated history ends by default, so that the same seed gives the same fleet on any day. */
export const FLEET_TODAY = new Date('2026-06-30T15:00:00Z');

/**
 * What is known of no answer of Fleetio's for certain, and how the sandbox can answer: the likely way first
 * (fleetio-api.md names the evidence in the sections given).
 */
export const GUESSES = {
  /** The body of a 401: Rails' plain text, or the newer problem object (section 5). */
  unauthorizedBody: ['text', 'json'],
  /** The body of a 429: an object, or the older plain text (section 5). */
  tooManyBody: ['json', 'text'],
  /** The status for a key whose account's plan has no API access (section 1.8). */
  noApiAccess: [403, 401, 402],
  /** What comes of an `X-Api-Version` that does not exist (section 1.5). */
  unknownVersion: ['refused', 'ignored'],
  /** Whether a version is also served on the paths of others: `/api/v1/vehicles` with 2025-05-05 (section 2). */
  otherPaths: ['served', 'missing'],
  /** What comes of `q[…]` in a list that takes `filter[…]` (section 4.1). */
  oldFilters: ['ignored', 'refused'],
  /** What comes of two filters on one field, such as `gte` and `lt` (section 4.1). */
  secondFilter: ['taken', 'ignored'],
  /** What comes of a `per_page` out of bounds (section 3.1). */
  perPage: ['refused', 'clamped'],
  /** Whether a cursor sent alone goes on with the filters, the order and the size that it was made for (section 3.1). */
  cursor: ['remembersQuery', 'positionOnly'],
  /** How a fuel entry shown alone writes decimals; the list writes texts (section 6.3). */
  shownDecimals: ['numbers', 'texts'],
  /** The `date` of an inspection: `2025-03-01` or `Mar 01, 2025` (section 6.11). */
  inspectionDate: ['iso', 'words'],
  /** What `/vehicles/:id/current_assignment` answers where nobody drives (section 6.1). */
  noAssignment: ['notFound', 'noContent', 'null', 'emptyObject'],
  /** The colour of a vehicle's status: `green`, or a hex code (section 6.1). */
  statusColor: ['name', 'hex'],
  /** The case of the words that issues are filtered by (section 6.7). */
  stateFilter: ['anyCase', 'capitalised'],
  /** What an issue calls that it is late (section 6.7). */
  overdueField: ['overdue', 'is_overdue'],
} as const satisfies Readonly<Record<string, readonly (string | number)[]>>;

export type Guesses = { readonly [Name in keyof typeof GUESSES]: (typeof GUESSES)[Name][number] };

/** Every guess, as the sandbox answers when it is told nothing. */
export const LIKELY_GUESSES = Object.fromEntries(
  Object.entries(GUESSES).map(([name, [likely]]) => [name, likely]),
) as Guesses;
