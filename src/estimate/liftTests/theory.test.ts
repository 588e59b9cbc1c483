import fc from 'fast-check';
import { inverse, Matrix } from 'ml-matrix';
import { expect, test } from 'vitest';
import { afterTest, coverageUnderBias, type Knowledge } from './theory.ts';

const one = (bias: number, se: number): Knowledge => ({
  bias: Float64Array.of(bias),
  covariance: Float64Array.of(se * se),
});
const coverageAfter = (ratio: number, tests = 1, bias = 0): number => {
  let known = one(2, 1);
  for (let k = 0; k < tests; k++) known = afterTest(known, { weights: [1], bias, se: ratio });
  return coverageUnderBias(known.bias[0]! / Math.sqrt(known.covariance[0]!), 0.95);
};

// 2r/√(1 + r²) standard errors of bias are left: √2, 2/√5, 2/√17
test('a bias of two standard errors: coverage .71, .86, .92 at tests of the same error, half and a quarter', () => {
  const percents = [1, 0.5, 0.25, 1e6].map((ratio) => 100 * coverageAfter(ratio));
  // Python’s statistics.NormalDist: cdf(1.959964 − b) − cdf(−1.959964 − b) for b = √2, 2/√5, 2/√17, 2
  for (const [i, percent] of [70.7, 85.5, 92.3, 48.4].entries()) expect(percents[i]).toBeCloseTo(percent, 1);
  expect(coverageAfter(1e-6)).toBeCloseTo(0.95, 6);
});

test('k tests are one of a √k-th of the error, also in a row', () => {
  for (const k of [2, 4, 8]) expect(coverageAfter(1, k)).toBeCloseTo(coverageAfter(1 / Math.sqrt(k)), 12);
});

test('a bias of the test is the bias where the test dominates', () => {
  const after = afterTest(one(2, 1), { weights: [1], bias: 0.7, se: 1e-6 });
  expect(after.bias[0]).toBeCloseTo(0.7, 9);
});

const entry = fc.double({ min: -2, max: 2, noNaN: true });

// the other way round: precisions add, (V⁻¹ + aaᵀ/se²)⁻¹, inverted by ml-matrix
test('for several effects it is the posterior by precisions', () => {
  fc.assert(
    fc.property(
      fc.array(entry, { minLength: 9, maxLength: 9 }),
      fc.array(entry, { minLength: 3, maxLength: 3 }),
      fc.array(entry, { minLength: 3, maxLength: 3 }),
      entry,
      fc.double({ min: 0.1, max: 5, noNaN: true }),
      (root, bias, weights, testBias, se) => {
        const l = new Matrix([root.slice(0, 3), root.slice(3, 6), root.slice(6)]);
        const v = l.mmul(l.transpose()).add(Matrix.eye(3).mul(0.2));
        const a = Matrix.columnVector(weights);
        const precision = inverse(v).add(a.mmul(a.transpose()).div(se * se));
        const expected = inverse(precision);
        const pull = inverse(v)
          .mmul(Matrix.columnVector(bias))
          .add(a.mul(testBias / (se * se)));
        const mean = expected.mmul(pull);
        const after = afterTest(
          { bias: Float64Array.from(bias), covariance: Float64Array.from(v.to1DArray()) },
          { weights, bias: testBias, se },
        );
        for (let i = 0; i < 3; i++) expect(after.bias[i]).toBeCloseTo(mean.get(i, 0), 8);
        expected.to1DArray().forEach((x, i) => {
          expect(after.covariance[i]).toBeCloseTo(x, 8);
        });
      },
    ),
  );
});

test('without bias coverage is the level, at any level', () => {
  for (const level of [0.5, 0.8, 0.95]) expect(coverageUnderBias(0, level)).toBeCloseTo(level, 12);
});
