import { decimal, stamps, type Collection, type Draft } from './collection';
import { day, type Fleet } from './fleet';
import { EXPENSE_TYPES, VENDORS } from './lookups';
import { VEHICLE_TYPES } from './models';
import { eachVehicle, scheduled } from './scheduled';

/** fleetio-api.md section 6.12. */
export function expenseEntries(fleet: Fleet): Collection {
  const schedule = fleet.schedules.expense;
  return scheduled(
    fleet,
    'expense_entries',
    schedule,
    ({ place, vehicle, time }) => {
      const draw = fleet.draw('expense', place);
      const type = draw.integer(0, EXPENSE_TYPES.length - 1);
      const { name, least, most } = EXPENSE_TYPES[type] ?? EXPENSE_TYPES[0];
      const vendor = draw.chance(0.3) ? draw.integer(0, VENDORS.length - 1) : undefined;
      return {
        ...stamps(time),
        occurred_at: new Date(time),
        total_amount_cents: draw.integer(least * 100, most * 100),
        notes: draw.chance(0.1) ? 'Receipt in the glove box.' : null,
        expense_entry_type_id: fleet.id('expense_entry_types', type),
        expense_entry_type_name: name,
        vehicle_id: fleet.id('vehicles', vehicle),
        vehicle: fleet.vehicleStub(vehicle),
        vendor_id: vendor === undefined ? null : fleet.id('vendors', vendor),
        vendor: vendor === undefined ? null : fleet.vendorStub(vendor),
        custom_fields: {},
      };
    },
    { rising: ['occurred_at'] },
  );
}

/** How each vehicle was bought. */
export function purchaseDetails(fleet: Fleet): Collection {
  return eachVehicle(fleet, 'purchase_details', 1, (vehicle) => ({
    ...purchase(fleet, vehicle),
    warranty_expiration_date: null,
    warranty_expiration_meter_value: null,
    comment: null,
    custom_fields: {},
  }));
}

/** The same, as Fleetio's newer records tell it. */
export function acquisitions(fleet: Fleet): Collection {
  return eachVehicle(fleet, 'acquisitions', 1, (vehicle) => ({
    ...purchase(fleet, vehicle),
    acquisition_type: 'purchase',
  }));
}

function purchase(fleet: Fleet, vehicle: number): Draft {
  const { model, acquiredAt, acquiredReading } = fleet.traits(vehicle);
  const draw = fleet.draw('purchase', vehicle);
  const price = VEHICLE_TYPES[model.type].priceDollars * draw.between(0.7, 1.15);
  return {
    ...stamps(acquiredAt),
    vehicle_id: fleet.id('vehicles', vehicle),
    date: day(acquiredAt),
    price_cents: Math.round(price) * 100,
    meter_value: decimal(acquiredReading, 1),
    vendor_id: null,
    vendor_name: null,
  };
}
