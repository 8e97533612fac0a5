import { systemClock, type Clock } from './clock';
import type { Connection } from './connection';
import { DEFAULT_REQUESTS_PER_MINUTE, RequestQueue } from './rateLimit';
import { httpTransport, type Transport, type TransportSettings } from './transport';

/** What all clients of a program share, so that they keep an account's limit together. */
export interface ClientServices {
  readonly transport: Transport;
  readonly clock: Clock;
  /** From 0 up to 1. */
  readonly random: () => number;
  /** The requests of the connection's account. */
  readonly queueOf: (connection: Connection) => RequestQueue;
  /** Ends all connections and what is under way on them. */
  readonly close: () => Promise<void>;
}

export interface ServiceSettings extends TransportSettings {
  /** How many requests a minute the accounts' plan allows; 20 by default. */
  readonly requestsPerMinute?: number;
  readonly clock?: Clock;
  readonly random?: () => number;
}

/** Makes the services. Nothing is loaded and no connection is made before the first request. */
export function createServices(settings: ServiceSettings = {}): ClientServices {
  const { clock = systemClock, random = Math.random } = settings;
  // With less than one nothing would ever be sent.
  const most = (): number => Math.max(1, settings.requestsPerMinute ?? DEFAULT_REQUESTS_PER_MINUTE);
  const { send, close } = httpTransport(settings, () => clock.now());
  const queues = new Map<string, RequestQueue>();
  return {
    transport: send,
    clock,
    random,
    queueOf: ({ apiUrl, accountToken = '' }) => {
      const account = `${apiUrl} ${accountToken}`;
      const queue = queues.get(account) ?? new RequestQueue(most, clock);
      queues.set(account, queue);
      return queue;
    },
    close,
  };
}
