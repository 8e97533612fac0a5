import { stamps, table, type Collection, type Draft } from './collection';
import { CITIES } from './cities';
import type { Fleet } from './fleet';
import { FAULT_RULES } from './issues';
import * as lookups from './lookups';
import type { FleetResource } from './plan';

/** What an account's settings were made; later rows a minute later. */
const BEGAN = Date.UTC(2016, 1, 1, 15);

/** The short lists of an account's settings, by their resources. */
export function settings(fleet: Fleet): Readonly<Partial<Record<FleetResource, Collection>>> {
  const accountId = fleet.plan.accountId;
  const made = (resource: FleetResource, rows: readonly Draft[]): Collection => ({
    ...table(
      fleet.id(resource, 0),
      rows.map((row, at) => ({ ...stamps(BEGAN + at * 60_000), ...row })),
    ),
    rising: ['created_at', 'updated_at'],
  });
  const named = (resource: FleetResource, names: readonly string[]): Collection =>
    made(
      resource,
      names.map((name) => ({ name })),
    );
  const statuses = (resource: FleetResource, rows: readonly Draft[]): Collection =>
    made(
      resource,
      rows.map((row, position) => ({ account_id: accountId, ...row, default: position === 0, position })),
    );
  return {
    vehicle_statuses: statuses('vehicle_statuses', lookups.STATUSES),
    work_order_statuses: statuses(
      'work_order_statuses',
      lookups.WORK_ORDER_STATUSES.map((row) => ({ ...row, description: null, work_orders_count: 0 })),
    ),
    issue_priorities: made('issue_priorities', lookups.ISSUE_PRIORITIES),
    groups: made(
      'groups',
      lookups.GROUPS.map((name) => ({ account_id: accountId, name, ancestry: null, parent_id: null })),
    ),
    labels: made('labels', lookups.LABELS),
    fuel_types: named('fuel_types', lookups.FUEL_TYPES),
    vehicle_types: statuses(
      'vehicle_types',
      lookups.TYPE_NAMES.map((name) => ({ name })),
    ),
    service_tasks: made(
      'service_tasks',
      lookups.SERVICE_TASKS.map(({ name }) => ({
        account_id: accountId,
        name,
        description: null,
        subtasks: [],
      })),
    ),
    expense_entry_types: named(
      'expense_entry_types',
      lookups.EXPENSE_TYPES.map(({ name }) => name),
    ),
    vehicle_renewal_types: named('vehicle_renewal_types', lookups.VEHICLE_RENEWALS),
    contact_renewal_types: named('contact_renewal_types', lookups.CONTACT_RENEWALS),
    equipment_statuses: statuses(
      'equipment_statuses',
      lookups.EQUIPMENT_STATUSES.map((name) => ({ name })),
    ),
    equipment_types: named('equipment_types', lookups.EQUIPMENT_TYPES),
    inspection_forms: made('inspection_forms', lookups.INSPECTION_FORMS),
    fault_rules: made('fault_rules', FAULT_RULES),
    part_locations: named('part_locations', ['Main Shelf', 'River Yard Cage']),
    inventory_adjustment_reasons: named('inventory_adjustment_reasons', lookups.ADJUSTMENT_REASONS),
    places: made(
      'places',
      CITIES[fleet.plan.units].map(({ name, latitude, longitude }) => ({
        name: `${name} Depot`,
        geolocation: { latitude, longitude },
        radius_in_meters: 250,
      })),
    ),
    axle_configs: named('axle_configs', ['4x2 Standard', '6x4 Tandem']),
    axle_config_templates: named('axle_config_templates', ['4x2', '6x2', '6x4']),
    custom_fields: made('custom_fields', [
      { key: 'cost_center', label: 'Cost Center', field_type: 'text', customizable_type: 'Vehicle' },
      { key: 'has_dashcam', label: 'Has Dashcam', field_type: 'checkbox', customizable_type: 'Vehicle' },
    ]),
  };
}
