import type { ApiAnswer } from './answers';
import { checkedApiUrl, type Connection } from './connection';
import { FleetioError, type FleetioErrorKind } from './errors';
import { requestUrl, type ApiRequest } from './request';

/** Sends one GET and reads its answer to the end. */
export type Transport = (
  connection: Connection,
  request: ApiRequest,
  signal: AbortSignal,
) => Promise<ApiAnswer>;

const CONNECT_MILLISECONDS = 10_000;
const ANSWER_MILLISECONDS = 30_000;
const LARGEST_BODY_BYTES = 20_000_000;

/**
 * Sends over HTTP, with connections that are kept for the next request. Redirects are not followed, so that the key
 * reaches one host only. The HTTP library is loaded with the first request.
 */
export function httpTransport(): Transport {
  let loaded: ReturnType<typeof load> | undefined;
  return async (connection, request, signal) => {
    const url = requestUrl(checkedApiUrl(connection.apiUrl), request);
    const { path } = request;
    try {
      loaded ??= load();
      const { send, dispatcher } = await loaded;
      const answer = await send(url, { headers: headersOf(connection), signal, dispatcher });
      const body = await answer.body.text();
      return {
        status: answer.statusCode,
        header: headerReader(answer.headers),
        body,
        path,
        receivedAt: Date.now(),
      };
    } catch (error) {
      throw failure(error, path, signal);
    }
  };
}

async function load() {
  const { Agent, request } = await import('undici');
  const dispatcher = new Agent({
    connect: { timeout: CONNECT_MILLISECONDS },
    headersTimeout: ANSWER_MILLISECONDS,
    bodyTimeout: ANSWER_MILLISECONDS,
    maxResponseSize: LARGEST_BODY_BYTES,
  });
  return { send: request, dispatcher };
}

/** Section 1.1. */
function headersOf({ apiKey, accountToken, apiVersion }: Connection): Record<string, string> {
  return {
    Accept: 'application/json',
    Authorization: `Token ${apiKey}`,
    'X-Api-Version': apiVersion,
    ...(accountToken === undefined ? {} : { 'Account-Token': accountToken }),
  };
}

function headerReader(headers: Readonly<Record<string, string | string[] | undefined>>): ApiAnswer['header'] {
  return (name) => {
    const value = headers[name];
    return Array.isArray(value) ? value.join(', ') : value;
  };
}

/** What the HTTP library's and the system's error codes mean; everything else is a lost connection. */
const CODES: Readonly<Record<string, readonly [FleetioErrorKind, string]>> = {
  UND_ERR_CONNECT_TIMEOUT: ['timeout', 'Connecting took too long.'],
  UND_ERR_HEADERS_TIMEOUT: ['timeout', 'The answer did not begin in time.'],
  UND_ERR_BODY_TIMEOUT: ['timeout', 'The answer did not go on in time.'],
  UND_ERR_RES_EXCEEDED_MAX_SIZE: ['tooLarge', 'The answer is larger than this client reads.'],
};

function failure(error: unknown, path: string, signal: AbortSignal): FleetioError {
  if (signal.aborted) {
    return new FleetioError('cancelled', 'The request was cancelled.', { path });
  }
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  const [kind, message] = CODES[code] ?? ['offline', 'The server cannot be reached.'];
  return new FleetioError(kind, message, { path, code });
}
