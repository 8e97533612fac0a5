import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fieldText, recordDescription, recordLabel, recordTooltip } from '../../../src/fleetio/format';
import type { FieldFormat } from '../../../src/fleetio/resources';

function written(value: unknown, format?: FieldFormat, unit?: string): string {
  return fieldText(
    { field: 'x', title: 'X', ...(format && { format }), ...(unit && { unit }) },
    { id: 1, x: value },
  );
}

describe('fieldText', () => {
  const cases: readonly [unknown, FieldFormat, string][] = [
    ['108043.0', 'number', '108,043'],
    ['1234.50', 'number', '1,234.50'],
    ['-1234567.25', 'number', '-1,234,567.25'],
    [999, 'number', '999'],
    ['12345678901234567890.123', 'number', '12,345,678,901,234,567,890.123'],
    [6295, 'cents', '62.95'],
    [5, 'cents', '0.05'],
    [-1250000, 'cents', '-12,500.00'],
    [0, 'cents', '0.00'],
    ['2025-03-01T23:10:00.000-06:00', 'date', '2025-03-01'],
    ['2025-03-01', 'date', '2025-03-01'],
    ['Mar 01, 2025', 'date', 'Mar 01, 2025'],
    ['2025-03-01T23:10:09.123-06:00', 'dateTime', '2025-03-01 23:10 -06:00'],
    ['2025-03-01T23:10:09Z', 'dateTime', '2025-03-01 23:10 Z'],
    [true, 'yesNo', 'yes'],
    [false, 'yesNo', 'no'],
    [
      [
        { id: 1, name: 'cdl' },
        { id: 2, name: 'spare' },
      ],
      'text',
      'cdl, spare',
    ],
    [null, 'number', ''],
    [undefined, 'cents', ''],
    ['', 'date', ''],
    [{ cents: 5 }, 'text', ''],
  ];
  for (const [value, format, expected] of cases) {
    it(`writes ${JSON.stringify(value)} as ${format}: ${JSON.stringify(expected)}`, () => {
      assert.equal(written(value, format), expected);
    });
  }

  it('puts the unit behind, from the record where it is there', () => {
    assert.equal(written('18.2', 'number', 'gal'), '18.2 gal');
    const meter = { field: 'value', title: 'Meter', format: 'number', unit: { field: 'unit' } } as const;
    assert.equal(fieldText(meter, { id: 1, value: '1200.0', unit: 'km' }), '1,200 km');
    assert.equal(fieldText(meter, { id: 1, value: '1200.0', unit: null }), '1,200');
  });

  it('loses no digit of a number', () => {
    const digits = fc.stringMatching(/^-?[1-9]\d{0,24}(?:\.\d{2,12})?$/);
    fc.assert(
      fc.property(digits, (number) => {
        assert.equal(written(number, 'number').replaceAll(',', ''), number);
      }),
    );
  });
});

describe('the row of a record', () => {
  const vehicle = {
    id: 1042,
    name: 'Van 12',
    vehicle_status_name: 'Active',
    year: 2021,
    make: 'Ford',
    model: null,
    vin: '1FTBW2CM0GKA00000',
    primary_meter_value: '108043.0',
    primary_meter_unit: 'mi',
    labels: [{ id: 3, name: 'cdl' }],
  };

  it('takes its words from the catalogue', () => {
    assert.equal(recordLabel('vehicles', vehicle), 'Van 12');
    assert.equal(recordDescription('vehicles', vehicle), 'Active · 2021 · Ford');
    assert.deepEqual(recordTooltip('vehicles', vehicle), [
      ['VIN', '1FTBW2CM0GKA00000'],
      ['Meter', '108,043 mi'],
      ['Labels', 'cdl'],
    ]);
  });

  it('falls back on the id, and says nothing twice', () => {
    assert.equal(recordLabel('vehicles', { id: 7, name: '' }), '#7');
    assert.equal(recordDescription('faults', { id: 7, code: null, name: 'P0301' }), '');
  });

  it('keeps a long text on its one line, and whole in the tooltip', () => {
    const comment = `First line\nsecond ${'long '.repeat(10)}${'🚐'.repeat(9)}`;
    const label = recordLabel('comments', { id: 1, comment });
    assert.ok(label.length <= 80 && label.isWellFormed(), label);
    assert.match(label, /^First line second long .*🚐…$/);
    assert.deepEqual(recordTooltip('comments', { id: 1, comment })[0], ['Comment', comment]);
  });
});
