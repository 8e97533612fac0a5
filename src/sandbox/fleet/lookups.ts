import { VEHICLE_TYPES, type VehicleType } from './models';

/** The short lists that an account keeps in its settings. Ids are those of the first account; see `Fleet.id`. */
export const STATUSES = [
  { name: 'Active', color: 'green' },
  { name: 'In Shop', color: 'orange' },
  { name: 'Out of Service', color: 'red' },
  { name: 'Inactive', color: 'yellow' },
] as const;

export const GROUPS = ['North', 'South', 'Airport', 'River Yard'] as const;

export const LABELS = [
  { name: 'cdl', color: 'blue' },
  { name: 'long haul', color: 'purple' },
  { name: 'spare', color: 'gray' },
] as const;

export const FUEL_TYPES = ['Gasoline', 'Diesel', 'Propane', 'Electric'] as const;

export const TYPE_NAMES = Object.keys(VEHICLE_TYPES) as readonly VehicleType[];

export const SERVICE_TASKS = [
  { name: 'Engine Oil & Filter Replacement', miles: 7500, months: 6, labor: 45, parts: 62 },
  { name: 'Tire Rotation', miles: 6000, months: 6, labor: 40, parts: 0 },
  { name: 'Brake Inspection', miles: 12_000, months: 12, labor: 70, parts: 0 },
  { name: 'Front Brake Pads Replacement', miles: 40_000, months: 36, labor: 120, parts: 145 },
  { name: 'Engine Air Filter Replacement', miles: 15_000, months: 12, labor: 25, parts: 34 },
  { name: 'Battery Replacement', miles: 60_000, months: 48, labor: 30, parts: 189 },
  { name: 'Transmission Fluid Change', miles: 60_000, months: 48, labor: 140, parts: 96 },
  { name: 'Wiper Blades Replacement', miles: 20_000, months: 12, labor: 15, parts: 38 },
] as const;

export const WORK_ORDER_STATUSES = [
  { name: 'Open', color: 'blue', completed: false },
  { name: 'Pending', color: 'orange', completed: false },
  { name: 'Waiting for Parts', color: 'yellow', completed: false },
  { name: 'Completed', color: 'green', completed: true },
] as const;

export const ISSUE_PRIORITIES = [
  { name: 'No Priority', alias: 'no_priority', color: 'gray' },
  { name: 'Low', alias: 'low', color: 'green' },
  { name: 'Medium', alias: 'medium', color: 'yellow' },
  { name: 'High', alias: 'high', color: 'orange' },
  { name: 'Critical', alias: 'critical', color: 'red' },
] as const;

export const EXPENSE_TYPES = [
  { name: 'Tolls', least: 2, most: 40 },
  { name: 'Parking', least: 5, most: 60 },
  { name: 'Car Wash', least: 9, most: 35 },
  { name: 'Registration', least: 60, most: 420 },
  { name: 'Insurance', least: 90, most: 640 },
] as const;

export const VEHICLE_RENEWALS = ['Registration', 'Insurance', 'Emission Test'] as const;
export const CONTACT_RENEWALS = ['Driver License', 'Medical Card', 'Hazmat Certificate'] as const;
export const EQUIPMENT_STATUSES = ['In-Service', 'Out-of-Service', 'Missing'] as const;
export const EQUIPMENT_TYPES = ['Generator', 'Air Compressor', 'Pallet Jack', 'Pressure Washer'] as const;
export const ADJUSTMENT_REASONS = ['Damaged', 'Lost', 'Counted', 'Returned'] as const;
export const PART_CATEGORIES = ['Filters', 'Brakes', 'Electrical', 'Fluids', 'Tires'] as const;
export const INSPECTION_FORMS = [
  { title: 'Daily Driver Inspection', description: 'Before the first trip of the day.' },
  { title: 'Monthly Safety Check', description: null },
] as const;
export const VENDORS = [
  { name: 'Pilot', fuel: true },
  { name: 'Shell', fuel: true },
  { name: 'Chevron', fuel: true },
  { name: "Love's", fuel: true },
  { name: 'QuikTrip', fuel: true },
  { name: 'Firestone Complete Auto Care', fuel: false },
  { name: 'Goodyear', fuel: false },
  { name: 'Bubba’s Truck & Trailer', fuel: false },
  { name: 'Rush Truck Centers', fuel: false },
  { name: 'NAPA Auto Parts', fuel: false },
] as const;
export const FORMER_VENDORS = [
  { name: 'Old Mill Fuel', fuel: true },
  { name: 'Corner Garage', fuel: false },
] as const;
export const FUEL_VENDORS = VENDORS.filter(({ fuel }) => fuel).length;
