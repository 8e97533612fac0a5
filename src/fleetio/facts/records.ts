import type { ResourceId } from '../resources';
import { CENTS, PRIMARY_METER, SECONDARY_METER, type FieldFacts } from './types';

/** Section 6.1. */
const VEHICLE: FieldFacts = {
  name: { meaning: 'What people call the vehicle: unique in the account, up to 255 characters.' },
  vin: {
    meaning:
      'The vehicle identification number: unique, up to 17 characters; null for machines that have none.',
  },
  license_plate: { meaning: 'The number on its plate.' },
  year: { meaning: 'The model year. A number here, a text where other records hold the vehicle.' },
  make: { meaning: 'Who built it.' },
  model: { meaning: 'The model.' },
  trim: { meaning: 'The variant of the model.' },
  registration_state: { meaning: 'The state that it is registered in.' },
  registration_expiration_month: {
    meaning: 'The month in which its registration ends: 1 to 12, or 0 for none.',
  },
  ownership: { meaning: 'Owned, Leased, Rented or Customer. Requests write it in lower case.' },
  system_of_measurement: { meaning: 'imperial or metric.' },
  fuel_type_id: { meaning: 'What it is fuelled with.' },
  fuel_type_name: { meaning: 'What it is fuelled with.' },
  fuel_volume_units: { meaning: 'What its fuel is measured in: us_gallons, uk_gallons or liters.' },
  vehicle_type_id: { meaning: 'Its type. The ids are those of your account.' },
  vehicle_type_name: { meaning: 'Its type: Van, Truck and so on, as your account names them.' },
  vehicle_status_id: { meaning: 'Its status. The ids are those of your account.' },
  vehicle_status_name: {
    meaning: 'Its status: Active, In Shop, Out of Service and so on, as your account names them.',
  },
  vehicle_status_color: { meaning: 'The colour of its status: a name such as green, or a hex code.' },
  primary_meter_unit: { meaning: 'What its first meter counts: mi, km or hr.' },
  primary_meter_value: {
    meaning: 'The latest reading of its first meter, as a decimal in a text.',
    unit: PRIMARY_METER,
  },
  primary_meter_date: { meaning: 'The day of the latest reading.' },
  primary_meter_usage_per_day: {
    meaning: 'What the first meter gains a day, on average.',
    unit: PRIMARY_METER,
  },
  secondary_meter_unit: { meaning: 'What its second meter counts; null without one.' },
  secondary_meter_value: {
    meaning: 'The latest reading of its second meter: "0.0" when there is none.',
    unit: SECONDARY_METER,
  },
  secondary_meter_date: { meaning: 'The day of the latest reading of the second meter.' },
  secondary_meter_usage_per_day: {
    meaning: 'What the second meter gains a day, on average.',
    unit: SECONDARY_METER,
  },
  in_service_date: { meaning: 'When it came into service.' },
  in_service_meter_value: { meaning: 'What its meter read when it came into service.', unit: PRIMARY_METER },
  out_of_service_date: { meaning: 'When it left service.' },
  out_of_service_meter_value: { meaning: 'What its meter read when it left service.', unit: PRIMARY_METER },
  estimated_service_months: { meaning: 'How long it is planned to serve.', unit: 'months' },
  estimated_replacement_mileage: {
    meaning: 'The reading at which it is to be replaced.',
    unit: PRIMARY_METER,
  },
  estimated_resale_price_cents: { meaning: 'What it should bring when it is sold.', unit: CENTS },
  fuel_entries_count: { meaning: 'How many fuel entries it has.' },
  service_entries_count: { meaning: 'How many service entries it has.' },
  service_reminders_count: { meaning: 'How many service reminders it has.' },
  vehicle_renewal_reminders_count: { meaning: 'How many renewal reminders it has.' },
  issues_count: { meaning: 'How many issues it has.' },
  work_orders_count: { meaning: 'How many work orders it has.' },
  inspection_schedules_count: { meaning: 'How many inspections are scheduled for it.' },
  current_location_entry_id: { meaning: 'The location entry that says where it is.' },
  current_location_entry: { meaning: 'Where it is, as far as it is known.' },
  external_ids: { meaning: 'Its ids in other systems. "key:value" of one stands for the id in its path.' },
  axle_config_id: { meaning: 'The layout of its axles and tires.' },
  ai_enabled: {
    meaning: 'Whether automatic integration with shops is switched on for it (an inference from the name).',
  },
  assetable_type: { meaning: 'What kind of asset it is.' },
  driver: { meaning: 'Who drives it now; {} when nobody is assigned.' },
  specs: { meaning: 'What it was built as: body, engine, weights, tires. Unknown values are "" or null.' },
  'specs.msrp_cents': { meaning: 'The list price when it was new.', unit: CENTS },
  'specs.fuel_tank_capacity': { meaning: 'What its fuel tank holds.', unit: { field: 'fuel_volume_units' } },
  'specs.fuel_tank_2_capacity': {
    meaning: 'What its second tank holds.',
    unit: { field: 'fuel_volume_units' },
  },
  loan_amount: { meaning: 'How much was borrowed for it.' },
  loan_payment: { meaning: 'What is paid back each month.' },
  loan_interest_rate: { meaning: 'The interest on the loan.', unit: '%' },
  residual_value: { meaning: 'What it is worth when the loan or lease ends.' },
};

/** Section 6.7. */
const ISSUE: FieldFacts = {
  number: { meaning: 'The number that people call the issue by; its id is another.' },
  summary: { meaning: 'What is wrong, in a few words.' },
  state: { meaning: 'Open, Resolved or Closed.' },
  reported_at: { meaning: 'When it was reported.' },
  resolved_at: { meaning: 'When it was resolved.' },
  closed_at: { meaning: 'When it was closed without being resolved.' },
  due_date: { meaning: 'By when it is to be resolved.' },
  due_meter_value: { meaning: 'At which reading it is to be resolved.', unit: { meterType: 'meter_type' } },
  due_primary_meter_value: {
    meaning: 'At which reading of the first meter it is to be resolved.',
    unit: { meterType: 'meter_type' },
  },
  due_secondary_meter_value: {
    meaning: "At which reading of the second meter it is to be resolved, in that meter's unit.",
  },
  overdue: { meaning: 'True when it is still open after it was due.' },
  reported_by: { meaning: 'Who reported it.' },
  resolved_by: { meaning: 'Who resolved it.' },
  closed_by: { meaning: 'Who closed it.' },
  resolved_note: { meaning: 'How it was resolved.' },
  closed_note: { meaning: 'Why it was closed.' },
  asset_type: { meaning: 'Vehicle or Equipment: what the issue is about.' },
  asset: { meaning: 'What the issue is about.' },
  equipment: { meaning: 'The piece of equipment that the issue is about, if it is about one.' },
  resolvable: { meaning: 'The service entry or work order that resolved it.' },
  fault_rule: { meaning: 'The rule that made an issue of a fault.' },
  resolvable_type: { meaning: 'What resolved it: a service entry, a work order.' },
  creation_type: { meaning: 'How it was made: by hand, by an inspection, by a fault.' },
  issue_priority: { meaning: 'How urgent it is.' },
  fault: { meaning: 'The fault that it was made from.' },
  submitted_inspection_form: { meaning: 'The inspection that it was found in.' },
  assigned_contacts: { meaning: 'Who is to see to it.' },
};

/** Section 6.9. */
const SERVICE_REMINDER: FieldFacts = {
  active: { meaning: 'Whether it reminds.' },
  service_task_name: { meaning: 'What is to be done.' },
  service_reminder_status: { meaning: 'ok, due_soon, overdue or snoozed.' },
  time_interval: { meaning: 'How often by time.', unit: { field: 'time_frequency' } },
  time_frequency: { meaning: 'What the interval counts: days, weeks, months or years.' },
  meter_interval: { meaning: 'How often by meter.', unit: { meterType: 'meter_type' } },
  next_due_at: { meaning: 'The day when it is due next.' },
  next_due_meter_value: {
    meaning: 'The reading at which it is due next.',
    unit: { meterType: 'meter_type' },
  },
  due_soon_at: { meaning: 'From this day on it counts as due soon.' },
  forecasted_next_due_at: { meaning: 'When the meter should reach the reading at which it is due.' },
};

/** Section 6.10. */
const WORK_ORDER: FieldFacts = {
  state: { meaning: 'active or completed.' },
  duration_in_seconds: { meaning: 'How long the work took.', unit: 'seconds' },
  ending_meter_same_as_start: { meaning: 'Whether the meter read the same when the work was done.' },
  number: { meaning: 'The number that people call the work order by; its id is another.' },
  work_order_status_name: { meaning: 'Its status, as your account names it.' },
  work_order_status_color: { meaning: 'The colour of its status.' },
  issued_at: { meaning: 'When it was issued.' },
  scheduled_at: { meaning: 'When the work is to begin.' },
  started_at: { meaning: 'When the work began.' },
  expected_completed_at: { meaning: 'When the work should be done.' },
  completed_at: { meaning: 'When the work was done.' },
  invoice_number: { meaning: "The number of the vendor's invoice." },
  purchase_order_number: { meaning: 'The number of the purchase order.' },
};

/** What is known of the fields of things that stay. */
export const RECORD_FACTS: Readonly<Partial<Record<ResourceId, FieldFacts>>> = {
  vehicles: VEHICLE,
  linked_vehicles: VEHICLE,
  issues: ISSUE,
  service_reminders: SERVICE_REMINDER,
  work_orders: WORK_ORDER,
};
