import * as fc from 'fast-check';
import * as simple from 'simple-statistics';
import { expect, test } from 'vitest';
import { correlation, mean, median, quantile, quantileSorted, sd, sorted, sum, variance } from './stats.ts';

const sample = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 2, maxLength: 40 });
const near = (a: number, b: number) => expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-12 * (1 + Math.abs(b)));

test('agrees with simple-statistics', () => {
  fc.assert(
    fc.property(sample, (x) => {
      near(sum(x), simple.sum(x));
      near(mean(x), simple.mean(x));
      near(median(x), simple.median(x));
      near(variance(x), simple.sampleVariance(x));
      near(sd(x), simple.sampleStandardDeviation(x));
    }),
  );
});

test('quantiles are R type 7', () => {
  // R: quantile(c(1, 2, 4, 8, 16), c(0, .1, .25, .5, .9, 1))
  const x = [16, 1, 8, 2, 4];
  expect([0, 0.1, 0.25, 0.5, 0.9, 1].map((p) => quantile(x, p))).toEqual([1, 1.4, 2, 4, 12.8, 16]);
  expect(quantileSorted([3], 0.7)).toBe(3);
  expect(median([4, 1, 3, 2])).toBe(2.5);
});

test('quantiles rise with p and stay inside the sample', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(sample, share, share, (x, p, q) => {
      const [low, high] = [quantile(x, Math.min(p, q)), quantile(x, Math.max(p, q))];
      expect(low).toBeLessThanOrEqual(high);
      expect(low).toBeGreaterThanOrEqual(Math.min(...x));
      expect(high).toBeLessThanOrEqual(Math.max(...x));
    }),
  );
});

test('sorting leaves the argument as it is', () => {
  const x = Float64Array.of(3, 1, 2);
  expect([...sorted(x)]).toEqual([1, 2, 3]);
  expect([...x]).toEqual([3, 1, 2]);
});

test('a NaN among the values is no value of them', () => {
  expect([mean([1, Number.NaN]), sd([1, 2, Number.NaN]), median([1, 2, 3, Number.NaN])]).toEqual(
    new Array(3).fill(Number.NaN),
  );
});

test('too few values give NaN, a share outside [0, 1] or NaN is refused', () => {
  expect([mean([]), variance([1]), sd([]), median([])]).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
  expect(() => quantile([1, 2], 1.1)).toThrow('p = 1.1, allowed is 0 ≤ p ≤ 1');
  expect(() => quantile([1, 2], Number.NaN)).toThrow('p = NaN');
});

test('correlation agrees with simple-statistics, and is none of what does not vary', () => {
  const integers = fc.array(fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 })), {
    minLength: 2,
    maxLength: 30,
  });
  fc.assert(
    fc.property(integers, (pairs) => {
      const [x, y] = [pairs.map(([a]) => a), pairs.map(([, b]) => b)];
      const constant = new Set(x).size === 1 || new Set(y).size === 1;
      const r = correlation(x, y);
      if (constant) expect(Math.abs(r ?? 0)).toBeLessThanOrEqual(1);
      else near(r!, simple.sampleCorrelation(x, y));
    }),
  );
  expect(correlation([1, 2, 3], [5, 5, 5])).toBeNull();
  expect(correlation([1], [2])).toBeNull();
  expect(correlation([1, 2, 3], [6, 4, 2])).toBe(-1);
});
