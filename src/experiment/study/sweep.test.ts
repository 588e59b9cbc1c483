import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sweepLabel } from './label.ts';
import { expandSweeps, sweepProblems } from './sweep.ts';

test('sweeps combine in document order, the last one fastest', () => {
  const settings = { prior: { strength: { each: [1, 4] }, center: { truth: { each: [1, 2] } } }, fixed: [52, 104] };
  const variants = expandSweeps(settings);
  expect(variants.map(({ value }) => value)).toEqual([
    { prior: { strength: 1, center: { truth: 1 } }, fixed: [52, 104] },
    { prior: { strength: 1, center: { truth: 2 } }, fixed: [52, 104] },
    { prior: { strength: 4, center: { truth: 1 } }, fixed: [52, 104] },
    { prior: { strength: 4, center: { truth: 2 } }, fixed: [52, 104] },
  ]);
  // the name that design.md gives as its example
  expect(sweepLabel(variants[2]!.swept)).toBe('[strength=4,center=truth×1]');
});

test('a sweep inside a list is expanded in its place', () => {
  const variants = expandSweeps([1, { each: ['a', 'b'] }]);
  expect(variants.map(({ value }) => value)).toEqual([
    [1, 'a'],
    [1, 'b'],
  ]);
});

test('without sweeps a document is its own only variant, and has no label', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      fc.pre(!JSON.stringify(value).includes('"each"'));
      const variants = expandSweeps(value);
      expect(variants).toHaveLength(1);
      expect(variants[0]!.value).toEqual(value);
      expect(sweepLabel(variants[0]!.swept)).toBe('');
    }),
  );
});

test('there are as many variants as combinations, each with another label', () => {
  const sweep = fc.uniqueArray(fc.integer(), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(sweep, sweep, sweep, (a, b, c) => {
      const variants = expandSweeps({ a: { each: a }, deep: { a: { each: b }, c: { each: c } } });
      expect(variants).toHaveLength(a.length * b.length * c.length);
      expect(new Set(variants.map(({ swept }) => sweepLabel(swept))).size).toBe(variants.length);
    }),
  );
});

test.each([
  [
    'paths that end alike keep what tells them apart',
    [
      ['nodes', 'tv', 'mean'],
      ['nodes', 'search', 'mean'],
    ],
    '[tv.mean=1,search.mean=1]',
  ],
  ['one path, one segment', [['dials', 'confounding']], '[confounding=1]'],
  ['a path that is the end of another is spelt out', [['mean'], ['tv', 'mean']], '[mean=1,tv.mean=1]'],
])('%s', (_, paths, label) => {
  expect(sweepLabel(paths.map((path) => ({ path, value: 1 })))).toBe(label);
});

test('a swept mapping is named in one line', () => {
  expect(sweepLabel([{ path: ['intervals'], value: { bootstrap: 50, block: [1, 'x'] } }])).toBe(
    '[intervals={bootstrap:50,block:[1,x]}]',
  );
});

test.each([
  [{ a: { each: [] } }, ['a', 'each'], 'each: needs a list of at least one value; received []'],
  [{ a: { each: 3 } }, ['a', 'each'], 'each: needs a list of at least one value; received 3'],
  [{ a: { each: [1, 1] } }, ['a', 'each'], 'each: lists 1 twice'],
  [{ a: { each: [1], b: 2 } }, ['a', 'each'], 'each: must be the only key here; found b beside it'],
  [[{ each: [{ x: { each: [1] } }] }], [0, 'each'], 'each: holds another each:; sweeps do not nest'],
])('misuse of each: %j', (document, path, message) => {
  expect(sweepProblems(document)).toContainEqual({ path, message });
});
