import { isLoopback } from '../../fleetio/connection';
import type { FleetRecord } from '../../fleetio/client';

/** A vehicle's photos, the size that fits a panel first (fleetio-api.md section 6.1). */
const FIELDS = ['default_image_url_medium', 'default_image_url', 'default_image_url_small'];

/** The address of a vehicle's photo; undefined where it has none that may be shown. */
export function photoOf(record: FleetRecord): string | undefined {
  return FIELDS.map((field) => record[field]).find(mayBeShown);
}

/**
 * Where photos may come from, for a page's policy: any server by https, since Fleetio keeps them apart from its API; for
 * an API on this machine, also this machine.
 */
export function photoSources(apiUrl: string | undefined): readonly string[] {
  const isLocal = apiUrl !== undefined && isLoopback(new URL(apiUrl).hostname);
  return isLocal ? ['https:', 'http://127.0.0.1:*', 'http://localhost:*'] : ['https:'];
}

function mayBeShown(url: unknown): url is string {
  if (typeof url !== 'string' || !URL.canParse(url)) {
    return false;
  }
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}
