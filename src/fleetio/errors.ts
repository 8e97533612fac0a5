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
  /** 400 or a filter that the catalogue does not know. */
  | 'invalidRequest'
  /** 422: a write that the server's rules refuse. */
  | 'validation'
  /** 5xx. */
  | 'server'
  /** No connection: DNS, refused, reset, TLS. */
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

/** A request that failed. Its message is safe to show: no key, no account token, no body. */
export class FleetioError extends Error {
  override readonly name = 'FleetioError';

  constructor(
    readonly kind: FleetioErrorKind,
    message: string,
    readonly details: FleetioErrorDetails = {},
  ) {
    super(message, { cause: details.cause });
  }
}

export interface FleetioErrorDetails {
  /** The HTTP status, when there was an answer. */
  readonly status?: number;
  /** The path of the request below the API's URL, without its query. */
  readonly path?: string;
  /** When to try again, in milliseconds since the epoch; with `rateLimited`. */
  readonly retryAt?: number;
  /** What the server said, shortened and redacted. */
  readonly serverMessage?: string;
  readonly cause?: unknown;
}
