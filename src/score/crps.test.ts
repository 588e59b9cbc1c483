import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openStream } from '../core/random/stream.ts';
import { mean, sd } from '../core/stats.ts';
import { crps } from './crps.ts';

test('two draws, by hand: mean |x − θ| − |x₂ − x₁|/2', () => {
  // |0 − 1| and |4 − 1| average 2; half the mean distance of two different draws is 2
  expect(crps(Float64Array.of(4, 0), 1)).toBe(0);
  expect(crps(Float64Array.of(4, 0), 6)).toBe(2);
});

test('is the mean distance to the truth less half the mean distance between different draws', () => {
  const values = fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 2, maxLength: 12 });
  fc.assert(
    fc.property(values, fc.double({ min: -50, max: 50, noNaN: true }), (list, truth) => {
      const m = list.length;
      const between = list.flatMap((a, i) => list.map((b, j) => (i === j ? 0 : Math.abs(a - b))));
      const definition = mean(list.map((x) => Math.abs(x - truth))) - mean(between) * (m / (m - 1)) * 0.5;
      expect(crps(Float64Array.from(list), truth)).toBeCloseTo(definition, 9);
    }),
  );
});

test('fair: five draws estimate the score of the whole distribution, which for N(0, 1) at 0.7 is 0.4229', () => {
  // Gneiting & Raftery (2007), eq. 21: θ(2Φ(θ) − 1) + 2φ(θ) − 1/√π with Φ(0.7) = 0.7580363, φ(0.7) = 0.3122539
  const exact = 0.7 * (2 * 0.7580363477769269 - 1) + 2 * 0.31225393336676127 - 1 / Math.sqrt(Math.PI);
  const stream = openStream(['crps.test']);
  const scores = Array.from(
    { length: 20_000 },
    () =>
      crps(
        Float64Array.from({ length: 5 }, () => stream.normal()),
        0.7,
      )!,
  );
  expect(Math.abs(mean(scores) - exact)).toBeLessThan((4.5 * sd(scores)) / Math.sqrt(scores.length));
});

test('one draw has no spread to speak of', () => {
  expect(crps(Float64Array.of(1), 0)).toBeNull();
});
