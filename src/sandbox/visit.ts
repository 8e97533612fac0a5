import type { IncomingHttpHeaders } from 'node:http';
import type { AccountRecords } from './fleet/collections';
import type { Reader } from './listQuery';
import type { ListTools } from './lists';
import type { Guesses } from './options';
import type { SandboxKeys } from './keys';
import type { SandboxAccount, SandboxKey } from './people';
import type { ClockMinuteLimit } from './rateLimit';
import type { TimeZone, ZoneName } from './timeZone';

/** What the sandbox answers from. */
export interface World {
  readonly keys: SandboxKeys;
  readonly accounts: readonly SandboxAccount[];
  /** By account token. */
  readonly records: ReadonlyMap<string, AccountRecords>;
  readonly zones: Readonly<Record<ZoneName, TimeZone>>;
  readonly tools: ListTools;
  readonly limit: ClockMinuteLimit;
  readonly guesses: Guesses;
  readonly now: () => number;
}

export interface Question {
  readonly method: string;
  /** Below the API's URL, decoded, without the number of a generation: `/vehicles/1001`. */
  readonly path: string;
  /** That number: `v1`, `v2` or nothing. */
  readonly number: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** The JSON in the body; undefined where there is none. */
  readonly body: unknown;
}

/** A question whose key is good: who asks, in which version. */
export interface Caller extends Reader {
  readonly world: World;
  readonly question: Question;
  readonly key: SandboxKey;
}

/** A question that was let in to an account. */
export interface Visit extends Caller {
  readonly records: AccountRecords;
}
