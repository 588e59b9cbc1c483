import fc from 'fast-check';
import { expect, test } from 'vitest';
import { denseMetric, diagonalMetric, pullBackGradient, toPosition, unitMetric } from './metric.ts';

const vector = (n: number) => fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: n, maxLength: n });

/** A·Aᵀ + I, positive definite. */
function covarianceFrom(a: readonly number[], n: number): Float64Array {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      out[i * n + j] = i === j ? 1 : 0;
      for (let k = 0; k < n; k++) out[i * n + j]! += a[i * n + k]! * a[j * n + k]!;
    }
  return out;
}

test('F·Fᵀ is the covariance, and Fᵀ is the transpose of F', () => {
  fc.assert(
    fc.property(vector(9), vector(3), vector(3), (a, u, v) => {
      const covariance = covarianceFrom(a, 3);
      const metric = denseMetric(covariance, 3)!;
      const pulled = new Float64Array(3);
      const pushed = new Float64Array(3);
      const zero = new Float64Array(3);
      pullBackGradient(metric, Float64Array.from(u), pulled);
      toPosition(metric, zero, pulled, pushed);
      for (let i = 0; i < 3; i++) {
        let expected = 0;
        for (let j = 0; j < 3; j++) expected += covariance[i * 3 + j]! * u[j]!;
        expect(pushed[i]).toBeCloseTo(expected, 9);
      }
      // u·(F v) = (Fᵀ u)·v
      toPosition(metric, zero, Float64Array.from(v), pushed);
      const left = u.reduce((sum, x, i) => sum + x * pushed[i]!, 0);
      const right = v.reduce((sum, x, i) => sum + x * pulled[i]!, 0);
      expect(left).toBeCloseTo(right, 9);
    }),
  );
});

test('a diagonal metric is the dense metric of a diagonal covariance', () => {
  const start = Float64Array.of(1, 2, 3);
  const z = Float64Array.of(0.5, -1, 2);
  const a = new Float64Array(3);
  const b = new Float64Array(3);
  toPosition(diagonalMetric([4, 9, 0.25]), start, z, a);
  toPosition(denseMetric([4, 0, 0, 0, 9, 0, 0, 0, 0.25], 3)!, start, z, b);
  expect(a).toEqual(Float64Array.of(2, -1, 4));
  expect(b).toEqual(a);
  toPosition(unitMetric('dense', 3), start, z, b);
  expect(b).toEqual(Float64Array.of(1.5, 1, 5));
});

test('a covariance that is not positive definite has no factor', () => {
  expect(denseMetric([1, 2, 2, 1], 2)).toBeNull();
});
