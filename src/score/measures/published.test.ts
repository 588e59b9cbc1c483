import { expect, test } from 'vitest';
import { normalQuantile } from '../../core/distributions.ts';
import { permutation } from '../../core/random/draws.ts';
import { openStream } from '../../core/random/stream.ts';
import { mean, sd } from '../../core/stats.ts';
import { relativePrecision } from '../paired/relativePrecision.ts';
import type { Sample } from './measure.ts';
import { measures } from './registry.ts';
import { shareScore } from './share.ts';

/** Method CC of the study MIsim (1,000 replicates, truth 0.5) as printed in the README of R's rsimsum 0.7
 *  (github.com/ellessenne/rsimsum): bias 0.0168 (0.0048), empirical SE 0.1511 (0.0034), model SE 0.1471 (0.0005), its relative
 *  error −2.6594 % (2.2049 %), coverage 0.9430 (0.0073), bias-eliminated 0.9400 (0.0075); MI_LOGT against it: relative
 *  precision 31.0463 % (3.9375 %). rsimsum takes the errors as normal where statistics.md §3 takes their own moments, so
 *  the replicates here are normal scores with the published mean and spread. */
const n = 1000;
const error = scaled(normalScores('error'), 0.0168, 0.1511);
const squaredSe = scaled(normalScores('se'), 0.1470816 * 0.1470816, 0.0048537);
const sample: Sample = blank(error, squaredSe.map(Math.sqrt));

test.each<[keyof typeof measures, string, string]>([
  ['bias', '0.0168', '0.0048'],
  ['empirical_se', '0.1511', '0.0034'],
  ['model_se', '0.1471', '0.0005'],
])('%s as rsimsum prints it', (id, value, mcse) => {
  const score = measures[id].compute(sample);
  expect([score.value!.toFixed(4), score.mcse!.toFixed(4)]).toEqual([value, mcse]);
});

test('relative error of the model SE as rsimsum prints it, its error within 2 %', () => {
  const { value, mcse } = measures.model_se_relative_error.compute(sample);
  expect(100 * value!).toBeCloseTo(-2.6594, 2);
  expect(Math.abs((100 * mcse!) / 2.2049 - 1)).toBeLessThan(0.02);
});

test.each([
  [943, '0.0073'],
  [940, '0.0075'],
  [949, '0.0070'],
  [969, '0.0055'],
])('a share of %d in 1000 as rsimsum prints its error', (hits, mcse) => {
  expect(shareScore(hits, n).mcse!.toFixed(4)).toBe(mcse);
});

test('relative precision as rsimsum prints it, its error within 2 %', () => {
  // rsimsum: 200(s_A/s_B)²√[(1 − ρ²)/(n − 1)] = 3.9375 % gives 1 − ρ² = 999·(3.9375/262.0926)²
  const rest = Math.sqrt(999) * (3.9375 / 262.0926);
  const rho = Math.sqrt(1 - rest * rest);
  const [a, independent] = [scaled(error, 0, 1), normalScores('other')];
  const overlap = mean(a.map((x, i) => x * independent[i]!)) * (n / (n - 1));
  const orthogonal = scaled(
    independent.map((x, i) => x - overlap * a[i]!),
    0,
    1,
  );
  const b = orthogonal.map((x, i) => rho * a[i]! + rest * x);
  const { value, mcse } = relativePrecision(scaled(a, 0, Math.sqrt(1.310463)), b);
  expect(100 * value!).toBeCloseTo(31.0463, 3);
  expect(Math.abs((100 * mcse!) / 3.9375 - 1)).toBeLessThan(0.02);
});

test('with the fourth moment of a normal law, the error of the empirical SE is s/√(2(n − 1)), Morris et al. (2019), table 6', () => {
  // ±1, ±b and six zeros have m₄ = 3s⁴ when 21b⁴ − 120b² + 21 = 0
  const b = Math.sqrt((120 + Math.sqrt(120 * 120 - 4 * 21 * 21)) / 42);
  const ten = Float64Array.of(1, -1, b, -b, 0, 0, 0, 0, 0, 0);
  const { value, mcse } = measures.empirical_se.compute(blank(ten, ten));
  expect(mcse).toBeCloseTo(value! / Math.sqrt(2 * 9), 13);
});

/** Φ⁻¹((i − ½)/n) in an order of its own. */
function normalScores(role: string): Float64Array {
  const order = permutation(openStream(['published.test', role]), n);
  return Float64Array.from(order, (i) => normalQuantile((i + 0.5) / n));
}

function scaled(x: Float64Array, center: number, spread: number): Float64Array {
  const [from, by] = [mean(x), spread / sd(x)];
  return x.map((value) => center + (value - from) * by);
}

function blank(errors: Float64Array, se: Float64Array): Sample {
  const none = errors.map(() => Number.NaN);
  const truth = errors.map(() => 0.5);
  return {
    n: errors.length,
    level: null,
    truth,
    point: errors,
    error: errors,
    se,
    lower: none,
    upper: none,
    crps: none,
    mcse: none,
  };
}
