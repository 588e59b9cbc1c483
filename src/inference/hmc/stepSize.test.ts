import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openStream } from '../../core/random/stream.ts';
import { diagonalMetric, unitMetric } from './metric.ts';
import { findStepSize } from './stepSize.ts';
import type { LogDensity } from './types.ts';

/** N(0, s²) on every axis. */
const normal =
  (s: number): LogDensity =>
  (q, gradient) => {
    let total = 0;
    for (let i = 0; i < q.length; i++) {
      gradient[i] = -q[i]! / (s * s);
      total -= (q[i]! * q[i]!) / (2 * s * s);
    }
    return total;
  };

const startAt = (density: LogDensity, ...values: number[]) => {
  const q = Float64Array.from(values);
  const gradient = new Float64Array(q.length);
  return { q, gradient, logDensity: density(q, gradient) };
};

test('the step is a power of two from the first guess and fits the scale of the density', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(1e-4, 0.01, 1, 37, 1e5),
      fc.constantFrom(1, 0.3, 20),
      fc.integer(),
      (s, initial, seed) => {
        const density = normal(s);
        const at = startAt(density, 0.5 * s, -s, 0.1 * s);
        const { stepSize, gradients } = findStepSize(density, unitMetric('dense', 3), at, initial, openStream([seed]));
        // one leapfrog step of a normal loses energy of order (ε/s)³ to (ε/s)⁴ and is unstable from 2s on
        expect(stepSize).toBeGreaterThan(0.05 * s);
        expect(stepSize).toBeLessThan(8 * s);
        const doublings = Math.log2(stepSize / initial);
        expect(doublings).toBeCloseTo(Math.round(doublings), 9);
        // growing it sees one step too many
        expect([Math.abs(Math.round(doublings)) + 1, Math.abs(Math.round(doublings)) + 2]).toContain(gradients);
      },
    ),
  );
});

test('a metric that fits the density makes the scale disappear, bit for bit', () => {
  const found = (s: number) => {
    const density = normal(s);
    return findStepSize(density, diagonalMetric([s * s, s * s]), startAt(density, s, -s / 2), 1, openStream(['scale']));
  };
  expect(found(2 ** 10)).toEqual(found(1));
  expect(found(2 ** -7)).toEqual(found(1));
});

test('where no step is ever bad, or ever good, the search ends', () => {
  const flat: LogDensity = (_, gradient) => {
    gradient.fill(0);
    return 0;
  };
  const stuck: LogDensity = (q, gradient) => {
    gradient.fill(0);
    return q[0] === 0 ? 0 : Number.NaN;
  };
  const metric = unitMetric('diagonal', 1);
  expect(findStepSize(flat, metric, startAt(flat, 0), 1, openStream(['flat']))).toEqual({
    stepSize: 2 ** 50,
    gradients: 51,
  });
  expect(findStepSize(stuck, metric, startAt(stuck, 0), 1, openStream(['stuck']))).toEqual({
    stepSize: 2 ** -50,
    gradients: 51,
  });
});
