import tls from 'node:tls';
import { isLoopback } from './connection';
import { FleetioError } from './errors';

/** How the machine reaches the network, as plain data: VS Code's settings and the environment. */
export interface NetworkSettings {
  /** `http.proxy`; it goes before the environment's. */
  readonly proxy?: string;
  /** `http.noProxy`; together with the environment's. */
  readonly noProxy?: readonly string[];
  /** `http.proxyAuthorization`: the header's value. It goes before the user and password in the proxy's URL. */
  readonly proxyAuthorization?: string;
  /** `http.proxyStrictSSL`: whether certificates have to be good; true by default. */
  readonly strictSsl?: boolean;
  /** `http.systemCertificates`: whether those of the system count, where Node offers them; true by default. */
  readonly systemCertificates?: boolean;
  /** More certificate authorities to trust, in PEM. */
  readonly certificates?: readonly string[];
  /** `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` in either case are read from it. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/** What a TLS connection trusts; empty where Node's own default is to hold. */
export interface Trust {
  /** In PEM. */
  readonly ca?: string[];
  readonly rejectUnauthorized?: boolean;
}

/** VS Code reads them in this order. */
const PROXY_VARIABLES = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'];
const NO_PROXY_VARIABLES = ['NO_PROXY', 'no_proxy'];

const DEFAULT_PORTS: Readonly<Record<string, string>> = { 'https:': '443', 'http:': '80' };

/**
 * The URL of the proxy that a request to `url` goes through; undefined when it goes straight. What is for this machine
 * never leaves it.
 * @throws FleetioError `invalidRequest` when the proxy's address is none.
 */
export function proxyFor(url: URL, settings: NetworkSettings): string | undefined {
  const { environment = {}, noProxy = [] } = settings;
  const proxy = firstFilledIn([settings.proxy, ...PROXY_VARIABLES.map((name) => environment[name])]);
  if (proxy === undefined || isLoopback(url.hostname)) {
    return undefined;
  }
  const variable = firstFilledIn(NO_PROXY_VARIABLES.map((name) => environment[name])) ?? '';
  const exceptions = [...noProxy, ...variable.split(/[\s,]+/)];
  return exceptions.some((exception) => covers(exception.trim().toLowerCase(), url))
    ? undefined
    : proxyUrl(proxy);
}

function firstFilledIn(texts: readonly (string | undefined)[]): string | undefined {
  return texts.map((text) => text?.trim()).find((text) => text !== undefined && text !== '');
}

/** `proxy.example:8080` is common, though it is no URL. */
function proxyUrl(proxy: string): string {
  const url = proxy.includes('://') ? proxy : `http://${proxy}`;
  if (!URL.canParse(url) || !/^https?:/i.test(url)) {
    const nextStep = 'Set "http.proxy" or HTTPS_PROXY to an address such as http://proxy.example:8080.';
    throw new FleetioError('invalidRequest', "The proxy's address is no http:// or https:// address.", {
      nextStep,
    });
  }
  return url;
}

/** True when an entry of a no-proxy list means the host: `*`, `host`, `.domain`, `*.domain`, with or without a port. */
function covers(exception: string, { hostname, port, protocol }: URL): boolean {
  const [, name = '', exceptPort] = /^(.*?)(?::(\d+))?$/.exec(exception) ?? [];
  if (name === '' || (exceptPort !== undefined && exceptPort !== (port || DEFAULT_PORTS[protocol]))) {
    return false;
  }
  const domain = name.replace(/^\*?\.?/, '');
  return domain === '' || hostname === domain || hostname.endsWith(`.${domain}`);
}

/** Newer versions of Node (22.15, 23.9) can tell which certificates they and the system trust. */
export interface CertificateSource {
  readonly getCACertificates?: (type: 'default' | 'system') => string[];
}

/** Which certificates a connection takes. It reads the system's, so it is for the first connection, not before. */
export function trustOf(settings: NetworkSettings, source = tls as CertificateSource): Trust {
  const { strictSsl = true, systemCertificates = true, certificates = [] } = settings;
  if (!strictSsl) {
    return { rejectUnauthorized: false };
  }
  const system = systemCertificates ? (source.getCACertificates?.('system') ?? []) : [];
  const added = [...system, ...certificates];
  const own = source.getCACertificates?.('default') ?? tls.rootCertificates;
  return added.length === 0 ? {} : { ca: [...new Set([...own, ...added])] };
}
