import { expect, test } from 'vitest';
import { ulpsApart } from './ulps.ts';

test('neighbors are one apart, across zero and across a power of two', () => {
  expect(ulpsApart(1, 1 + Number.EPSILON)).toBe(1);
  expect(ulpsApart(1, 1 - Number.EPSILON / 2)).toBe(1);
  expect(ulpsApart(-5e-324, 5e-324)).toBe(2);
  expect(ulpsApart(0, -0)).toBe(0);
  expect(ulpsApart(1, 2)).toBe(2 ** 52);
});

test('NaN is apart from every number but NaN', () => {
  expect(ulpsApart(Number.NaN, Number.NaN)).toBe(0);
  expect(ulpsApart(Number.NaN, 1)).toBe(Number.POSITIVE_INFINITY);
});
