import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sum } from '../../core/stats.ts';
import { proportional } from './proportional.ts';

test('in the ratio of the weights where bounds allow it; who is beyond a bound stays there, and the rest share', () => {
  const free = { budget: 12, lower: [0, 0, 0], upper: [12, 12, 12] };
  const split = (weights: readonly number[], constraint = free) => [
    ...(proportional(weights, constraint) as Float64Array),
  ];
  split([1, 2, 3]).forEach((x, i) => {
    expect(x).toBeCloseTo([2, 4, 6][i]!, 9);
  });
  split([1, 2, 3], { ...free, upper: [12, 12, 3] }).forEach((x, i) => {
    expect(x).toBeCloseTo([3, 6, 3][i]!, 9);
  });
  split([0, 1, 1]).forEach((x, i) => {
    expect(x).toBeCloseTo([0, 6, 6][i]!, 9);
  });
  split([0, 1, 1], { ...free, upper: [12, 4, 4] }).forEach((x, i) => {
    expect(x).toBeCloseTo(4, 9);
    expect(i).toBeLessThan(3);
  });
  expect(proportional([1, 1], free)).toEqual({ reason: '3 lower and 3 upper bounds for 2 parts' });
});

test('between the bounds all parts are one multiple of their weights', () => {
  const part = fc.tuple(fc.double({ min: 0.1, max: 9, noNaN: true }), fc.double({ min: 0, max: 2, noNaN: true }));
  fc.assert(
    fc.property(
      fc.array(part, { minLength: 1, maxLength: 6 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (parts, share) => {
        const lower = parts.map(([, low]) => low);
        const upper = parts.map(([weight, low]) => low + weight);
        const budget = sum(lower) + share * (sum(upper) - sum(lower));
        const amounts = proportional(
          parts.map(([weight]) => weight),
          { budget, lower, upper },
        ) as Float64Array;
        expect(sum(amounts)).toBeCloseTo(budget, 9);
        const inside = parts.flatMap(([weight], i) => {
          const x = amounts[i]!;
          return x > lower[i]! + 1e-9 && x < upper[i]! - 1e-9 ? [x / weight] : [];
        });
        for (const ratio of inside) expect(ratio / inside[0]!).toBeCloseTo(1, 6);
      },
    ),
  );
});
