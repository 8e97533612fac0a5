import assert from 'node:assert/strict';
import {
  costChart,
  csvOf,
  economyChart,
  meterChart,
  type ChartWords,
} from '../../../src/vscode/panel/charts';

const WORDS: ChartWords = { title: 'Title', series: ['One', 'Two'], note: '', latest: 'The latest.' };
const VAN = { id: 1, primary_meter_unit: 'mi', secondary_meter_unit: 'hr', fuel_volume_units: 'us_gallons' };

describe('The charts of a vehicle', () => {
  it('show the readings of both meters from old to new, and no void one', () => {
    const chart = meterChart(
      {
        records: [
          { id: 4, date: '2026-03-01', value: '310.5', meter_type: 'secondary' },
          { id: 3, date: '2026-03-01', value: '1200.0', meter_type: null },
          { id: 2, date: '2026-02-10', value: '99999.0', void: true },
          { id: 1, date: '2026-02-01', value: '1000.0', void: false },
        ],
        next: 'more',
      },
      VAN,
      WORDS,
    );
    assert.deepEqual(chart.series, [
      { title: 'One', unit: 'mi' },
      { title: 'Two', unit: 'hr' },
    ]);
    assert.deepEqual(
      chart.points.map(({ label, values }) => [label, ...values]),
      [
        ['2026-02-01', 1000, null],
        ['2026-03-01', 1200, 310.5],
      ],
    );
    assert.equal(chart.note, 'The latest.');
  });

  it('show one meter where there is one', () => {
    const chart = meterChart({ records: [{ id: 1, date: '2026-02-01', value: '5.0' }] }, VAN, WORDS);
    assert.deepEqual([chart.series.length, chart.points[0]?.values, chart.note], [1, [5], '']);
  });

  it("show fuel economy in the user's units, and by the hour for machines", () => {
    const entry = {
      id: 1,
      date: '2026-02-01T08:00:00.000-06:00',
      kpl: '7.1',
      mpg_us: '16.7',
      us_gallons_per_hr: '2.5',
      fuel_economy_units_for_current_user: 'kpl',
    };
    const economy = (vehicle: typeof VAN): unknown[] => {
      const { series, points } = economyChart(
        { records: [entry, { id: 2, date: '2026-02-02' }] },
        vehicle,
        WORDS,
      );
      return [series[0]?.unit, points.map(({ values }) => values)];
    };
    assert.deepEqual(economy(VAN), ['km/l', [[7.1]]]);
    assert.deepEqual(economy({ ...VAN, primary_meter_unit: 'hr' }), ['gal/h', [[2.5]]]);
  });

  it('show costs month by month, without the month that may lack older entries', () => {
    const fuel = {
      records: [
        { id: 3, date: '2026-03-20T08:00:00Z', total_amount_cents: 1050 },
        { id: 2, date: '2026-03-02T08:00:00Z', total_amount_cents: 950 },
        { id: 1, date: '2025-12-30T08:00:00Z', total_amount_cents: 500 },
      ],
      next: 'more',
    };
    const service = {
      records: [{ id: 9, completed_at: '2026-01-15T08:00:00Z', total_amount_cents: 30_000 }],
    };
    const { points } = costChart(fuel, service, WORDS);
    assert.deepEqual(
      points.map(({ label, values }) => [label, ...values]),
      [
        ['2026-01', 0, 300],
        ['2026-02', 0, 0],
        ['2026-03', 20, 0],
      ],
    );
    assert.deepEqual(costChart({ records: [] }, { records: [] }, WORDS).points, []);
  });

  it('are written as comma-separated values', () => {
    const chart = {
      kind: 'line',
      title: 'Title',
      note: '',
      series: [{ title: 'Fuel, "all"', unit: 'l' }],
      points: [{ time: 0, label: '2026-01', values: [null] }],
    } as const;
    assert.equal(csvOf(chart, 'Date'), 'Date,"Fuel, ""all"" (l)"\r\n2026-01,\r\n');
  });
});
