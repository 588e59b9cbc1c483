import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openStream } from '../../core/random/stream.ts';
import { mean } from '../../core/stats.ts';
import { factorCovariance, factorMeans, fitFactors } from './ppca.ts';
import { predictiveCheck } from './predictiveCheck.ts';

/** n rows of C variables, x_j = Σ_k load_k,j z_k + noise; column-major. */
function rowsOf(n: number, loads: readonly (readonly number[])[], noise: number, key: string): Float64Array {
  const stream = openStream(['factor.test', key]);
  const size = loads[0]!.length;
  const x = new Float64Array(n * size);
  for (let i = 0; i < n; i++) {
    const z = loads.map(() => stream.normal());
    for (let j = 0; j < size; j++)
      x[i + j * n] = loads.reduce((sum, load, k) => sum + load[j]! * z[k]!, noise * stream.normal());
  }
  return x;
}

test('two variables of variance 1 and correlation r: σ² = 1 − r, loadings √r, E[z | x] = √r(x₁ + x₂)/(1 + r)', () => {
  // variances 1 and correlation .6 exactly: the four corners of a parallelogram, twice
  const [a, b] = [Math.sqrt(1.6), Math.sqrt(0.4)];
  const x = Float64Array.of(a, -a, b, -b, a, -a, -b, b);
  const model = fitFactors(x, 4, 1)!;
  expect(model.noise).toBeCloseTo(0.4, 12);
  for (const load of model.loadings) expect(Math.abs(load)).toBeCloseTo(Math.sqrt(0.6), 12);
  const sign = Math.sign(model.loadings[0]!);
  factorMeans(model, x).forEach((z, i) => {
    expect(z).toBeCloseTo((sign * Math.sqrt(0.6) * (x[i]! + x[i + 4]!)) / 1.6, 12);
  });
});

test('the model keeps the variables’ total variance, and with all factors but one their covariance', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 2, max: 6 }), (seed, size) => {
      const n = 40;
      const x = rowsOf(n, [Array.from({ length: size }, (_, j) => 1 + 0.3 * j)], 1, String(seed));
      for (const factors of [0, 1, size - 1]) {
        const covariance = factorCovariance(fitFactors(x, n, factors)!);
        let [trace, real] = [0, 0];
        for (let j = 0; j < size; j++) {
          const own = x.subarray(j * n, (j + 1) * n);
          const center = mean(own);
          trace += covariance[j + j * size]!;
          real += mean(own.map((v) => (v - center) * (v - center)));
        }
        expect(trace / real).toBeCloseTo(1, 9);
      }
    }),
    { numRuns: 50 },
  );
});

test('a variable that is a combination of others leaves no model with every factor but one', () => {
  const x = rowsOf(30, [[1, 2]], 1, 'twin');
  const twin = Float64Array.from([...x, ...x.subarray(0, 30)]);
  expect(fitFactors(twin, 30, 2)).toBeNull();
});

test('the check passes with the factors that there are, and fails with one too few', () => {
  const loads = [
    [1, 1, 1, 0, 0, 0],
    [0, 0, 0, 1, 1, 1],
  ];
  const checks = (factors: number) =>
    Array.from({ length: 30 }, (_, i) => {
      const x = rowsOf(200, loads, 0.4, `check ${i}`);
      return predictiveCheck(x, 200, factors, openStream(['factor.test', 'draws', i]))!;
    });
  // under the true model a p-value is near uniform: mean .5, and 30 of them have an error of .05
  expect(Math.abs(mean(checks(2)) - 0.5)).toBeLessThan(0.2);
  expect(mean(checks(1))).toBeLessThan(0.1);
});
