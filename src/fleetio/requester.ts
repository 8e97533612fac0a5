import { retryAtOf, serverTimeOf, type ApiAnswer } from './answers';
import { pause, type Clock } from './clock';
import type { Connection } from './connection';
import { FleetioError } from './errors';
import type { Place, RequestQueue } from './rateLimit';
import type { Call, Transport } from './transport';
import { isLostConnection } from './transportErrors';

/** What a request is sent with. */
export interface RequesterParts {
  readonly transport: Transport;
  readonly queue: RequestQueue;
  readonly clock: Clock;
  /** From 0 up to 1. */
  readonly random: () => number;
}

/** Gateways say these when the server behind them is busy or restarts. */
const PASSING_STATUSES: ReadonlySet<number> = new Set([502, 503, 504]);

/** In milliseconds; somewhere between these, so that clients that failed together do not come back together. */
const RETRY_DELAY = { least: 200, most: 1200 };

/** How often the server may put a request off before that is told. */
const MOST_REFUSALS = 3;

/** Sends one request and reads its answer, as soon as the limit lets it. */
type Send = () => Promise<ApiAnswer>;

/**
 * Sends one request under the account's limit. A GET is sent once more after a lost connection or a passing fault of
 * a gateway, and waits for the next minute after a 429; what changes something is never sent twice.
 * @throws FleetioError when there is no answer. Answers with an error status come back as they are.
 */
export async function sendInTurn(
  parts: RequesterParts,
  connection: Connection,
  call: Call,
  place: Place,
  signal: AbortSignal,
): Promise<ApiAnswer> {
  const send: Send = () => sendOnce(parts, connection, call, place, signal);
  if (call.method !== 'GET') {
    return send();
  }
  try {
    const answer = await sendUntilTaken(send);
    if (!PASSING_STATUSES.has(answer.status)) {
      return answer;
    }
  } catch (error) {
    if (!(error instanceof FleetioError) || !isLostConnection(error)) {
      throw error;
    }
  }
  const { least, most } = RETRY_DELAY;
  await pause(least + parts.random() * (most - least), parts.clock, signal);
  return sendUntilTaken(send);
}

async function sendUntilTaken(send: Send): Promise<ApiAnswer> {
  for (let refusals = 1; ; refusals += 1) {
    const answer = await send();
    if (answer.status !== 429 || refusals === MOST_REFUSALS) {
      return answer;
    }
  }
}

async function sendOnce(
  { transport, queue }: RequesterParts,
  connection: Connection,
  call: Call,
  place: Place,
  signal: AbortSignal,
): Promise<ApiAnswer> {
  const turn = await queue.turn(place, signal);
  try {
    const answer = await transport(connection, call, signal);
    const time = serverTimeOf(answer);
    if (time !== undefined) {
      turn.toldTime(time);
    }
    if (answer.status === 429) {
      turn.refused(retryAtOf(answer));
    }
    return answer;
  } finally {
    turn.done();
  }
}
