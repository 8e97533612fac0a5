import type { FleetioClient, FleetRecord, ListQuery, RequestOptions } from '../../fleetio/client';
import { recordDescription, recordLabel, recordTooltip } from '../../fleetio/format';
import { RESOURCES, type ResourceId } from '../../fleetio/resources';
import { costChart, economyChart, meterChart, type ChartWords, type Entries } from './charts';
import type { PartData, PartId, RecordView, VehicleView } from './messages';
import { photoOf } from './photos';

/** The texts that charts carry, in the person's language. */
export type OverviewWords = Readonly<Record<'meters' | 'economy' | 'costs', ChartWords>>;

/** What is asked for to show a vehicle; a part may need several, and several parts the same. */
const LISTS = {
  meters: { resource: 'meter_entries', sort: { field: 'date', direction: 'desc' }, perPage: 100 },
  fuel: { resource: 'fuel_entries', sort: { field: 'date', direction: 'desc' }, perPage: 100 },
  service: {
    resource: 'service_entries',
    sort: { field: 'completed_at', direction: 'desc' },
    perPage: 100,
  },
  reminders: { resource: 'service_reminders', sort: { field: 'next_due_at', direction: 'asc' }, perPage: 10 },
  renewals: {
    resource: 'vehicle_renewal_reminders',
    sort: { field: 'next_due_at', direction: 'asc' },
    perPage: 10,
  },
  issues: {
    resource: 'issues',
    filters: [{ field: 'state', operator: 'eq', value: 'Open' }],
    sort: { field: 'reported_at', direction: 'desc' },
    perPage: 10,
  },
} as const satisfies Readonly<Record<string, ListQuery>>;

const NOTHING: Entries = { records: [] };

/**
 * Loads the parts of a vehicle's overview, and asks for each thing once. Lists that the vehicle's own counts say are empty
 * cost no request.
 */
export class VehicleOverview {
  private record: Promise<FleetRecord> | undefined;
  private readonly pages = new Map<keyof typeof LISTS, Promise<Entries>>();

  constructor(
    private readonly client: FleetioClient,
    private readonly vehicleId: number,
    private readonly words: OverviewWords,
    private readonly options: RequestOptions = {},
  ) {}

  /** How each part is loaded. @throws FleetioError */
  readonly load: { readonly [Id in PartId]: () => Promise<PartData[Id]> } = {
    vehicle: async () => vehicleView(await this.vehicle()),
    meters: async () => {
      const [vehicle, entries] = await Promise.all([this.vehicle(), this.entries('meters')]);
      return meterChart(entries, vehicle, this.words.meters);
    },
    economy: async () => {
      const [vehicle, fuel] = await Promise.all([this.vehicle(), this.entries('fuel')]);
      return economyChart(fuel, vehicle, this.words.economy);
    },
    costs: async () => {
      const [fuel, service] = await Promise.all([this.entries('fuel'), this.entries('service')]);
      return costChart(fuel, service, this.words.costs);
    },
    reminders: async () => {
      const lists = await Promise.all([this.entries('reminders'), this.entries('renewals')]);
      return [
        ...recordViews('service_reminders', lists[0]),
        ...recordViews('vehicle_renewal_reminders', lists[1]),
      ];
    },
    issues: async () => recordViews('issues', await this.entries('issues')),
  };

  private vehicle(): Promise<FleetRecord> {
    this.record ??= this.client.get({ resource: 'vehicles', id: this.vehicleId }, this.options);
    return this.record;
  }

  private entries(list: keyof typeof LISTS): Promise<Entries> {
    const known = this.pages.get(list) ?? this.page({ ...LISTS[list], vehicleId: this.vehicleId });
    this.pages.set(list, known);
    return known;
  }

  private async page(query: ListQuery): Promise<Entries> {
    const vehicle = await this.vehicle();
    return vehicle[`${query.resource}_count`] === 0 ? NOTHING : this.client.page(query, this.options);
  }
}

function recordViews(resource: ResourceId, { records }: Entries): readonly RecordView[] {
  return records.map((record) => ({
    resource,
    id: record.id,
    label: recordLabel(resource, record),
    description: recordDescription(resource, record),
  }));
}

function vehicleView(record: FleetRecord): VehicleView {
  const word = record['vehicle_status_name'];
  const color = record['vehicle_status_color'];
  const photo = photoOf(record);
  const { description } = RESOURCES.vehicles;
  const model = description
    .slice(1)
    .map(({ field }) => record[field])
    .filter((part) => typeof part === 'string' || typeof part === 'number')
    .join(' ');
  return {
    name: recordLabel('vehicles', record),
    ...(typeof word === 'string' ? { status: { word, color: String(color) } } : {}),
    ...(photo === undefined ? {} : { photo }),
    facts: [...(model === '' ? [] : [['Model', model] as const]), ...recordTooltip('vehicles', record)],
  };
}
