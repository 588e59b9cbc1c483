import { expect, test } from 'vitest';
import { curveDifference } from './curves.ts';

const hill = (half_saturation: number, slope: number, effect: number) => ({ hill: { half_saturation, slope }, effect });

// Jin et al. (2017): at most .0117, 5.9 % of the range
test('the pair of Hill curves that data do not tell apart', () => {
  const curves = [hill(0.5, 1, 0.3), hill(0.95, 0.748, 0.39)] as const;
  expect(curveDifference({ curves, over: [0, 1], measure: 'max_difference' })).toBeCloseTo(0.0117, 4);
  expect(curveDifference({ curves, over: [0, 1], measure: 'max_difference_share' })).toBeCloseTo(0.059, 3);
});

// x/(x + 1) − x/(x + 4) is largest at x = √(1·4) = 2, where it is 2/3 − 1/3
test('a maximum inside the range, by calculus, between points of the grid', () => {
  const curves = [{ michaelis_menten: { lambda: 1 } }, { michaelis_menten: { lambda: 4 } }] as const;
  expect(curveDifference({ curves, over: [0, 10.007], measure: 'max_difference' })).toBeCloseTo(1 / 3, 9);
});

test('straight lines differ most at the end, by the difference of their effects', () => {
  const curves = [
    { none: {}, effect: 2 },
    { none: {}, effect: 3 },
  ] as const;
  expect(curveDifference({ curves, over: [0, 5], measure: 'max_difference' })).toBe(5);
  expect(curveDifference({ curves, over: [0, 5], measure: 'max_difference_share' })).toBeCloseTo(1 / 3, 14);
});
