import { createSecureContext, type SecureContext } from 'node:tls';
import type { Dispatcher } from 'undici';
import { trustOf, type NetworkSettings, type Trust } from './network';

/** What a connection is held to. */
export interface ConnectionLimits {
  /** In milliseconds each. */
  readonly timeouts: { readonly connect: number; readonly headers: number; readonly body: number };
  readonly largestBodyBytes: number;
}

/**
 * Opens what requests are sent through: a pool of connections, straight or through a proxy's tunnels. The HTTP library
 * is loaded here, and the system's certificates are read, so that neither costs anything before the first request.
 * @param proxy the proxy's URL; undefined to go straight.
 */
export async function openDispatcher(
  proxy: string | undefined,
  network: NetworkSettings,
  { timeouts, largestBodyBytes }: ConnectionLimits,
): Promise<Dispatcher> {
  const { Agent, ProxyAgent } = await import('undici');
  const connect = { ...trusting(network), timeout: timeouts.connect };
  const options = {
    headersTimeout: timeouts.headers,
    bodyTimeout: timeouts.body,
    maxResponseSize: largestBodyBytes,
  };
  if (proxy === undefined) {
    return new Agent({ ...options, connect });
  }
  const { proxyAuthorization: token } = network;
  const authorization = token === undefined ? {} : { token };
  return new ProxyAgent({ ...options, ...authorization, uri: proxy, requestTls: connect, proxyTls: connect });
}

/** Hundreds of certificates take tens of milliseconds to read: that is done once, not for every connection. */
function trusting(network: NetworkSettings): Omit<Trust, 'ca'> & { readonly secureContext?: SecureContext } {
  const { ca, ...others } = trustOf(network);
  return ca === undefined ? others : { ...others, secureContext: createSecureContext({ ca }) };
}
