import { expect, test } from 'vitest';
import { curvatureMetric } from './curvature.ts';
import type { LogDensity } from './types.ts';

/** N(0, Σ) with Σ = [[4, 1.2], [1.2, 1]] */
const SIGMA = [4, 1.2, 1.2, 1] as const;
const determinant = SIGMA[0] * SIGMA[3] - SIGMA[1] * SIGMA[2];
const normal: LogDensity = (q, gradient) => {
  const [x, y] = [q[0]!, q[1]!];
  gradient[0] = -(SIGMA[3] * x - SIGMA[1] * y) / determinant;
  gradient[1] = -(SIGMA[0] * y - SIGMA[2] * x) / determinant;
  return (x * gradient[0] + y * gradient[1]) / 2;
};

function covariance(factor: Float64Array): number[] {
  const [a, , b, c] = [factor[0]!, factor[1]!, factor[2]!, factor[3]!];
  return [a * a, a * b, a * b, b * b + c * c];
}

test('the curvature of a normal is its covariance, wherever one looks', () => {
  const metric = curvatureMetric(normal, Float64Array.of(0.3, -2), 'dense')!;
  for (const [i, value] of covariance(metric.factor).entries()) expect(value).toBeCloseTo(SIGMA[i]!, 5);
});

test('the diagonal kind takes the conditional variances', () => {
  const { factor } = curvatureMetric(normal, new Float64Array(2), 'diagonal')!;
  expect(factor[0]! * factor[0]!).toBeCloseTo(determinant / SIGMA[3], 6);
  expect(factor[1]! * factor[1]!).toBeCloseTo(determinant / SIGMA[0], 6);
});

test('a direction that is flat or bends upwards gets a wide, finite spread', () => {
  const saddle: LogDensity = (q, gradient) => {
    gradient[0] = q[0]!;
    gradient[1] = 0;
    return (q[0]! * q[0]!) / 2;
  };
  const [a, b, , d] = covariance(curvatureMetric(saddle, new Float64Array(2), 'dense')!.factor);
  expect(a).toBeCloseTo(25, 6);
  expect(b).toBeCloseTo(0, 6);
  expect(d).toBeCloseTo(25, 6);
});

test('null where the gradient is not finite', () => {
  const broken: LogDensity = (_, gradient) => {
    gradient.fill(Number.NaN);
    return 0;
  };
  expect(curvatureMetric(broken, new Float64Array(1), 'dense')).toBeNull();
});
