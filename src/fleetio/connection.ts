import { FleetioError } from './errors';
import type { ApiVersion } from './versions';

/** Where requests go and who makes them. */
export interface Connection {
  /** The API's URL without a slash at its end: `https://secure.fleetio.com/api`. */
  readonly apiUrl: string;
  readonly apiKey: string;
  readonly apiVersion: ApiVersion;
  /** Which account; only `accounts()` works without one. */
  readonly accountToken?: string;
}

/** This machine, by the names that never leave it. */
const LOOPBACK_HOST = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** True when `host`, as a URL writes it, is this machine. */
export function isLoopback(host: string): boolean {
  return LOOPBACK_HOST.test(host);
}

/** Who answers at an API URL, in a sentence: `Fleetio`, or the host of anything else, such as the sandbox. */
export function serverName(apiUrl: string): string {
  const { host = apiUrl, hostname = '' } = URL.canParse(apiUrl) ? new URL(apiUrl) : {};
  return /(?:^|\.)fleetio\.com$/.test(hostname) ? 'Fleetio' : host;
}

/**
 * Reads the address of the API and makes sure that a key may be sent there: https, or plain http to this machine.
 * @returns the URL without a slash at its end.
 * @throws FleetioError `invalidRequest` when no request may be made to it.
 */
export function checkedApiUrl(apiUrl: string): string {
  const url = URL.canParse(apiUrl) ? new URL(apiUrl) : undefined;
  if (url === undefined || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw refusedUrl('The API URL is not a web address such as https://secure.fleetio.com/api.');
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    throw refusedUrl('The API URL starts with http://, which would send the key unencrypted.');
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw refusedUrl('The API URL must hold no user name, query or fragment.');
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

function refusedUrl(message: string): FleetioError {
  const nextStep = 'Set the API URL to an https:// address; plain http:// is accepted for this machine only.';
  return new FleetioError('invalidRequest', message, { nextStep });
}
