import { expect, test } from 'vitest';
import type { LogDensity } from '../hmc/types.ts';
import { climb } from './climb.ts';

const fine = { maxGradients: 2000, gain: 1e-14 };

test('the top of a correlated normal of very different scales', () => {
  const density: LogDensity = (q, gradient) => {
    const a = q[0]! - 3;
    const b = (q[1]! + 200) / 100;
    gradient[0] = -(a - 0.9 * b) / 0.19;
    gradient[1] = -(b - 0.9 * a) / 19;
    return -(a * a - 1.8 * a * b + b * b) / 0.38;
  };
  const { q } = climb(density, Float64Array.of(0, 0), fine);
  expect(q[0]).toBeCloseTo(3, 5);
  expect(q[1]).toBeCloseTo(-200, 3);
});

// Rosenbrock (1960): the minimum of (1 − x)² + 100(y − x²)² is at (1, 1)
test("down Rosenbrock's valley", () => {
  const density: LogDensity = (q, gradient) => {
    const [x, y] = [q[0]!, q[1]!];
    gradient[0] = 2 * (1 - x) + 400 * x * (y - x * x);
    gradient[1] = -200 * (y - x * x);
    return -((1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x));
  };
  const { q, gradients } = climb(density, Float64Array.of(-1.2, 1), fine);
  expect(q[0]).toBeCloseTo(1, 5);
  expect(q[1]).toBeCloseTo(1, 5);
  expect(gradients).toBeLessThan(150);
});

test('keeps to its budget, never goes down, and stops short of where the density is not finite', () => {
  const density: LogDensity = (q, gradient) => {
    gradient[0] = q[0]! < 2 ? 1 : Number.NaN;
    return q[0]! < 2 ? q[0]! : Number.NaN;
  };
  const { q, gradients } = climb(density, Float64Array.of(0), { maxGradients: 60, gain: 1e-9 });
  expect(gradients).toBeLessThanOrEqual(60);
  expect(q[0]).toBeGreaterThan(1);
  expect(q[0]).toBeLessThan(2);
});

test('a start at the top stays there', () => {
  const density: LogDensity = (q, gradient) => {
    gradient[0] = -q[0]!;
    return -(q[0]! * q[0]!) / 2;
  };
  expect(climb(density, Float64Array.of(0), fine)).toEqual({ q: Float64Array.of(0), gradients: 1 });
});
