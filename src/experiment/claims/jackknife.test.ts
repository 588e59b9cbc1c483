import fc from 'fast-check';
import { expect, test } from 'vitest';
import { log } from '../../core/math.ts';
import { openStream } from '../../core/random/stream.ts';
import { mean, sd } from '../../core/stats.ts';
import { jackknifeError } from './jackknife.ts';

const without = (x: readonly number[], i: number): readonly number[] => x.filter((_, j) => j !== i);

test('of a mean it is s/√n', () => {
  const numbers = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 2, maxLength: 40 });
  fc.assert(
    fc.property(numbers, (x) => {
      expect(jackknifeError(x.length, (i) => mean(without(x, i)))).toBeCloseTo(sd(x) / Math.sqrt(x.length), 8);
    }),
  );
});

// values of Efron & Tibshirani's mouse data (1993, table 2.1), treatment group: mean 86.86, standard error 25.24
test('the mouse data', () => {
  const mice = [94, 197, 16, 38, 99, 141, 23];
  expect(mean(mice)).toBeCloseTo(86.86, 2);
  expect(jackknifeError(7, (i) => mean(without(mice, i)))).toBeCloseTo(25.24, 2);
});

test('of the logarithm of a mean and of a ratio of means it is that of the delta method, to order 1/n', () => {
  const stream = openStream(['jackknife']);
  const n = 2000;
  const x = Array.from({ length: n }, () => 5 + stream.normal());
  const y = x.map((value) => 2 + 0.5 * value + 0.3 * stream.normal());
  const [mx, my] = [mean(x), mean(y)];
  const error = jackknifeError(n, (i) => log((mx * n - x[i]!) / (n - 1)));
  expect(error! / (sd(x) / (Math.sqrt(n) * mx))).toBeCloseTo(1, 2);
  const ratio = jackknifeError(n, (i) => (my * n - y[i]!) / (mx * n - x[i]!));
  const residuals = y.map((value, i) => value - (my / mx) * x[i]!);
  expect(ratio! / (sd(residuals) / (Math.sqrt(n) * mx))).toBeCloseTo(1, 2);
});

test('null, never NaN, on one replicate and where some value is not defined', () => {
  expect(jackknifeError(1, () => 1)).toBeNull();
  expect(jackknifeError(3, (i) => (i === 1 ? null : i))).toBeNull();
});
