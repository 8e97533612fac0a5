/** What a generated fleet follows from. The same plan gives the same fleet, byte for byte. */
export interface FleetPlan {
  readonly seed: number;
  /** 0 for the first account of the sandbox. Accounts share no ids. */
  readonly account: number;
  readonly accountId: number;
  readonly units: 'imperial' | 'metric';
  readonly vehicles: number;
  /** Meter entries of each vehicle; every other one belongs to a fuel entry. */
  readonly entries: number;
  /** Where the history ends, in milliseconds since the epoch. */
  readonly today: number;
  /** Where photos of the vehicles are; without it, none has one. */
  readonly photos?: string;
}

const ACCOUNT_STRIDE = 1_000_000_000;

/** The id of the first record of each resource in the first account; the others follow, one by one. */
const FIRST_IDS = {
  vehicles: 1001,
  meter_entries: 7_000_001,
  fuel_entries: 500_001,
  service_entries: 300_001,
  service_entry_line_items: 350_001,
  service_reminders: 210_001,
  service_tasks: 2001,
  issues: 400_001,
  issue_priorities: 11,
  work_orders: 600_001,
  work_order_statuses: 81,
  submitted_inspection_forms: 800_001,
  submitted_inspection_items: 900_001,
  inspection_forms: 51,
  vehicle_assignments: 120_001,
  expense_entries: 130_001,
  expense_entry_types: 61,
  contacts: 20_001,
  comments: 140_001,
  location_entries: 5_000_001,
  equipment: 30_001,
  equipment_assignments: 125_001,
  equipment_location_entries: 4_000_001,
  equipment_statuses: 71,
  equipment_types: 75,
  groups: 9,
  labels: 3,
  fuel_types: 4,
  vehicle_types: 31,
  vehicle_statuses: 401,
  vehicle_renewal_reminders: 150_001,
  vehicle_renewal_types: 91,
  contact_renewal_reminders: 160_001,
  contact_renewal_types: 95,
  faults: 170_001,
  fault_rules: 101,
  parts: 40_001,
  part_categories: 141,
  part_locations: 111,
  places: 121,
  purchase_orders: 180_001,
  purchase_details: 190_001,
  acquisitions: 195_001,
  vendors: 601,
  inventory_adjustment_reasons: 131,
  inventory_journal_entries: 45_001,
  axle_configs: 21,
  axle_config_templates: 25,
  custom_fields: 161,
} as const;

/** The resources that a fleet has records of. */
export type FleetResource = keyof typeof FIRST_IDS;

/** The id of the record that stands at `place` of a resource's records. */
export function idAt(
  { account }: Pick<FleetPlan, 'account'>,
  resource: FleetResource,
  place: number,
): number {
  return FIRST_IDS[resource] + account * ACCOUNT_STRIDE + place;
}
