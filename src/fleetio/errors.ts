/** What went wrong with a request, in the caller's terms (fleetio-api.md section 5). */
export type FleetioErrorKind =
  /** 401: the key or the account token is wrong or revoked. */
  | 'unauthorized'
  /** 403: the key's user may not do this, or the account's plan has no API access. */
  | 'forbidden'
  /** 404. */
  | 'notFound'
  /** 429: the account's requests of this minute are used up. */
  | 'rateLimited'
  /** 400, or a request that is refused before it is made: an unknown filter, an address that is not safe. */
  | 'invalidRequest'
  /** 422: a write that the server's rules refuse. */
  | 'validation'
  /** 5xx. */
  | 'server'
  /** No connection: DNS, refused, reset, TLS, proxy. */
  | 'offline'
  | 'timeout'
  /** The body is larger than this client reads. */
  | 'tooLarge'
  /** Not JSON, truncated, or of another shape than the API's. */
  | 'badResponse'
  /** 3xx: never followed, so that the key reaches one host only. */
  | 'redirected'
  /** The caller's AbortSignal ended it. */
  | 'cancelled';

/** What a person can do about each kind, in one sentence or two. */
const NEXT_STEPS: Readonly<Record<FleetioErrorKind, string>> = {
  unauthorized:
    'Check the API key and the account token. A revoked key cannot be brought back: add a new one.',
  forbidden:
    'Ask an administrator of the Fleetio account for the permission. API access needs a Professional or Premium plan.',
  notFound: 'It may have been deleted or archived, or belong to another account. Refresh the list.',
  rateLimited: 'Wait until the next minute, then try again.',
  invalidRequest: 'Change the request as the message says.',
  validation: 'Change the values as the message says.',
  server: 'Try again in a while. If it stays, tell Fleetio.',
  offline: 'Check the network, the VPN and the proxy settings, then try again.',
  timeout: 'Check the network, then try again.',
  tooLarge: 'Ask for fewer records on a page.',
  badResponse:
    'A proxy or a sign-in page may have answered in place of Fleetio. Check the network and the API URL.',
  redirected: 'Check the API URL: it must be the address that answers itself.',
  cancelled: 'Ask again when it is needed.',
};

/**
 * A request that failed. Everything in it is safe to show and to log: no key, no account token, no header, no body,
 * and no error of a library below it, since those can carry any of these.
 */
export class FleetioError extends Error {
  override readonly name = 'FleetioError';
  /** What to do about it, in plain words. */
  readonly nextStep: string;

  constructor(
    readonly kind: FleetioErrorKind,
    message: string,
    readonly details: FleetioErrorDetails = {},
  ) {
    super(message);
    this.nextStep = details.nextStep ?? NEXT_STEPS[kind];
  }
}

export interface FleetioErrorDetails {
  /** The HTTP status, when there was an answer. */
  readonly status?: number;
  /** The path of the request below the API's URL, without its query. */
  readonly path?: string;
  /** The catalogue's id of what was asked for. */
  readonly resource?: string;
  /** When to try again, in milliseconds since the epoch; with `rateLimited`. */
  readonly retryAt?: number;
  /** What the server said, shortened and redacted. */
  readonly serverMessage?: string;
  /** The system's word for what failed: `ECONNRESET`, `CERT_HAS_EXPIRED`. */
  readonly code?: string;
  /** What to do next, where the kind alone does not tell. */
  readonly nextStep?: string;
}
