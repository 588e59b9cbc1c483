import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalQuantile } from '../../core/distributions.ts';
import { elpdDifference } from './compare.ts';
import { fitGeneralizedPareto } from './generalizedPareto.ts';
import { psisLoo, smoothedLogWeights } from './psis.ts';
import { waic } from './waic.ts';

const equal = (received: number, expected: number, relative: number) =>
  expect(Math.abs(received / expected - 1), `${received} against ${expected}`).toBeLessThan(relative);

const file = new URL('../../../../shared/reference/loo.json', import.meta.url);

test('every value of shared/reference/loo.json (R loo 2.5.1) to 1e-6', (context) => {
  if (!existsSync(file)) return context.skip(`${file.pathname} is not here`);
  const { input, expected } = JSON.parse(readFileSync(file, 'utf8'));
  const byDraw: number[][] = input.log_lik_by_draw;
  const logLikelihood = byDraw[0]!.map((_, i) => Float64Array.from(byDraw, (row) => row[i]!));
  const [loo, criterion] = [psisLoo(logLikelihood), waic(logLikelihood)];
  equal(loo.elpd.value, expected.elpd_loo, 1e-9);
  equal(loo.elpd.se, expected.se_elpd_loo, 1e-9);
  equal(loo.parameters.value, expected.p_loo, 1e-9);
  equal(criterion.elpd.value, expected.elpd_waic, 1e-9);
  equal(criterion.elpd.se, expected.se_elpd_waic, 1e-9);
  equal(criterion.parameters.value, expected.p_waic, 1e-9);
  for (const [i, k] of expected.pareto_k.entries()) equal(loo.paretoK[i]!, k, 1e-6);
  for (const [i, elpd] of expected.elpd_loo_pointwise.entries()) equal(loo.pointwise[i]!, elpd, 1e-8);
});

/** Draws at the quantiles (s − ½)/S, shuffled by a fixed step so that order means nothing. */
const quantiles = (size: number, inverse: (p: number) => number) =>
  Float64Array.from({ length: size }, (_, s) => inverse((((s * 7919) % size) + 0.5) / size));

test('y ~ N(θ, 1), θ | y ~ N(ȳ, 1/n): elpd_loo is the closed form', () => {
  // without y_i the posterior is N((nȳ − y_i)/(n − 1), 1/(n − 1)), so p(y_i | y_−i) is normal with variance n/(n − 1)
  const y = [-1.1, -0.4, -0.2, 0.1, 0.3, 0.5, 0.9, 1.4];
  const n = y.length;
  const center = y.reduce((total, value) => total + value, 0) / n;
  const theta = quantiles(20_001, (p) => center + normalQuantile(p) / Math.sqrt(n));
  const loo = psisLoo(y.map((value) => theta.map((t) => -0.5 * Math.log(2 * Math.PI) - 0.5 * (value - t) ** 2)));
  y.forEach((value, i) => {
    const without = (n * center - value) / (n - 1);
    const spread = n / (n - 1);
    const exact = -0.5 * Math.log(2 * Math.PI * spread) - (value - without) ** 2 / (2 * spread);
    expect(loo.pointwise[i]).toBeCloseTo(exact, 2);
  });
  expect(Math.max(...loo.paretoK)).toBeLessThan(loo.kThreshold);
  expect(loo.kThreshold).toBe(0.7);
});

test('the generalized Pareto fit finds shape and scale of exact quantiles', () => {
  for (const [k, sigma] of [
    [0.3, 1],
    [0.7, 2],
    [1.5, 0.5],
  ] as const) {
    const sample = Float64Array.from({ length: 4000 }, (_, i) => (sigma / k) * ((1 - (i + 0.5) / 4000) ** -k - 1));
    const fit = fitGeneralizedPareto(sample);
    expect(fit.k).toBeCloseTo((k * 4000 + 0.5 * 10) / 4010, 1);
    equal(fit.sigma, sigma, 0.03);
  }
});

test('smoothing keeps the order, the body and the largest weight; it fits no tail of fewer than five or of equal values', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -2000, max: 2000 }), { minLength: 40, maxLength: 80 }), (hundredths) => {
      const values = hundredths.map((value) => value / 100);
      const raw = Float64Array.from(values);
      const { logWeights } = smoothedLogWeights(raw, 8);
      const largest = Math.max(...values);
      const body = [...values].sort((a, b) => a - b)[values.length - 9]!;
      expect(Math.max(...logWeights)).toBeLessThanOrEqual(0);
      values.forEach((value, s) => {
        if (value < body) expect(logWeights[s]).toBe(value - largest);
      });
    }),
  );
  const falling = Float64Array.from({ length: 50 }, (_, s) => 0 - s);
  expect(smoothedLogWeights(falling, 4)).toEqual({ logWeights: falling, k: Infinity });
  expect(smoothedLogWeights(new Float64Array(50), 10)).toEqual({ logWeights: new Float64Array(50), k: Infinity });
});

test('a lower relative efficiency lengthens the tail that is fitted, up to a fifth of the draws', () => {
  const draws = quantiles(1000, (p) => -0.5 * normalQuantile(p) ** 2 - 1);
  const k = [1, 0.5, 0.1, 0.01].map((efficiency) => psisLoo([draws], efficiency).paretoK[0]);
  expect(k[1]).not.toBe(k[0]);
  expect(k[3]).toBe(k[2]); // 3√(1000/.1) = 300 and more are cut to 200
});

test('WAIC by hand: two observations, two draws', () => {
  const [a, b, c, d] = [Math.log(0.2), Math.log(0.4), Math.log(0.5), Math.log(0.5)];
  const { elpd, parameters, pointwise } = waic([Float64Array.from([a, b]), Float64Array.from([c, d])]);
  const variance = (a - b) ** 2 / 2;
  expect(parameters.value).toBeCloseTo(variance, 14);
  expect(pointwise[0]).toBeCloseTo(Math.log(0.3) - variance, 14);
  expect(elpd.value).toBeCloseTo(Math.log(0.3) + Math.log(0.5) - variance, 14);
  expect(elpd.se).toBeCloseTo(Math.abs(pointwise[0]! - pointwise[1]!), 14); // √(2·(d²/2))
});

test('the difference of two fits is paired: a common hard observation costs no precision', () => {
  const difference = elpdDifference(Float64Array.from([-1, -2, -90]), Float64Array.from([-2, -3, -91]));
  expect(difference).toEqual({ value: 3, se: 0 });
  expect(elpdDifference(Float64Array.from([1, 3]), Float64Array.from([0, 0])).se).toBeCloseTo(2, 14); // √(2·2)
  expect(() => elpdDifference(new Float64Array(2), new Float64Array(3))).toThrow('of 2 and of 3');
});

test('a log-likelihood that is not finite, ragged or empty is refused, with its place', () => {
  expect(() => waic([Float64Array.from([0, 1]), Float64Array.from([0, -Infinity])])).toThrow(
    'observation 1, draw 1 is -Infinity',
  );
  expect(() => psisLoo([Float64Array.from([0, 1]), Float64Array.from([0, 1, 2])])).toThrow('observation 1 has 3 draws');
  expect(() => psisLoo([])).toThrow('0 observations');
});
