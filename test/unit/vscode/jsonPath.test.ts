import assert from 'node:assert/strict';
import fc from 'fast-check';
import { propertyPath } from '../../../src/vscode/records/jsonPath';

describe('propertyPath', () => {
  const record = {
    id: 7,
    'a "quoted": name': 1,
    labels: [{ id: 1 }, { name: 'cdl' }],
    driver: { name: 'Sam' },
    end: null,
  };

  for (const indent of [2, 4, '\t']) {
    it(`knows the way to a property in JSON indented by ${JSON.stringify(indent)}`, () => {
      const lines = JSON.stringify(record, null, indent).split('\n');
      const paths = lines.map((_, line) => propertyPath(lines, line)?.join('/'));
      assert.deepEqual(
        paths.filter((path) => path !== undefined),
        ['id', 'a "quoted": name', 'labels', 'labels/id', 'labels/name', 'driver', 'driver/name', 'end'],
      );
    });
  }

  it('never fails, whatever the names and the values are', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const lines = JSON.stringify(value, null, 2).split('\n');
        const first = lines.map((_, line) => propertyPath(lines, line)?.[0]);
        assert.deepEqual(new Set(first.filter((name) => name !== undefined)), new Set(Object.keys(value)));
      }),
    );
  });
});
