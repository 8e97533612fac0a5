import type { Resource } from './types';

/** fleetio-api.md sections 4.3 and 6.1. */
export const vehicles = {
  id: 'vehicles',
  title: 'Vehicles',
  singular: 'Vehicle',
  icon: 'circle-filled',
  statusColor: 'vehicle_status_color',
  generation: 1,
  cursorSince: '2024-01-01',
  freshSeconds: 60,
  label: [{ field: 'name', title: 'Name' }],
  description: [
    { field: 'vehicle_status_name', title: 'Status' },
    { field: 'year', title: 'Year' },
    { field: 'make', title: 'Make' },
    { field: 'model', title: 'Model' },
  ],
  tooltip: [
    { field: 'vin', title: 'VIN' },
    { field: 'license_plate', title: 'License plate' },
    { field: 'vehicle_type_name', title: 'Type' },
    { field: 'group_name', title: 'Group' },
    {
      field: 'primary_meter_value',
      title: 'Meter',
      format: 'number',
      unit: { field: 'primary_meter_unit' },
    },
    { field: 'primary_meter_date', title: 'Meter date', format: 'date' },
    { field: 'issues_count', title: 'Open issues', format: 'number' },
  ],
  filters: [
    { field: 'name', operators: ['like', 'eq'] },
    { field: 'vin', operators: ['like', 'eq'] },
    { field: 'license_plate', operators: ['like', 'eq'] },
    { field: 'external_id', operators: ['like'] },
    { field: 'labels', operators: ['include'] },
    { field: 'created_at', operators: ['lt', 'lte', 'gt', 'gte'] },
    { field: 'updated_at', operators: ['lt', 'lte', 'gt', 'gte'] },
  ],
  sorts: ['id', 'name', 'created_at', 'updated_at'],
} as const satisfies Resource;
