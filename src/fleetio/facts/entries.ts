import type { ResourceId } from '../resources';
import { CENTS, type FieldFacts } from './types';

/** Section 6.2. */
const METER_ENTRY: FieldFacts = {
  value: {
    meaning: 'The reading, as a decimal in a text. Its unit is that of the vehicle: the entry carries none.',
    unit: { meterType: 'meter_type' },
  },
  date: { meaning: 'The day of the reading. Readings have to rise with the days, unless they are void.' },
  meter_type: { meaning: '"secondary" for the second meter of the vehicle, null for the first.' },
  category: { meaning: 'starting, ending, nightly or manual; null where it came with another record.' },
  void: { meaning: 'True for a reading that does not count.' },
  auto_voided_at: { meaning: 'When Fleetio found that it cannot be right.' },
  meterable_type: { meaning: 'What the reading came with: FuelEntry, ServiceEntry, Issue and so on.' },
  meterable_id: { meaning: 'The record that the reading came with.' },
  type: { meaning: 'GpsMeterEntry when it came from a tracker.' },
};

/** Section 6.3. */
const FUEL_ENTRY: FieldFacts = {
  date: { meaning: 'When it was fuelled.' },
  fuel_type_id: { meaning: 'What was filled in. The ids are those of your account.' },
  fuel_type_name: { meaning: 'What was filled in.' },
  us_gallons: { meaning: 'How much, whatever unit the vehicle uses.', unit: 'US gallons' },
  uk_gallons: { meaning: 'How much, whatever unit the vehicle uses.', unit: 'UK gallons' },
  liters: { meaning: 'How much, whatever unit the vehicle uses.', unit: 'liters' },
  price_per_volume_unit: {
    meaning: "The price of one unit of the vehicle's own fuel volume.",
    unit: "the account's currency",
  },
  cost_per_mi: {
    meaning: 'Fuel cost since the entry before, for each mile.',
    unit: "the account's currency a mile",
  },
  cost_per_km: {
    meaning: 'Fuel cost since the entry before, for each kilometer.',
    unit: "the account's currency a kilometer",
  },
  cost_per_hr: {
    meaning: 'Fuel cost since the entry before, for each hour.',
    unit: "the account's currency an hour",
  },
  usage_in_mi: { meaning: 'How far it went since the entry before.', unit: 'miles' },
  usage_in_km: { meaning: 'How far it went since the entry before.', unit: 'kilometers' },
  usage_in_hr: { meaning: 'How long it ran since the entry before.', unit: 'hours' },
  mpg_us: { meaning: 'Fuel economy since the entry before.', unit: 'miles a US gallon' },
  mpg_uk: { meaning: 'Fuel economy since the entry before.', unit: 'miles a UK gallon' },
  kpl: { meaning: 'Fuel economy since the entry before.', unit: 'kilometers a liter' },
  lp100k: { meaning: 'Fuel consumption since the entry before: less is better.', unit: 'liters for 100 km' },
  us_gallons_per_hr: { meaning: 'Fuel consumption since the entry before.', unit: 'US gallons an hour' },
  uk_gallons_per_hr: { meaning: 'Fuel consumption since the entry before.', unit: 'UK gallons an hour' },
  liters_per_hr: { meaning: 'Fuel consumption since the entry before.', unit: 'liters an hour' },
  partial: { meaning: 'True when the tank was not filled up: the economy is computed with the next entry.' },
  personal: { meaning: 'True for a trip that was no business.' },
  reset: { meaning: 'True where the computation of the economy begins anew, as after a missed entry.' },
  region: { meaning: 'The state in which it was fuelled, for fuel taxes.' },
  meter_entry: { meaning: 'The reading of the meter at the pump.' },
  fuel_economy_units_for_current_user: {
    meaning: "How the key's user reads fuel economy: mpg_us, mpg_uk, kpl or lp100k.",
  },
};

/** Section 6.6. */
const SERVICE_ENTRY: FieldFacts = {
  status: { meaning: 'pending or completed.' },
  started_at: { meaning: 'When the work began.' },
  completed_at: { meaning: 'When the work was done.' },
  general_notes: { meaning: 'Notes about the work.' },
  work_order_id: { meaning: 'The work order that it was made from.' },
  work_order_number: { meaning: 'The number that people call the work order by.' },
  primary_meter_entry: { meaning: 'The reading of the first meter at the service.' },
  secondary_meter_entry: { meaning: 'The reading of the second meter at the service.' },
  labor_subtotal_cents: { meaning: 'What the labor cost.', unit: CENTS },
  parts_subtotal_cents: { meaning: 'What the parts cost.', unit: CENTS },
  fees_cents: { meaning: 'Fees.', unit: CENTS },
  discount_cents: { meaning: 'What was taken off.', unit: CENTS },
  discount_type: { meaning: 'Whether the discount is a percentage or a fixed amount.' },
  discount_percentage: { meaning: 'What was taken off.', unit: '%' },
  tax_1_cents: { meaning: 'The first tax.', unit: CENTS },
  tax_1_type: { meaning: 'Whether the first tax is a percentage or a fixed amount.' },
  tax_1_percentage: { meaning: 'The first tax.', unit: '%' },
  tax_2_cents: { meaning: 'The second tax.', unit: CENTS },
  tax_2_type: { meaning: 'Whether the second tax is a percentage or a fixed amount.' },
  tax_2_percentage: { meaning: 'The second tax.', unit: '%' },
  warranty_credits_type: { meaning: 'Whether the credit is a percentage or a fixed amount.' },
  warranty_credits_percentage: { meaning: 'What the warranty paid.', unit: '%' },
  auto_integrate_repair_order_status: {
    meaning: 'Where its repair order at Auto Integrate stands, if it has one.',
  },
  warranty_credits_cents: { meaning: 'What the warranty paid.', unit: CENTS },
  vmrs_repair_priority_class: {
    meaning: 'Why the work was done, by the VMRS code: scheduled, non-scheduled, emergency.',
  },
};

/** Section 6.8. */
const LOCATION_ENTRY: FieldFacts = {
  date: { meaning: 'When it was there.' },
  address: { meaning: 'Where it was, as an address.' },
  is_current: { meaning: 'True for the latest known place.' },
  location: { meaning: 'Where it was, as a text: POINT (latitude,longitude).' },
  address_components: { meaning: 'The address in parts: street, city, region, country.' },
  geolocation: { meaning: 'Where it was, as latitude and longitude.' },
  'geolocation.latitude': {
    meaning: 'Where it was: north of the equator, or south when negative.',
    unit: 'degrees',
  },
  'geolocation.longitude': {
    meaning: 'Where it was: east of Greenwich, or west when negative.',
    unit: 'degrees',
  },
  locatable_type: {
    meaning: 'What the place came with: FuelEntry, ServiceEntry or SubmittedInspectionForm.',
  },
  locatable_id: { meaning: 'The record that the place came with.' },
  item_type: { meaning: 'Vehicle, Contact or Equipment: whose place it is.' },
  item_id: { meaning: 'Whose place it is.' },
};

/** Section 6.5. */
const ASSIGNMENT: FieldFacts = {
  started_at: { meaning: 'From when on the person has the vehicle.' },
  ended_at: { meaning: 'Until when; null while it lasts.' },
  current: { meaning: 'True while it lasts.' },
  future: { meaning: 'True when it has not begun.' },
  starting_meter_entry_value: { meaning: 'The reading at the start.', unit: { meterType: 'meter_type' } },
  ending_meter_entry_value: { meaning: 'The reading at the end.', unit: { meterType: 'meter_type' } },
};

/** Section 6.11. */
const INSPECTION: FieldFacts = {
  started_at: { meaning: 'When the inspection began.' },
  submitted_at: { meaning: 'When it was submitted.' },
  date: { meaning: 'Its day, written as YYYY-MM-DD or like "Mar 01, 2025".' },
  duration: { meaning: 'How long it took, in words.' },
  failed_items: { meaning: 'How many items failed.' },
  starting_latitude: { meaning: 'Where it began.', unit: 'degrees' },
  starting_longitude: { meaning: 'Where it began.', unit: 'degrees' },
  submitted_latitude: { meaning: 'Where it was submitted.', unit: 'degrees' },
  submitted_longitude: { meaning: 'Where it was submitted.', unit: 'degrees' },
  submitted_inspection_items: { meaning: 'The items, each with its result.' },
};

/** Section 6.12. */
const EXPENSE_ENTRY: FieldFacts = {
  occurred_at: { meaning: 'When the money was spent.' },
  expense_entry_type_name: { meaning: 'What for, as your account names it.' },
  notes: { meaning: 'Notes about it.' },
};

/** Section 6.12. */
const COMMENT: FieldFacts = {
  comment: { meaning: 'The text, without its form.' },
  html_content: { meaning: 'The text as HTML.' },
  rich_content: { meaning: 'The text with its form, as the editor of Fleetio keeps it.' },
  commentable_type: {
    meaning: 'What kind of record it is about. Ids of different kinds collide, so it takes both to tell.',
  },
  commentable_id: { meaning: 'The record that it is about.' },
  author: { meaning: 'Who wrote it.' },
};

/** What is known of the fields of things that happen. */
export const ENTRY_FACTS: Readonly<Partial<Record<ResourceId, FieldFacts>>> = {
  meter_entries: METER_ENTRY,
  fuel_entries: FUEL_ENTRY,
  service_entries: SERVICE_ENTRY,
  location_entries: LOCATION_ENTRY,
  vehicle_assignments: ASSIGNMENT,
  current_assignment: ASSIGNMENT,
  submitted_inspection_forms: INSPECTION,
  expense_entries: EXPENSE_ENTRY,
  comments: COMMENT,
};
