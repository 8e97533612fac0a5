import { FleetioError, type FleetioErrorDetails, type FleetioErrorKind } from './errors';
import { isJsonObject, parseExactJson } from './json';
import type { Redact } from './redact';

/** What a request was about, for errors: never its query or its headers. */
export interface Subject {
  /** Below the API's URL. */
  readonly path: string;
  /** The catalogue's id of what was asked for. */
  readonly resource?: string;
}

/** What came back from the server, read to its end. */
export interface ApiAnswer {
  readonly status: number;
  /** By their names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly subject: Subject;
  /** When it arrived, in milliseconds since the epoch. */
  readonly receivedAt: number;
  /** From sending the request to its arrival. */
  readonly milliseconds: number;
  /** Takes the secrets of the request out of what is told of the answer. */
  readonly redact: Redact;
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
  const type = answer.headers['content-type'];
  if (type !== undefined && !type.includes('json')) {
    const what = isHtml(answer) ? 'a web page' : `of type ${type}`;
    throw badResponse(answer, `The answer is ${what}, not JSON.`);
  }
  try {
    return parseExactJson(answer.body);
  } catch {
    // The parser's own words would quote the body.
    const flaw = answer.body.trim() === '' ? 'is empty' : 'is not JSON, or was cut off';
    throw badResponse(answer, `The answer ${flaw}.`);
  }
}

/** An answer that is not what the API would give. */
export function badResponse({ status, subject }: ApiAnswer, message: string): FleetioError {
  return new FleetioError('badResponse', message, { ...subject, status });
}

/**
 * When a refused request may be made again, in milliseconds since the epoch: `Retry-After` counts seconds; without it,
 * the window ends with the clock minute.
 */
export function retryAtOf({ headers, receivedAt }: ApiAnswer): number {
  const seconds = Number(headers['retry-after'] ?? NaN);
  return Number.isFinite(seconds) && seconds >= 0
    ? receivedAt + seconds * 1000
    : (Math.floor(receivedAt / 60_000) + 1) * 60_000;
}

/** The server's own time when it gave the answer, to the second, in milliseconds since the epoch. */
export function serverTimeOf({ headers }: ApiAnswer): number | undefined {
  const time = Date.parse(headers['date'] ?? '');
  return Number.isNaN(time) ? undefined : time;
}

function refusal(answer: ApiAnswer): FleetioError {
  const { status, subject } = answer;
  if (status >= 400 && status < 500 && isHtml(answer)) {
    return badResponse(answer, `A web page with status ${status} came in place of an answer.`);
  }
  const kind = KINDS[status] ?? (status >= 500 ? 'server' : status < 400 ? 'redirected' : 'invalidRequest');
  const said = serverMessage(answer);
  const details: FleetioErrorDetails = {
    ...subject,
    status,
    ...(kind === 'rateLimited' ? { retryAt: retryAtOf(answer) } : {}),
    ...(said === undefined ? {} : { serverMessage: said }),
  };
  const message = MESSAGES[kind] ?? `Fleetio answered with status ${status}${said ? `: ${said}` : '.'}`;
  return new FleetioError(kind, message, details);
}

/** Rails says HTML of an empty body and of plain words too: the body decides. */
function isHtml({ headers, body }: ApiAnswer): boolean {
  const markup = headers['content-type']?.includes('html') ? /^\s*</ : /^\s*<(?:!doctype|html)/i;
  return markup.test(body);
}

const LONGEST_MESSAGE = 300;

/**
 * What the server says of an error: `error`, then `message`, then `detail`, then `errors`, then `title`, then plain text;
 * never HTML (section 5).
 */
function serverMessage(answer: ApiAnswer): string | undefined {
  const { body, headers, redact } = answer;
  const isText = headers['content-type']?.includes('text/') === true && !isHtml(answer);
  const text = messageIn(body) ?? (isText ? body.trim() : '');
  return text === '' ? undefined : redact(text).slice(0, LONGEST_MESSAGE);
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
  const { error, message, detail, errors, title } = value;
  return [error, message, detail, fieldMessages(errors), title].find((part) => typeof part === 'string');
}

/** `{"value": ["must be …"]}` as `value must be …` (section 5, 422); what is inside a 400 is not known. */
function fieldMessages(errors: unknown): string | undefined {
  if (!isJsonObject(errors)) {
    return listed(errors);
  }
  const fields = Object.entries(errors).map(([field, messages]) =>
    `${field} ${listed(messages) ?? ''}`.trim(),
  );
  return fields.length === 0 ? undefined : fields.join('; ');
}

/** Texts and numbers in a row; undefined where there are none. */
function listed(messages: unknown): string | undefined {
  const texts = [messages].flat().filter((part) => typeof part === 'string' || typeof part === 'number');
  return texts.length === 0 ? undefined : texts.join(', ');
}
