import { archivedBefore, stamps, type Collection, type Draft } from './collection';
import { CITIES } from './cities';
import type { Fleet } from './fleet';
import { FORMER_VENDORS, PART_CATEGORIES, VENDORS } from './lookups';
import { ATTACHMENTS } from './people';
import { workshop } from './service';

const PARTS = [
  'Oil Filter',
  'Air Filter',
  'Brake Pad Set',
  'Wiper Blade 22"',
  'Battery Group 65',
  '5W-20 Motor Oil 1 qt',
  'LT245/75R16 Tire',
  'Headlight Bulb H11',
] as const;
const ORDER_STATES = [
  'draft',
  'pending_approval',
  'approved',
  'purchased',
  'received_full',
  'closed',
] as const;
const DAY = 86_400_000;

/** Where what is in stock began to be kept. */
const BEGAN = Date.UTC(2024, 1, 1, 15);

/** fleetio-api.md section 6.12. */
export function parts(fleet: Fleet): Collection {
  return {
    firstId: fleet.id('parts', 0),
    length: 120,
    rising: ['created_at', 'updated_at'],
    record: (place) => part(fleet, place),
  };
}

/** Parts that are no longer bought. */
export function archivedParts(fleet: Fleet): Collection {
  return archivedBefore(fleet.id('parts', 0), 8, (place) => part(fleet, place));
}

function part(fleet: Fleet, place: number): Draft {
  const draw = fleet.draw('part', place);
  const category = draw.integer(0, PART_CATEGORIES.length - 1);
  const cost = draw.integer(300, 18_000);
  return {
    ...stamps(BEGAN + place * DAY),
    number: `P-${1000 + place}`,
    description: PARTS.at(place % PARTS.length),
    manufacturer_part_number: draw.chance(0.7) ? draw.signs(8, 'ABCDEFGH0123456789') : null,
    upc: null,
    measurement_unit_id: null,
    part_category_id: fleet.id('part_categories', category),
    part_category: { id: fleet.id('part_categories', category), name: PART_CATEGORIES[category] },
    part_manufacturer: null,
    unit_cost_cents: cost,
    average_unit_cost_cents: cost,
    default_image_url: null,
    archived_at: null,
    attachment_permissions: ATTACHMENTS,
    custom_fields: {},
  };
}

/** Orders of parts; an order's later dates are filled in as far as it has come. */
export function purchaseOrders(fleet: Fleet): Collection {
  return {
    firstId: fleet.id('purchase_orders', 0),
    length: 64,
    rising: ['created_at', 'updated_at'],
    record: (place) => {
      const draw = fleet.draw('purchase order', place);
      const state = draw.one(ORDER_STATES);
      const vendor = workshop(draw);
      const created = BEGAN + place * 7 * DAY;
      const subtotal = draw.integer(50, 900) * 100;
      const reached = (step: (typeof ORDER_STATES)[number], days: number): Date | null =>
        ORDER_STATES.indexOf(state) >= ORDER_STATES.indexOf(step) ? new Date(created + days * DAY) : null;
      return {
        ...stamps(created),
        number: place + 1,
        state,
        description: null,
        vendor_id: fleet.id('vendors', vendor),
        vendor: fleet.vendorStub(vendor),
        part_location_id: fleet.id('part_locations', 0),
        purchase_order_status_id: null,
        submitted_for_approval_at: reached('pending_approval', 1),
        approved_at: reached('approved', 2),
        rejected_at: null,
        purchased_at: reached('purchased', 3),
        received_partial_at: null,
        received_full_at: reached('received_full', 9),
        closed_at: reached('closed', 10),
        discount_amount_cents: 0,
        tax_1_amount_cents: Math.round(subtotal * 0.08),
        tax_2_amount_cents: 0,
        shipping_amount_cents: 0,
        subtotal_amount_cents: subtotal,
        total_amount_cents: subtotal + Math.round(subtotal * 0.08),
        labels: [],
      };
    },
  };
}

/** Filling stations and workshops. */
export function vendors(fleet: Fleet): Collection {
  return {
    firstId: fleet.id('vendors', 0),
    length: VENDORS.length,
    rising: ['created_at', 'updated_at'],
    record: (place) => vendor(fleet, place, VENDORS[place] ?? VENDORS[0]),
  };
}

/** Vendors that closed. */
export function archivedVendors(fleet: Fleet): Collection {
  return archivedBefore(fleet.id('vendors', 0), FORMER_VENDORS.length, (place) =>
    vendor(fleet, place, FORMER_VENDORS.at(place) ?? VENDORS[0]),
  );
}

function vendor(
  fleet: Fleet,
  place: number,
  { name, fuel }: { readonly name: string; readonly fuel: boolean },
): Draft {
  const draw = fleet.draw('vendor', place);
  return {
    ...stamps(BEGAN + place * DAY),
    name,
    phone: `555-01${draw.signs(2, '0123456789')}`,
    website: null,
    contact_name: null,
    contact_email: null,
    contact_phone: null,
    ...fleet.address(draw, draw.one(CITIES[fleet.plan.units])),
    external_id: draw.chance(0.5) ? `V-${100 + place}` : null,
    fuel,
    service: !fuel,
    parts: !fuel,
    vehicle: false,
    custom_fields: {},
    archived_at: null,
  };
}
