import type { FleetRecord, Page } from '../../fleetio/client';
import { unitIn } from '../../fleetio/format';
import { fieldValue } from '../../fleetio/records';
import type { ChartPoint, ChartView } from './messages';

/** The records of a chart, and whether older ones were left out. */
export type Entries = Pick<Page, 'records' | 'next'>;

/** Titles and notes, in the person's language. */
export interface ChartWords {
  readonly title: string;
  readonly series: readonly string[];
  /** What there is to know about every such chart. */
  readonly note: string;
  /** Of a chart that older entries were left out of. */
  readonly latest: string;
}

/** The readings of both meters, day by day. Void readings do not count. */
export function meterChart(entries: Entries, vehicle: FleetRecord, words: ChartWords): ChartView {
  const valid = entries.records.filter((record) => record['void'] !== true);
  const byDay = new Map<string, [number | null, number | null]>();
  for (const record of valid) {
    const day = dayOf(record['date']);
    const values = byDay.get(day) ?? [null, null];
    const meter = record['meter_type'] === 'secondary' ? 1 : 0;
    values[meter] = Math.max(values[meter] ?? 0, numberIn(record, 'value') ?? 0);
    byDay.set(day, values);
  }
  const hasSecond = [...byDay.values()].some(([, second]) => second !== null);
  const units = ['primary_meter_unit', 'secondary_meter_unit'].map((field) => unitIn({ field }, vehicle));
  return {
    kind: 'line',
    title: words.title,
    note: noteOf(entries, words),
    series: words.series.slice(0, hasSecond ? 2 : 1).map((title, at) => ({ title, unit: units[at] ?? '' })),
    points: sorted([...byDay].map(([day, values]) => pointAt(day, hasSecond ? values : values.slice(0, 1)))),
  };
}

/** How people read fuel economy, by the user's own setting (fleetio-api.md section 6.3). */
const ECONOMY_UNITS: Readonly<Record<string, string>> = {
  mpg_us: 'mpg',
  mpg_uk: 'mpg (UK)',
  kpl: 'km/l',
  lp100k: 'l/100 km',
  us_gallons_per_hr: 'gal/h',
  uk_gallons_per_hr: 'gal (UK)/h',
  liters_per_hr: 'l/h',
};

/** Fuel economy from fill-up to fill-up. Machines whose meter counts hours are measured by the hour. */
export function economyChart(entries: Entries, vehicle: FleetRecord, words: ChartWords): ChartView {
  const field = economyField(entries.records, vehicle);
  const points = entries.records.flatMap((record) => {
    const value = numberIn(record, field);
    return value === undefined ? [] : [pointAt(dayOf(record['date']), [value])];
  });
  return {
    kind: 'line',
    title: words.title,
    note: noteOf(entries, words),
    series: [{ title: words.series[0] ?? '', unit: ECONOMY_UNITS[field] ?? '' }],
    points: sorted(points),
  };
}

function economyField(records: readonly FleetRecord[], vehicle: FleetRecord): string {
  if (vehicle['primary_meter_unit'] === 'hr') {
    return `${unitIn({ field: 'fuel_volume_units' }, vehicle) || 'us_gallons'}_per_hr`;
  }
  const users = records.map((record) => record['fuel_economy_units_for_current_user']);
  return users.find((unit) => typeof unit === 'string' && unit in ECONOMY_UNITS)?.toString() ?? 'mpg_us';
}

/** What fuel and service cost, month by month; months that are only known in part are left out. */
export function costChart(fuel: Entries, service: Entries, words: ChartWords): ChartView {
  const costs = [monthlyCents(fuel, 'date'), monthlyCents(service, 'completed_at')] as const;
  const months = costs.flatMap((cents) => [...cents.keys()]).sort();
  const wholeSince = [firstWholeMonth(fuel, 'date'), firstWholeMonth(service, 'completed_at')].sort().at(-1);
  const shown = monthsBetween(
    months.find((month) => month >= (wholeSince ?? '')),
    months.at(-1),
  );
  return {
    kind: 'bars',
    title: words.title,
    note: noteOf(fuel.next === undefined ? service : fuel, words),
    series: words.series.map((title) => ({ title, unit: '' })),
    points: shown.map((month) => ({
      time: Date.parse(`${month}-01T00:00:00Z`),
      label: month,
      values: costs.map((cents) => (cents.get(month) ?? 0) / 100),
    })),
  };
}

function monthlyCents({ records }: Entries, dateField: string): ReadonlyMap<string, number> {
  const cents = new Map<string, number>();
  for (const record of records) {
    const month = dayOf(record[dateField]).slice(0, 7);
    const amount = numberIn(record, 'total_amount_cents');
    if (month !== '' && amount !== undefined) {
      cents.set(month, (cents.get(month) ?? 0) + amount);
    }
  }
  return cents;
}

/** Where older entries were left out, the month of the oldest one may lack some. */
function firstWholeMonth({ records, next }: Entries, dateField: string): string {
  const months = records
    .map((record) => dayOf(record[dateField]).slice(0, 7))
    .filter((month) => month !== '');
  const [oldest = ''] = months.sort();
  return next === undefined || oldest === '' ? '' : monthAfter(oldest);
}

function monthsBetween(first: string | undefined, last: string | undefined): readonly string[] {
  const months: string[] = [];
  if (first !== undefined && last !== undefined) {
    for (let month = first; month <= last; month = monthAfter(month)) {
      months.push(month);
    }
  }
  return months;
}

/** `2026-01` after `2025-12`. */
function monthAfter(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 7);
}

/** A chart as comma-separated values, with its titles above. */
export function csvOf({ series, points }: ChartView, timeTitle: string): string {
  const titles = series.map(({ title, unit }) => (unit === '' ? title : `${title} (${unit})`));
  const rows = points.map(({ label, values }) => [label, ...values.map((value) => value?.toString() ?? '')]);
  return [[timeTitle, ...titles], ...rows].map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('');
}

function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function noteOf({ next }: Pick<Entries, 'next'>, { note, latest }: ChartWords): string {
  return [note, next === undefined ? '' : latest].join(' ').trim();
}

function pointAt(day: string, values: readonly (number | null)[]): ChartPoint {
  return { time: Date.parse(`${day}T00:00:00Z`), label: day, values };
}

function sorted(points: readonly ChartPoint[]): readonly ChartPoint[] {
  return points.filter(({ time }) => !Number.isNaN(time)).sort((a, b) => a.time - b.time);
}

/** The day of a date or a moment, in the record's own time zone; empty where there is none. */
function dayOf(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 10) : '';
}

/** A decimal or a number; undefined where there is none. */
function numberIn(record: FleetRecord, field: string): number | undefined {
  const value = fieldValue(record, field);
  const isFilled = typeof value === 'number' || (typeof value === 'string' && value !== '');
  return isFilled && Number.isFinite(Number(value)) ? Number(value) : undefined;
}
