import assert from 'node:assert/strict';
import { RESOURCES, type Resource, type ResourceId } from '../../../src/fleetio/resources';

const ALL = Object.entries(RESOURCES) as [ResourceId, Resource][];

/** What can be read by fleetio-api.md sections 6 and 9, as a path of the newest version. */
const READABLE_PATHS = `
  /accounts /users/me /vehicles /vehicles/:id /vehicles/archived /vehicles/:id/meter_entries
  /vehicles/:id/fuel_entries /vehicles/:id/service_entries /vehicles/:id/issues /vehicles/:id/location_entries
  /vehicles/:id/location_entries/:id /vehicles/:id/vehicle_assignments /vehicles/:id/current_assignment
  /vehicles/:id/linked_vehicles /vehicles/:id/purchase_detail /meter_entries /meter_entries/:id /fuel_entries
  /fuel_entries/:id /service_entries /service_entries/:id /service_entries/:id/service_entry_line_items
  /service_reminders /service_reminders/:id /service_tasks /service_tasks/:id /issues /issues/:id /issue_priorities
  /work_orders /work_orders/:id /work_order_statuses /work_order_statuses/:id /submitted_inspection_forms
  /submitted_inspection_forms/:id /inspection_forms /vehicle_assignments /vehicle_assignments/:id /expense_entries
  /expense_entries/:id /expense_entry_types /expense_entry_types/:id /contacts /contacts/:id /contacts/archived
  /comments /comments/:id /equipment /equipment/:id /equipment/:id/assignments /equipment/:id/location_entries
  /equipment_statuses /equipment_statuses/:id /equipment_types /equipment_types/:id /groups /labels /fuel_types
  /vehicle_types /vehicle_statuses /vehicle_renewal_reminders /vehicle_renewal_reminders/:id /vehicle_renewal_types
  /vehicle_renewal_types/:id /contact_renewal_reminders /contact_renewal_reminders/:id /contact_renewal_types
  /contact_renewal_types/:id /faults /faults/:id /fault_rules /fault_rules/:id /parts /parts/archived /part_locations
  /places /places/:id /purchase_orders /vendors /vendors/archived /purchase_details /acquisitions
  /inventory_adjustment_reasons /axle_configs /axle_config_templates /custom_fields /bulk_api_jobs/:id
`;

describe('the catalogue', () => {
  it('covers everything that can be read', () => {
    const covered = new Set(ALL.flatMap(([, resource]) => pathsOf(resource)));
    const missing = READABLE_PATHS.trim()
      .split(/\s+/)
      .filter((path) => !covered.has(path));
    assert.deepEqual(missing, []);
  });

  it('names every resource by its own id, in words of its own', () => {
    for (const [id, resource] of ALL) {
      assert.equal(resource.id, id);
      assert.match(resource.title, /^[A-Z]/);
      assert.match(resource.icon, /^[a-z-]+$/);
      assert.ok(resource.label.length > 0, id);
      assert.ok(resource.tooltip.length > 0, id);
    }
    const titles = ALL.filter(([, { readable }]) => readable !== 'single').map(([, { title }]) => title);
    assert.deepEqual(titles, [...new Set(titles)]);
  });

  it('puts the sections of a vehicle in the order in which people look for them', () => {
    assert.deepEqual(
      ALL.filter(([, { vehicle }]) => vehicle !== undefined).map(([id]) => id),
      [
        'meter_entries',
        'fuel_entries',
        'service_entries',
        'issues',
        'service_reminders',
        'work_orders',
        'submitted_inspection_forms',
        'vehicle_assignments',
        'expense_entries',
        'location_entries',
        'comments',
        'faults',
        'vehicle_renewal_reminders',
      ],
    );
  });

  it('names no field twice, and ties a list to its vehicle by filters that it has', () => {
    for (const [id, { filters, sorts, vehicle }] of ALL) {
      const fields = filters.map(({ field }) => field);
      assert.deepEqual(fields, [...new Set(fields)], id);
      assert.deepEqual([...sorts], [...new Set(sorts)], id);
      if (vehicle?.by === 'filter') {
        for (const field of Object.keys(vehicle.filters)) {
          assert.ok(
            filters.find((filter) => filter.field === field)?.operators.includes('eq'),
            `${id} ${field}`,
          );
        }
      }
    }
  });

  it('keeps no personal data and no account token', () => {
    for (const id of ['contacts', 'accounts', 'users'] as const) {
      assert.equal(RESOURCES[id].freshSeconds, 0);
    }
    assert.deepEqual(RESOURCES.accounts.secrets, ['token']);
  });
});

function pathsOf({
  id,
  path = id,
  parent,
  readable = 'listAndRecord',
  archived,
  vehicle,
}: Resource): string[] {
  const roots = [parent === undefined ? `/${path}` : `/${parent}/:id/${path}`];
  const below = vehicle?.by === 'path' && parent === undefined ? [`/vehicles/:id/${path}`] : [];
  const records = ['listAndRecord', 'record'].includes(readable) ? roots.map((root) => `${root}/:id`) : [];
  const own = readable === 'record' ? [] : roots;
  return [...own, ...records, ...below, ...(archived ? roots.map((root) => `${root}/archived`) : [])];
}
