import type { ResourceId } from '../../fleetio/resources';
import type { StoredKey } from '../../keys/storedKey';
import { isRecordNode, vehicleOf, type Node } from './nodes';

/**
 * What has a page of its own in Fleetio's web application, below the account's token (fleetio-api.md section 1.4 has the
 * shape of those addresses; that a page is called as its resource is an inference).
 */
const PAGES: ReadonlySet<ResourceId> = new Set<ResourceId>([
  'vehicles',
  'fuel_entries',
  'service_entries',
  'issues',
  'service_reminders',
  'work_orders',
  'submitted_inspection_forms',
  'contacts',
  'equipment',
  'vendors',
  'parts',
  'purchase_orders',
]);

/** The page of a row in Fleetio's web application: its own, else that of its vehicle, else that of the account. */
export function webPageOf(
  row: Node,
  { apiUrl, accountToken }: Pick<StoredKey, 'apiUrl' | 'accountToken'>,
): string {
  return new URL(`/${encodeURIComponent(accountToken)}/${pathOf(row)}`, apiUrl).href;
}

function pathOf(row: Node): string {
  if (isRecordNode(row) && PAGES.has(row.resource)) {
    return `${row.resource}/${row.record.id}`;
  }
  const vehicle = vehicleOf(row);
  if (vehicle !== undefined) {
    return `vehicles/${vehicle.record.id}`;
  }
  return row.kind === 'section' && PAGES.has(row.query.resource) ? row.query.resource : 'dashboard';
}
