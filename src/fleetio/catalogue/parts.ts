import { CHANGED, CHANGE_SORTS, CREATED, DESCRIPTION, LABELS, LINKED_NAMES, LOOKUP, NAME } from './common';
import type { Resource } from './types';

/** fleetio-api.md section 6.12; its filters were not seen, save for those of every list. */
export const parts = {
  id: 'parts',
  title: 'Parts',
  singular: 'Part',
  icon: 'package',
  archived: true,
  generation: 1,
  cursorSince: '2024-03-15',
  freshSeconds: 60,
  label: [{ field: 'number', title: 'Number' }],
  description: [DESCRIPTION],
  tooltip: [
    { field: 'manufacturer_part_number', title: "Manufacturer's number" },
    { field: 'upc', title: 'UPC' },
    { field: 'part_category.name', title: 'Category' },
    { field: 'part_manufacturer.name', title: 'Manufacturer' },
    { field: 'unit_cost_cents', title: 'Unit cost', format: 'cents' },
    CREATED,
  ],
  filters: CHANGED,
  sorts: CHANGE_SORTS,
  renames: [
    { old: 'unit_cost', new: 'unit_cost_cents', toCents: true },
    { old: 'average_unit_cost', new: 'average_unit_cost_cents', toCents: true },
  ],
} as const satisfies Resource;

/** Section 6.12. Versions of old addressed one by its number in place of its id. */
export const purchaseOrders = {
  id: 'purchase_orders',
  title: 'Purchase Orders',
  singular: 'Purchase Order',
  icon: 'inbox',
  generation: 1,
  cursorSince: '2024-03-15',
  freshSeconds: 60,
  label: [{ field: 'number', title: 'Number' }],
  description: [
    { field: 'state', title: 'State' },
    { field: 'vendor.name', title: 'Vendor' },
    { field: 'total_amount_cents', title: 'Total', format: 'cents' },
  ],
  tooltip: [
    DESCRIPTION,
    { field: 'submitted_for_approval_at', title: 'Submitted', format: 'dateTime' },
    { field: 'approved_at', title: 'Approved', format: 'dateTime' },
    { field: 'rejected_at', title: 'Rejected', format: 'dateTime' },
    { field: 'purchased_at', title: 'Purchased', format: 'dateTime' },
    { field: 'received_full_at', title: 'Received', format: 'dateTime' },
    { field: 'closed_at', title: 'Closed', format: 'dateTime' },
    LABELS,
  ],
  filters: CHANGED,
  sorts: CHANGE_SORTS,
  addressedBy: { field: 'number', until: '2024-03-15' },
  renames: [
    ...LINKED_NAMES,
    { old: 'subtotal', new: 'subtotal_amount_cents', toCents: true },
    { old: 'total_amount', new: 'total_amount_cents', toCents: true },
  ],
} as const satisfies Resource;

/** Sections 4.3 and 6.12. */
export const vendors = {
  id: 'vendors',
  title: 'Vendors',
  singular: 'Vendor',
  icon: 'briefcase',
  archived: true,
  generation: 1,
  cursorSince: '2024-06-30',
  freshSeconds: 60,
  label: [NAME],
  description: [
    { field: 'city', title: 'City' },
    { field: 'region', title: 'Region' },
  ],
  tooltip: [
    { field: 'website', title: 'Website' },
    { field: 'fuel', title: 'Fuel', format: 'yesNo' },
    { field: 'service', title: 'Service', format: 'yesNo' },
    { field: 'parts', title: 'Parts', format: 'yesNo' },
    { field: 'vehicle', title: 'Vehicles', format: 'yesNo' },
    CREATED,
  ],
  filters: [{ field: 'name', operators: ['like'] }, { field: 'external_id', operators: ['eq'] }, ...CHANGED],
  sorts: CHANGE_SORTS,
} as const satisfies Resource;

export const partLocations = {
  ...LOOKUP,
  id: 'part_locations',
  title: 'Part Locations',
  singular: 'Part Location',
  icon: 'archive',
} as const satisfies Resource;

export const inventoryAdjustmentReasons = {
  ...LOOKUP,
  id: 'inventory_adjustment_reasons',
  title: 'Inventory Adjustment Reasons',
  singular: 'Inventory Adjustment Reason',
  icon: 'note',
  readable: 'list',
} as const satisfies Resource;
