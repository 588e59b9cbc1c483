import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { exp, expInto, expOfSum } from './exp.ts';
import { ulpsApart } from './ulps.ts';

test('the edges of the range', () => {
  expect(exp(0)).toBe(1);
  expect(exp(-0)).toBe(1);
  expect(exp(Number.NEGATIVE_INFINITY)).toBe(0);
  expect(exp(Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
  expect(exp(Number.NaN)).toBeNaN();
  // log of the largest double and its successor, log of half the smallest and its predecessor (fdlibm's e_exp.c)
  expect(exp(709.782712893384)).toBeLessThan(Number.POSITIVE_INFINITY);
  expect(exp(709.7827128933841)).toBe(Number.POSITIVE_INFINITY);
  expect(exp(-745.1332191019411)).toBe(5e-324);
  expect(exp(-745.1332191019412)).toBe(0);
  expect(exp(1e308)).toBe(Number.POSITIVE_INFINITY);
  expect(exp(-1e308)).toBe(0);
});

test('agrees with the engine within two units in the last place, subnormal results and all', () => {
  fc.assert(
    fc.property(fc.double({ min: -746, max: 710, noNaN: true }), (x) => {
      expect(ulpsApart(exp(x), Math.exp(x))).toBeLessThanOrEqual(2);
    }),
    { numRuns: 2000 },
  );
});

test('rises at every step of the table', () => {
  for (let n = -66000; n < 65000; n += 7) {
    // the argument is reduced by another n from (n + ½)·ln2/64 on
    const edge = ((n + 0.5) * Math.LN2) / 64;
    let x = edge - 4e-15 * Math.abs(edge);
    let previous = exp(x);
    for (let i = 0; i < 20; i++) {
      x += 4e-16 * Math.abs(edge);
      const value = exp(x);
      if (value < previous) expect.fail(`exp falls at ${x}`);
      previous = value;
    }
  }
});

test('expInto is exp, entry by entry, also in place', () => {
  const x = Float64Array.of(-1000, -1, 0, 0.3, 5, 1000);
  const expected = x.map(exp);
  expInto(x, x);
  expect(x).toEqual(expected);
});

test('expOfSum keeps what x has no room for', () => {
  // e^(1 + 1e-15) = e + 2.718e-15, six units in the last place of e away; half a unit is 2.2e-16
  expect(expOfSum(1, 0)).toBe(exp(1));
  expect(Math.abs(expOfSum(1, 1e-15) - exp(1) - 2.718281828e-15)).toBeLessThan(2.3e-16);
});
