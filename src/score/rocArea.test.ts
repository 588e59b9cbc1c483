import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rocArea } from './rocArea.ts';

test('pROC::auc of its own example of three and four, and the extremes', () => {
  // R, pROC 1.18: auc(c(0,0,0,1,1,1,1), c(1,2,3,2,3,4,5)) is 10/12
  expect(rocArea([1, 2, 3, 2, 3, 4, 5], [false, false, false, true, true, true, true])).toBeCloseTo(10 / 12, 12);
  expect(rocArea([1, 2], [false, true])).toBe(1);
  expect(rocArea([1, 2], [true, false])).toBe(0);
  expect(rocArea([7, 7], [true, false])).toBe(0.5);
  expect(rocArea([1, 2], [true, true])).toBeNull();
  expect(rocArea([], [])).toBeNull();
});

test('the share of pairs in the right order', () => {
  const cases = fc.array(fc.tuple(fc.integer({ min: 0, max: 8 }), fc.boolean()), { minLength: 2, maxLength: 40 });
  fc.assert(
    fc.property(cases, (rows) => {
      const pairs = rows.flatMap(([a, wrong]) =>
        wrong ? rows.filter(([, w]) => !w).map(([b]) => (a > b ? 1 : a === b ? 0.5 : 0)) : [],
      );
      const area = rocArea(
        rows.map(([score]) => score),
        rows.map(([, wrong]) => wrong),
      );
      if (pairs.length === 0) expect(area).toBeNull();
      else expect(area).toBeCloseTo(pairs.reduce((a: number, b) => a + b, 0) / pairs.length, 10);
    }),
  );
});
