import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { exp } from './exp.ts';
import { log } from './log.ts';
import { ulpsApart } from './ulps.ts';

test('the edges of the range', () => {
  expect(log(1)).toBe(0);
  expect(log(0)).toBe(Number.NEGATIVE_INFINITY);
  expect(log(-0)).toBe(Number.NEGATIVE_INFINITY);
  expect(log(Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
  expect(log(-5e-324)).toBeNaN();
  expect(log(Number.NEGATIVE_INFINITY)).toBeNaN();
  expect(log(Number.NaN)).toBeNaN();
});

test('powers of two have the logarithm k·log 2', () => {
  for (let k = -1074; k < 1024; k++) expect(ulpsApart(log(2 ** k), k * Math.LN2)).toBeLessThanOrEqual(1);
});

test('agrees with the engine within two units in the last place, subnormal arguments and all', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 5e-324, noNaN: true }),
      fc.double({ min: 0.5, max: 2, noNaN: true }),
      (any, nearOne) => {
        expect(ulpsApart(log(any), Math.log(any))).toBeLessThanOrEqual(2);
        expect(ulpsApart(log(nearOne), Math.log(nearOne))).toBeLessThanOrEqual(2);
      },
    ),
    { numRuns: 2000 },
  );
});

test('undoes exp', () => {
  fc.assert(
    fc.property(fc.double({ min: -700, max: 700, noNaN: true }), (x) => {
      expect(Math.abs(log(exp(x)) - x)).toBeLessThanOrEqual(2.3e-16 * Math.max(1, Math.abs(x)));
    }),
  );
});
