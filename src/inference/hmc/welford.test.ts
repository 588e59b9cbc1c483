import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toPosition } from './metric.ts';
import type { Metric } from './types.ts';
import { metricLearner } from './welford.ts';

const draws = (n: number) =>
  fc.array(fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: n, maxLength: n }), {
    minLength: 2,
    maxLength: 30,
  });

/** Two passes, then Stan's shrinkage (reference manual, "Euclidean metric"): n/(n + 5)·Σ + 1e-3·5/(n + 5)·I. */
function shrunkCovariance(rows: readonly (readonly number[])[], i: number, j: number): number {
  const n = rows.length;
  const center = (k: number) => rows.reduce((sum, row) => sum + row[k]!, 0) / n;
  const [a, b] = [center(i), center(j)];
  const covariance = rows.reduce((sum, row) => sum + (row[i]! - a) * (row[j]! - b), 0) / (n - 1);
  return (n / (n + 5)) * covariance + (i === j ? (1e-3 * 5) / (n + 5) : 0);
}

/** F·Fᵀ, read off by sending unit vectors through the metric. */
function covarianceOf(metric: Metric, n: number): number[][] {
  const columns = Array.from({ length: n }, (_, k) => {
    const unit = Float64Array.from({ length: n }, (_, i) => (i === k ? 1 : 0));
    const out = new Float64Array(n);
    toPosition(metric, new Float64Array(n), unit, out);
    return out;
  });
  return Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (_, j) => columns.reduce((sum, column) => sum + column[i]! * column[j]!, 0)),
  );
}

test.each(['dense', 'diagonal'] as const)('%s: the two-pass covariance, shrunk as Stan shrinks it', (kind) => {
  fc.assert(
    fc.property(draws(3), (rows) => {
      const learner = metricLearner(kind, 3);
      // something before the reset, which must leave no trace
      learner.add(Float64Array.of(1e3, -7, 5));
      learner.reset();
      for (const row of rows) learner.add(Float64Array.from(row));
      const covariance = covarianceOf(learner.metric()!, 3);
      for (let i = 0; i < 3; i++)
        for (let j = 0; j < 3; j++) {
          const expected = kind === 'diagonal' && i !== j ? 0 : shrunkCovariance(rows, i, j);
          expect(Math.abs(covariance[i]![j]! - expected)).toBeLessThan(1e-9 * (1 + Math.abs(expected)));
        }
    }),
  );
});

test('fewer than two draws teach nothing; draws that overflow teach nothing either', () => {
  const learner = metricLearner('dense', 2);
  expect(learner.metric()).toBeNull();
  learner.add(Float64Array.of(1, 2));
  expect(learner.metric()).toBeNull();
  learner.add(Float64Array.of(1e200, -1e200));
  learner.add(Float64Array.of(-1e200, 1e200));
  expect(learner.metric()).toBeNull();
});
