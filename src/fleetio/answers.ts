import { FleetioError, type FleetioErrorDetails, type FleetioErrorKind } from './errors';
import { isJsonObject, parseExactJson } from './records';

/** What came back from the server, read to its end. */
export interface ApiAnswer {
  readonly status: number;
  /** A header by its name in lower case. */
  readonly header: (name: string) => string | undefined;
  readonly body: string;
  /** Of the request, without its query. */
  readonly path: string;
  /** When it arrived, in milliseconds since the epoch. */
  readonly receivedAt: number;
}

const KINDS: Readonly<Record<number, FleetioErrorKind>> = {
  400: 'invalidRequest',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'notFound',
  422: 'validation',
  429: 'rateLimited',
};

/** What each kind means, where the server says nothing that helps. */
const MESSAGES: Readonly<Partial<Record<FleetioErrorKind, string>>> = {
  unauthorized: 'Fleetio refused the API key or the account token.',
  forbidden: "The key's user may not do this.",
  notFound: 'Fleetio has no such record.',
  rateLimited: "The account's requests of this minute are used up.",
  redirected: 'The server answered with a redirect, which is never followed.',
};

/**
 * The JSON in a good answer.
 * @throws FleetioError for every other answer (section 5): an error can be JSON, plain text, HTML of a proxy or empty.
 */
export function readAnswer(answer: ApiAnswer): unknown {
  if (answer.status < 200 || answer.status > 299) {
    throw refusal(answer);
  }
  try {
    return parseExactJson(answer.body);
  } catch {
    throw badResponse(answer, 'The answer is not JSON.');
  }
}

/** An answer that is not what the API would give. */
export function badResponse({ status, path }: ApiAnswer, message: string): FleetioError {
  return new FleetioError('badResponse', message, { status, path });
}

function refusal(answer: ApiAnswer): FleetioError {
  const { status, path } = answer;
  const kind = KINDS[status] ?? (status >= 500 ? 'server' : status < 400 ? 'redirected' : 'invalidRequest');
  const said = serverMessage(answer);
  const details: FleetioErrorDetails = {
    status,
    path,
    ...(kind === 'rateLimited' ? { retryAt: retryAt(answer) } : {}),
    ...(said === undefined ? {} : { serverMessage: said }),
  };
  const message = MESSAGES[kind] ?? `Fleetio answered with status ${status}${said ? `: ${said}` : '.'}`;
  return new FleetioError(kind, message, details);
}

/** `Retry-After` counts seconds; without it, the window ends with the clock minute. */
function retryAt({ header, receivedAt }: ApiAnswer): number {
  const seconds = Number(header('retry-after') ?? NaN);
  return Number.isFinite(seconds) && seconds >= 0
    ? receivedAt + seconds * 1000
    : (Math.floor(receivedAt / 60_000) + 1) * 60_000;
}

const LONGEST_MESSAGE = 300;

/** What the server says of an error: `error`, then `message`, then `errors`, then plain text; never HTML. */
function serverMessage({ body, header }: ApiAnswer): string | undefined {
  const text = messageIn(body) ?? (header('content-type')?.includes('text/plain') ? body.trim() : '');
  return text === '' ? undefined : text.slice(0, LONGEST_MESSAGE);
}

function messageIn(body: string): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    // Errors are often no JSON; the caller then looks at the text.
    return undefined;
  }
  if (!isJsonObject(value)) {
    return undefined;
  }
  const said = [value['error'], value['message'], value['detail']].find((part) => typeof part === 'string');
  return typeof said === 'string' ? said : fieldMessages(value['errors']);
}

/** `{"value": ["must be …"]}` as `value must be …` (section 5, 422). */
function fieldMessages(errors: unknown): string | undefined {
  if (!isJsonObject(errors)) {
    return undefined;
  }
  return Object.entries(errors)
    .map(
      ([field, messages]) => `${field} ${Array.isArray(messages) ? messages.join(', ') : String(messages)}`,
    )
    .join('; ');
}
