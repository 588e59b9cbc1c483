import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { pow } from './pow.ts';
import { ulpsApart } from './ulps.ts';

test('is exact where the result is a double', () => {
  for (let base = 1; base < 60; base++) {
    let product = 1;
    for (let n = 0; product < 2 ** 53; n++, product *= base) {
      expect(pow(base, n)).toBe(product);
      if (base === 1 && n > 10) break;
    }
    expect(pow(base * base, 0.5)).toBe(base);
    expect(pow(base * base * base * base, 0.25)).toBe(base);
  }
});

test('agrees with the engine within two units in the last place', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1e6, noNaN: true }), fc.double({ min: -60, max: 60, noNaN: true }), (x, y) => {
      expect(ulpsApart(pow(x, y), x ** y)).toBeLessThanOrEqual(2);
    }),
    { numRuns: 2000 },
  );
});

test('special cases of IEEE 754-2019 §9.2.1', () => {
  const infinity = Number.POSITIVE_INFINITY;
  const cases: readonly (readonly [x: number, y: number, power: number])[] = [
    [0, 2, 0],
    [0, -1, infinity],
    [0, 0, 1],
    [-2, 3, -8],
    [-2, 2, 4],
    [infinity, -1, 0],
    [infinity, 0.5, infinity],
    [0.5, infinity, 0],
    [2, 1024, infinity],
    [2, -1074, 5e-324],
    [2, -1080, 0],
    [5e-324, 1, 5e-324],
    [1e308, 1, 1e308],
  ];
  for (const [x, y, power] of cases) expect(pow(x, y), `${x}^${y}`).toBe(power);
  expect(pow(-2, 0.5)).toBeNaN();
});

test('NaN passes for no answer, not even to the power 0', () => {
  expect(pow(Number.NaN, 0)).toBeNaN();
  expect(pow(1, Number.NaN)).toBeNaN();
});
