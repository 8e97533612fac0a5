import type { Guesses } from './options';

/** An answer: an object or null goes out as JSON, a string as plain text or HTML, nothing as an empty body. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object | string | null;
}

/** What the API answers when it does not do as asked (fleetio-api.md section 5). */
export const FORBIDDEN: Answer = { status: 403 };

export const NOT_FOUND = problem(404, 'Not Found', 'There is no such record.');

export const NOT_IN_SANDBOX = problem(
  501,
  'Not Implemented',
  'The sandbox reads, and creates meter entries only.',
);

export function unauthorized({ unauthorizedBody }: Guesses): Answer {
  const headers = { 'WWW-Authenticate': 'Token realm="Application"' };
  const { status, body } = problem(
    401,
    'Unauthorized',
    'The API key or the account token is wrong or missing.',
  );
  return {
    status,
    headers,
    body: unauthorizedBody === 'text' ? 'HTTP Token: Access denied.\n' : (body ?? ''),
  };
}

export function badRequest(field: string, message: string): Answer {
  return { status: 400, body: { errors: { [field]: [message] } } };
}

export function invalid(errors: Readonly<Record<string, readonly string[]>>): Answer {
  return { status: 422, body: { errors } };
}

export function tooManyRequests(seconds: number, style: Guesses['tooManyBody'] = 'json'): Answer {
  return {
    status: 429,
    headers: { 'Retry-After': String(seconds) },
    body:
      style === 'json'
        ? { error: 'Too many requests detected from your account token. Please try again later.' }
        : 'Too many requests detected from your IP. Please try again later.\n',
  };
}

/** In the style of RFC 7807. */
export function problem(status: number, title: string, detail: string): Answer {
  return { status, body: { status, title, detail, instance: 'about:blank' } };
}
