import { FleetioError, type FleetioErrorKind } from './errors';
import type { Call } from './transport';

/** The exchange that failed. */
export interface Attempt {
  readonly call: Call;
  /** The caller's. */
  readonly signal: AbortSignal;
  /** Ends the exchange when it takes too long as a whole. */
  readonly total: AbortSignal;
  readonly proxied: boolean;
}

/** The connection failed after the answer had begun. */
export class BrokenOff extends Error {
  override readonly name = 'BrokenOff';

  constructor(
    readonly status: number,
    readonly reason: unknown,
  ) {
    super('The answer broke off.');
  }
}

interface Explanation {
  readonly kind: FleetioErrorKind;
  readonly message: string;
  readonly nextStep?: string;
}

const PROXY_STEP = 'Check the setting "http.proxy", and the user name and password it may need.';
const CERTIFICATE_STEP =
  'If your company inspects traffic, add its certificate to the system, or name its file in NODE_EXTRA_CA_CERTS. ' +
  'The setting "http.proxyStrictSSL" turns the check off.';

/** The codes of a connection that was there and is gone. */
const LOST: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);

/** The codes of a proxy that makes no tunnel. */
const NO_TUNNEL: ReadonlySet<string> = new Set(['UND_ERR_ABORTED', 'ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

/** What the HTTP library's and the system's error codes mean. */
const EXPLANATIONS: Readonly<Record<string, Explanation>> = {
  UND_ERR_CONNECT_TIMEOUT: { kind: 'timeout', message: 'Connecting took too long.' },
  ETIMEDOUT: { kind: 'timeout', message: 'Connecting took too long.' },
  UND_ERR_HEADERS_TIMEOUT: { kind: 'timeout', message: 'The answer did not begin in time.' },
  UND_ERR_BODY_TIMEOUT: { kind: 'timeout', message: 'The answer did not go on in time.' },
  UND_ERR_RES_EXCEEDED_MAX_SIZE: {
    kind: 'tooLarge',
    message: 'The answer is larger than this client reads.',
  },
  UND_ERR_HEADERS_OVERFLOW: { kind: 'tooLarge', message: 'The answer has too many headers.' },
  UND_ERR_INVALID_ARG: {
    kind: 'invalidRequest',
    message: 'The API key or the account token holds a character that cannot be sent.',
    nextStep: 'Add the key again, without blanks and line breaks.',
  },
  UND_ERR_PRX_TLS: {
    kind: 'offline',
    message: 'The proxy did not secure the connection.',
    nextStep: PROXY_STEP,
  },
  ENOTFOUND: { kind: 'offline', message: "The server's name was not found." },
  EAI_AGAIN: { kind: 'offline', message: "The server's name was not found." },
  ECONNREFUSED: { kind: 'offline', message: 'The server refused the connection.' },
  HTTPParserError: { kind: 'badResponse', message: 'The answer is not HTTP.' },
};

const LOST_CONNECTION: Explanation = { kind: 'offline', message: 'The connection was lost.' };
const UNREACHABLE: Explanation = { kind: 'offline', message: 'The server cannot be reached.' };
const NO_TLS: Explanation = {
  kind: 'offline',
  message: 'No secure connection could be made.',
  nextStep: 'Check that the API URL has the right port, and that no proxy gets in the way of https.',
};
const BAD_CERTIFICATE: Explanation = {
  kind: 'offline',
  message: "The server's certificate is not trusted.",
  nextStep: CERTIFICATE_STEP,
};

/** True for a failure that the same request may well not meet again: the connection was lost on the way. */
export function isLostConnection({ details }: FleetioError): boolean {
  return details.code !== undefined && LOST.has(details.code);
}

/** The failure in the caller's terms. The library's own error is let go of, since it can hold parts of the answer. */
export function failureOf(error: unknown, attempt: Attempt): FleetioError {
  const { path, resource } = attempt.call;
  const subject = resource === undefined ? { path } : { path, resource };
  if (error instanceof FleetioError) {
    return error;
  }
  if (attempt.signal.aborted) {
    return new FleetioError('cancelled', 'The request was cancelled.', subject);
  }
  if (attempt.total.aborted) {
    return new FleetioError('timeout', 'The answer took too long as a whole.', subject);
  }
  if (error instanceof BrokenOff) {
    return brokenOff(error, attempt);
  }
  const code = codeOf(error);
  const { kind, message, nextStep } = explain(error, code, attempt);
  return new FleetioError(kind, message, {
    ...subject,
    code,
    ...(nextStep === undefined ? {} : { nextStep }),
  });
}

function brokenOff({ status, reason }: BrokenOff, attempt: Attempt): FleetioError {
  const failure = failureOf(reason, attempt);
  if (failure.kind !== 'offline') {
    return failure;
  }
  return new FleetioError('badResponse', 'The answer broke off before its end.', {
    ...failure.details,
    status,
    nextStep: 'Try again. If it stays, a proxy may cut answers off.',
  });
}

function explain(error: unknown, code: string, { proxied }: Attempt): Explanation {
  if (proxied && NO_TUNNEL.has(code)) {
    return noTunnel(error);
  }
  if (LOST.has(code)) {
    return LOST_CONNECTION;
  }
  if (/^(?:ERR_SSL_|EPROTO$)/.test(code)) {
    return NO_TLS;
  }
  if (/^(?:CERT_|ERR_TLS_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_)/.test(code)) {
    return BAD_CERTIFICATE;
  }
  return EXPLANATIONS[code] ?? UNREACHABLE;
}

/** The library tells the proxy's status in its words alone. */
function noTunnel(error: unknown): Explanation {
  const status = /\((\d{3})\)/.exec(error instanceof Error ? error.message : '')?.[1];
  const message =
    status === undefined ? 'The proxy cannot be reached.' : `The proxy answered with status ${status}.`;
  return { kind: 'offline', message, nextStep: PROXY_STEP };
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) {
    return 'UNKNOWN';
  }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  return code.startsWith('HPE_') ? 'HTTPParserError' : code;
}
