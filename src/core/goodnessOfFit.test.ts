import { expect, test } from 'vitest';
import { chiSquaredP, meanP, uniformityP } from './goodnessOfFit.ts';

test("Mendel's peas: χ² = 0.47 on 3 degrees of freedom, p = 0.925", () => {
  // 315 : 108 : 101 : 32 against 9 : 3 : 3 : 1; scipy.stats.chisquare gives 0.470024, p 0.925426
  expect(chiSquaredP([315, 108, 101, 32], [9 / 16, 3 / 16, 3 / 16, 1 / 16])).toBeCloseTo(0.92543, 5);
});

test('an even grid is uniform, a square of it is not', () => {
  const grid = Float64Array.from({ length: 1000 }, (_, i) => (i + 0.5) / 1000);
  expect(uniformityP(grid)).toBeCloseTo(1, 12);
  expect(uniformityP(grid.map((u) => u * u))).toBeLessThan(1e-12);
  expect(uniformityP(Float64Array.of(0, 1), 2)).toBe(1);
});

test('a mean 1.959964 standard errors off has p = 0.05', () => {
  expect(meanP([1.959964, 1.959964, 1.959964, 1.959964], 0, 4)).toBeCloseTo(0.05, 7);
});
