import type { Unit } from '../catalogue/types';

/** What is known of a field (fleetio-api.md, the section of its resource). */
export interface FieldFact {
  /** In a sentence. */
  readonly meaning: string;
  readonly unit?: Unit;
}

/** By the field's name; nested ones are written with dots. */
export type FieldFacts = Readonly<Record<string, FieldFact>>;

/** Amounts are whole numbers of the account currency's hundredths (section 0). */
export const CENTS = "hundredths of the account's currency";

/** As vehicles and entries of meters have it: the number alone says no unit. */
export const PRIMARY_METER = { field: 'primary_meter_unit' } as const;
export const SECONDARY_METER = { field: 'secondary_meter_unit' } as const;

/** Fields that many resources have, with one meaning. */
export const COMMON_FACTS: FieldFacts = {
  id: { meaning: 'The number of the record. It never changes and stands in its path.' },
  account_id: { meaning: 'The account that the record belongs to.' },
  name: { meaning: 'What people call it.' },
  description: { meaning: 'A longer text about it.' },
  created_at: { meaning: "When the record was made, in the time zone of the key's user." },
  updated_at: { meaning: "When the record was last changed, in the time zone of the key's user." },
  archived_at: {
    meaning: 'When it was archived; null while it is in use. Lists leave archived records out.',
  },
  vehicle_id: { meaning: 'The vehicle that it belongs to.' },
  vehicle_name: { meaning: 'The name of its vehicle.' },
  vendor_id: { meaning: 'The vendor: a filling station, a workshop.' },
  vehicle: { meaning: 'The vehicle that it belongs to, in part.' },
  vendor: { meaning: 'The vendor: a filling station, a workshop.' },
  contact: { meaning: 'The person that it belongs to, in part.' },
  invoice: { meaning: 'The invoice that it was made from.' },
  vendor_name: { meaning: 'The name of the vendor.' },
  contact_id: { meaning: 'The person that it belongs to.' },
  user_id: { meaning: 'The user who made it.' },
  group_id: { meaning: 'The group that it belongs to.' },
  group_name: { meaning: 'The name of its group.' },
  group_ancestry: { meaning: 'The ids of its group and of those above it, joined by slashes.' },
  external_id: { meaning: 'Its id in another system, as an import set it.' },
  reference: { meaning: 'The number of an invoice or a receipt.' },
  labels: { meaning: 'The labels that it carries. The filter "include" finds records with any of several.' },
  custom_fields: {
    meaning: 'Your own fields, by their labels in lower case with "_" for spaces; {} when there are none.',
  },
  attachment_permissions: { meaning: "What the key's user may do with its photos and documents." },
  read_photos: { meaning: "Whether the key's user may see photos." },
  manage_photos: { meaning: "Whether the key's user may add and remove photos." },
  read_documents: { meaning: "Whether the key's user may see documents." },
  manage_documents: { meaning: "Whether the key's user may add and remove documents." },
  comments_count: { meaning: 'How many comments it has.' },
  documents_count: { meaning: 'How many documents are attached to it.' },
  images_count: { meaning: 'How many photos are attached to it.' },
  watchers_count: { meaning: 'How many users watch it.' },
  is_sample: { meaning: 'True for the sample data of a trial account, which the API does not show.' },
  default_image_url: { meaning: 'Where its photo is.' },
  default_image_url_small: { meaning: 'Where a small copy of its photo is.' },
  default_image_url_medium: { meaning: 'Where a middle-sized copy of its photo is.' },
  default_image_url_large: { meaning: 'Where a large copy of its photo is.' },
  total_amount_cents: { meaning: 'What it cost in all.', unit: CENTS },
  subtotal_cents: { meaning: 'What it cost before discounts and taxes.', unit: CENTS },
  color: { meaning: 'Its colour, by name.' },
};
