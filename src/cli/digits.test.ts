import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decimalsFor, fixed } from './digits.ts';

test('the largest number has four significant digits, and every number its places', () => {
  expect(decimalsFor([93.388, 171.41])).toBe(1);
  expect(decimalsFor([0.8, -2.6])).toBe(3);
  expect(decimalsFor([7537, 16241])).toBe(0);
  expect(decimalsFor([9.99996])).toBe(2);
  expect(decimalsFor([1e-12])).toBe(8);
  expect(decimalsFor([null, undefined, Number.NaN, 0])).toBe(0);
});

test('what is shown is within half a unit of the last place', () => {
  const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(number, (x) => {
      const decimals = decimalsFor([x]);
      const unit = 1 / Number(`1e${decimals}`);
      expect(Math.abs(Number(fixed(x, decimals)) - x)).toBeLessThanOrEqual(unit * 0.5000001);
    }),
  );
});

test('nothing is a dash, and 0 has no minus', () => {
  expect([null, undefined, Number.NaN, Number.POSITIVE_INFINITY].map((x) => fixed(x, 2))).toEqual(['–', '–', '–', '–']);
  expect(fixed(-0.0001, 2)).toBe('0.00');
  expect(fixed(-0.2, 0)).toBe('0');
  expect(fixed(-0.006, 2)).toBe('-0.01');
});
