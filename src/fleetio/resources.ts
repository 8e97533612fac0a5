import * as entries from './catalogue/entries';
import * as equipment from './catalogue/equipment';
import * as inspections from './catalogue/inspections';
import * as issues from './catalogue/issues';
import * as parts from './catalogue/parts';
import * as people from './catalogue/people';
import * as renewals from './catalogue/renewals';
import * as service from './catalogue/service';
import * as settings from './catalogue/settings';
import type { Resource } from './catalogue/types';
import * as vehicles from './catalogue/vehicles';

export type {
  FieldFormat,
  FieldView,
  FilterField,
  FilterOperator,
  Rename,
  Resource,
  Unit,
  VehicleTie,
} from './catalogue/types';

/**
 * The one catalogue of what Fleetio's API can be asked for. The tree, the snippet generator, the sandbox and the
 * endpoint picker all read it; a new resource is one entry in `catalogue/`. What hangs on a vehicle stands in the
 * order in which people look for it.
 */
const catalogue = {
  vehicles: vehicles.vehicles,
  meter_entries: entries.meterEntries,
  fuel_entries: entries.fuelEntries,
  service_entries: service.serviceEntries,
  issues: issues.issues,
  service_reminders: service.serviceReminders,
  work_orders: service.workOrders,
  submitted_inspection_forms: inspections.submittedInspectionForms,
  vehicle_assignments: people.vehicleAssignments,
  expense_entries: entries.expenseEntries,
  location_entries: vehicles.locationEntries,
  comments: people.comments,
  faults: issues.faults,
  vehicle_renewal_reminders: renewals.vehicleRenewalReminders,

  linked_vehicles: vehicles.linkedVehicles,
  current_assignment: people.currentAssignment,
  purchase_detail: vehicles.purchaseDetail,
  purchase_details: vehicles.purchaseDetails,
  acquisitions: vehicles.acquisitions,
  contacts: people.contacts,
  contact_renewal_reminders: renewals.contactRenewalReminders,
  equipment: equipment.equipment,
  equipment_assignments: equipment.equipmentAssignments,
  equipment_location_entries: equipment.equipmentLocationEntries,
  vendors: parts.vendors,
  parts: parts.parts,
  purchase_orders: parts.purchaseOrders,
  service_entry_line_items: service.serviceEntryLineItems,

  accounts: people.accounts,
  users: people.users,
  bulk_api_jobs: settings.bulkApiJobs,
  custom_fields: settings.customFields,
  groups: settings.groups,
  labels: settings.labels,
  places: settings.places,
  part_locations: parts.partLocations,
  inventory_adjustment_reasons: parts.inventoryAdjustmentReasons,
  fuel_types: settings.fuelTypes,
  vehicle_types: settings.vehicleTypes,
  vehicle_statuses: settings.vehicleStatuses,
  vehicle_renewal_types: renewals.vehicleRenewalTypes,
  contact_renewal_types: renewals.contactRenewalTypes,
  expense_entry_types: settings.expenseEntryTypes,
  service_tasks: service.serviceTasks,
  work_order_statuses: service.workOrderStatuses,
  issue_priorities: issues.issuePriorities,
  fault_rules: issues.faultRules,
  inspection_forms: inspections.inspectionForms,
  equipment_statuses: equipment.equipmentStatuses,
  equipment_types: equipment.equipmentTypes,
  axle_configs: vehicles.axleConfigs,
  axle_config_templates: vehicles.axleConfigTemplates,
} as const;

/** The id of a resource in the catalogue: `meter_entries`. */
export type ResourceId = keyof typeof catalogue;

/** Every resource by its id. */
export const RESOURCES: Readonly<Record<ResourceId, Resource>> = catalogue;

/** True when the catalogue has a resource of that id. */
export function isResourceId(text: string): text is ResourceId {
  return Object.hasOwn(catalogue, text);
}
