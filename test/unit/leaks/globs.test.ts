import assert from 'node:assert/strict';

import { globFilter } from '../../../src/leaks/globs';

describe('globs of paths', () => {
  for (const [glob, fits, others] of [
    ['*.env', ['.env', 'a.env', 'deep/in/b.env'], ['a.env.ts', 'env']],
    [
      'test/fixtures',
      ['test/fixtures', 'test/fixtures/a/b.json'],
      ['test/fixtures.ts', 'src/test/fixtures/a'],
    ],
    ['fixtures/', ['fixtures/a', 'test/fixtures/b/c'], ['fixtures.ts']],
    ['/docs', ['docs/a.md'], ['src/docs/a.md']],
    ['**/cassettes/**', ['cassettes/a.yml', 'spec/cassettes/b/c.yml'], ['spec/cassettes.yml']],
    ['src/**/*.test.ts', ['src/a.test.ts', 'src/b/c/d.test.ts'], ['src/a.ts', 'a.test.ts']],
    ['src/*.{js,ts}', ['src/a.js', 'src/b.ts'], ['src/a.tsx', 'src/c/a.js']],
    ['a?c', ['abc', 'x/a.c'], ['ac', 'a/c']],
    ['a,b(1)[x].txt', ['a,b(1)[x].txt'], ['a', 'b1x.txt']],
    ['line\nbreak*', ['line\nbreak.env', 'x/line\nbreak'], ['line']],
  ] as const) {
    it(JSON.stringify(glob), () => {
      const filter = globFilter(['never', glob]);
      assert.deepEqual([...fits, ...others].filter(filter), fits);
    });
  }

  it('fit nothing where there are none', () => {
    assert.equal(globFilter([])('a'), false);
  });

  it('take linear time on hostile ones', () => {
    // A text that would take for ever if the expression tried all ways to share it out.
    assert.equal(
      globFilter(['**/'.repeat(20) + '*a*a*a*a*a*b', '{a,b}'.repeat(30)])('x/'.repeat(500) + 'a'.repeat(500)),
      false,
    );
  });
});
