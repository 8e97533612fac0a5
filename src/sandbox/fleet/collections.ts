import { currentAssignments, vehicleAssignments } from './assignments';
import type { Guesses } from '../options';
import { inOneList, type Collection } from './collection';
import { comments } from './comments';
import { acquisitions, expenseEntries, purchaseDetails } from './costs';
import { equipment, equipmentAssignments, equipmentLocationEntries } from './equipment';
import type { Fleet } from './fleet';
import { fuelEntries } from './fuelEntries';
import { submittedInspectionForms } from './inspections';
import { faults, issues } from './issues';
import { locationEntries } from './locations';
import { MeterEntries } from './meterEntries';
import { archivedContacts, contactRenewalReminders, contacts } from './people';
import { vehicleRenewalReminders } from './renewals';
import { serviceEntries, serviceEntryLineItems, serviceReminders } from './service';
import { settings } from './settings';
import { archivedParts, archivedVendors, parts, purchaseOrders, vendors } from './stock';
import { archivedVehicles, linkedVehicles, vehicles } from './vehicles';
import { workOrders } from './workOrders';

/** Everything that an account holds. */
export interface AccountRecords {
  readonly fleet: Fleet;
  readonly vehicles: Collection;
  readonly meterEntries: MeterEntries;
  /** By the resource's id. */
  readonly collections: Readonly<Record<string, Collection>>;
  /** What `/<resource>/archived` lists, by the resource's id. */
  readonly archived: Readonly<Record<string, Collection>>;
  /** What older versions list with `include_archived=1`, by the resource's id (section 4.2). */
  readonly withArchived: Readonly<Record<string, Collection>>;
}

export function accountRecords(fleet: Fleet, guesses: Pick<Guesses, 'inspectionDate'>): AccountRecords {
  const meterEntries = new MeterEntries(fleet);
  const all = vehicles(fleet, meterEntries);
  const people = contacts(fleet);
  const archived = {
    vehicles: archivedVehicles(fleet),
    contacts: archivedContacts(fleet),
    parts: archivedParts(fleet),
    vendors: archivedVendors(fleet),
  };
  return {
    fleet,
    vehicles: all,
    meterEntries,
    collections: {
      vehicles: all,
      meter_entries: meterEntries,
      fuel_entries: fuelEntries(fleet, meterEntries.record),
      service_entries: serviceEntries(fleet),
      service_entry_line_items: serviceEntryLineItems(fleet),
      service_reminders: serviceReminders(fleet),
      issues: issues(fleet),
      work_orders: workOrders(fleet),
      submitted_inspection_forms: submittedInspectionForms(fleet, guesses.inspectionDate),
      vehicle_assignments: vehicleAssignments(fleet),
      current_assignment: currentAssignments(fleet),
      linked_vehicles: linkedVehicles(fleet, all),
      location_entries: locationEntries(fleet),
      expense_entries: expenseEntries(fleet),
      purchase_detail: purchaseDetails(fleet),
      purchase_details: purchaseDetails(fleet),
      acquisitions: acquisitions(fleet),
      comments: comments(fleet),
      contacts: people,
      contact_renewal_reminders: contactRenewalReminders(fleet),
      vehicle_renewal_reminders: vehicleRenewalReminders(fleet),
      faults: faults(fleet),
      parts: parts(fleet),
      purchase_orders: purchaseOrders(fleet),
      equipment: equipment(fleet),
      equipment_assignments: equipmentAssignments(fleet),
      equipment_location_entries: equipmentLocationEntries(fleet),
      vendors: vendors(fleet),
      ...settings(fleet),
    },
    archived,
    withArchived: {
      vehicles: inOneList(archived.vehicles, all),
      contacts: inOneList(archived.contacts, people),
    },
  };
}
