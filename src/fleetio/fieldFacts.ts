import type { Unit } from './catalogue/types';
import { ENTRY_FACTS } from './facts/entries';
import { RECORD_FACTS } from './facts/records';
import { COMMON_FACTS, type FieldFact, type FieldFacts } from './facts/types';
import type { ResourceId } from './resources';

export type { FieldFact } from './facts/types';

/** What is known of the fields of each resource; those that all of them share are in {@link COMMON_FACTS}. */
const FACTS: Readonly<Partial<Record<ResourceId, FieldFacts>>> = { ...RECORD_FACTS, ...ENTRY_FACTS };

/** Records that others hold a copy or a part of, by the field that holds them (fleetio-api.md sections 6.3 to 6.8). */
const HELD: Readonly<Record<string, ResourceId>> = {
  vehicle: 'vehicles',
  asset: 'vehicles',
  vendor: 'vendors',
  contact: 'contacts',
  driver: 'contacts',
  meter_entry: 'meter_entries',
  primary_meter_entry: 'meter_entries',
  secondary_meter_entry: 'meter_entries',
  current_location_entry: 'location_entries',
  inspection_form: 'inspection_forms',
};

/**
 * What a field means, and its unit; undefined where nothing is known of it.
 * @param path the way to it from the record, places in lists left out: `["meter_entry", "value"]`.
 */
export function factOf(resource: ResourceId, path: readonly string[]): FieldFact | undefined {
  const [first = '', ...rest] = path;
  const own = FACTS[resource]?.[path.join('.')];
  if (own !== undefined) {
    return own;
  }
  const held = HELD[first];
  if (rest.length > 0 && held !== undefined) {
    const fact = factOf(held, rest);
    return fact && { ...fact, ...(fact.unit === undefined ? {} : { unit: within(fact.unit, first) }) };
  }
  if (rest.length > 0 && first === 'custom_fields') {
    return { meaning: 'A field of your own, as defined in the account settings of Fleetio.' };
  }
  return COMMON_FACTS[path.at(-1) ?? ''];
}

/** The unit of a field in a held record, whose other fields are found below the holder. */
function within(unit: Unit, holder: string): Unit {
  if (typeof unit === 'string') {
    return unit;
  }
  return 'field' in unit
    ? { field: `${holder}.${unit.field}` }
    : { meterType: `${holder}.${unit.meterType}` };
}
