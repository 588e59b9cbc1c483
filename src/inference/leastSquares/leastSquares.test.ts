import fc from 'fast-check';
import { Matrix, SingularValueDecomposition } from 'ml-matrix';
import { expect, test } from 'vitest';
import { openStream } from '../../core/random/stream.ts';
import { singularValues } from './collinearity.ts';
import { type LeastSquaresFit, leastSquares } from './fit.ts';
import { hc3Covariance, leverages } from './hc3.ts';
import { testCoefficient } from './inference.ts';
import { defaultLag, neweyWestCovariance } from './neweyWest.ts';

/** Column-major n × k normals, the first column ones. */
function design(seed: number, n: number, k: number): Float64Array {
  const stream = openStream(['leastSquares.test', seed]);
  return Float64Array.from({ length: n * k }, (_, i) => (i < n ? 1 : stream.normal()));
}

function fitOf(seed: number, n: number, k: number): LeastSquaresFit {
  const stream = openStream(['leastSquares.test.y', seed]);
  const fit = leastSquares(
    design(seed, n, k),
    Float64Array.from({ length: n }, () => stream.normal()),
    k,
  );
  if (fit.status !== 'ok') throw new Error('normals have full rank');
  return fit;
}

/** (XᵀX)⁻¹ M (XᵀX)⁻¹ as the textbook writes it, by ml-matrix; meat(t, s) is the weight of row pair (t, s). */
function textbookSandwich(fit: LeastSquaresFit, weight: (t: number, s: number) => number): number[] {
  const { n, k, x, residuals } = fit;
  const X = new Matrix(Array.from({ length: n }, (_, t) => Array.from({ length: k }, (_, j) => x[t + j * n]!)));
  const W = new Matrix(
    Array.from({ length: n }, (_, t) =>
      Array.from({ length: n }, (_, s) => weight(t, s) * residuals[t]! * residuals[s]!),
    ),
  );
  const bread = new Matrix(X.transpose().mmul(X).to2DArray());
  const inverse = new SingularValueDecomposition(bread).inverse();
  return inverse.mmul(X.transpose().mmul(W).mmul(X)).mmul(inverse).to1DArray();
}

const closeTo = (got: ArrayLike<number>, expected: readonly number[]) =>
  expected.forEach((value, i) => {
    expect(Math.abs(got[i]! - value)).toBeLessThan(1e-9);
  });

test('residuals are orthogonal to every column, leverages add up to k', () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 30 }), (seed, k, df) => {
      const fit = fitOf(seed, k + df, k);
      for (let j = 0; j < k; j++) {
        let product = 0;
        for (let t = 0; t < fit.n; t++) product += fit.x[t + j * fit.n]! * fit.residuals[t]!;
        expect(Math.abs(product)).toBeLessThan(1e-10 * fit.n);
      }
      expect(leverages(fit).reduce((a, b) => a + b, 0)).toBeCloseTo(k, 10);
    }),
  );
});

test('Newey–West is the textbook sum, geo by geo', () => {
  const fit = fitOf(3, 24, 3);
  const bartlett = (periods: number, lag: number) => (t: number, s: number) =>
    Math.floor(t / periods) === Math.floor(s / periods) ? Math.max(0, 1 - Math.abs(t - s) / (lag + 1)) * (24 / 21) : 0;
  closeTo(neweyWestCovariance(fit, 3), textbookSandwich(fit, bartlett(24, 3)));
  closeTo(neweyWestCovariance(fit, 3, 8), textbookSandwich(fit, bartlett(8, 3)));
  closeTo(
    neweyWestCovariance(fit, 0),
    textbookSandwich(fit, (t, s) => (t === s ? 24 / 21 : 0)),
  );
  expect(() => neweyWestCovariance(fit, 8, 8)).toThrow('lag 8');
});

test('HC3 is the textbook sum, and has no answer at leverage 1', () => {
  const fit = fitOf(4, 20, 3);
  const h = leverages(fit);
  const expected = textbookSandwich(fit, (t, s) => (t === s ? 1 / ((1 - h[t]!) * (1 - h[t]!)) : 0));
  closeTo(hc3Covariance(fit) as Float64Array, expected);
  const event = new Float64Array(6).fill(0);
  event[4] = 1;
  const x = Float64Array.from([...new Float64Array(6).fill(1), ...event]);
  const pulse = leastSquares(x, Float64Array.of(1, 2, 3, 4, 9, 6), 2) as LeastSquaresFit;
  expect(hc3Covariance(pulse)).toEqual({ leverageOne: 4 });
});

test('dependent columns are named with what they depend on, at any scale', () => {
  const n = 12;
  fc.assert(
    fc.property(fc.nat(), fc.constantFrom(1e-8, 1, 1e9), (seed, scale) => {
      const x = new Float64Array(n * 5);
      x.set(design(seed, n, 4));
      // column 3 becomes 2·(column 1) − 1, column 4 is zero
      for (let t = 0; t < n; t++) x[t + 3 * n] = scale * (2 * x[t + n]! - 1);
      const result = leastSquares(x, new Float64Array(n), 5);
      expect(result).toEqual({
        status: 'rank-deficient',
        dependent: [
          { column: 3, on: [0, 1] },
          { column: 4, on: [] },
        ],
      });
    }),
  );
});

test('no degree of freedom left, no fit', () => {
  expect(leastSquares(design(1, 4, 4), new Float64Array(4), 4)).toEqual({ status: 'more-columns-than-rows' });
  expect(() => leastSquares(new Float64Array(7), new Float64Array(4), 2)).toThrow('7 values');
});

test('singular values are ml-matrix’s', () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 8 }), (seed, k) => {
      const a = design(seed, 9, k);
      const rows = Array.from({ length: 9 }, (_, t) => Array.from({ length: k }, (_, j) => a[t + j * 9]!));
      const expected = new SingularValueDecomposition(new Matrix(rows)).diagonal.sort((p, q) => q - p);
      closeTo(
        [...singularValues(a, 9, k)].sort((p, q) => q - p),
        expected,
      );
    }),
  );
});

test('default lag: 4 at 104 periods and at 131, 3 at 52, never a whole series', () => {
  expect([52, 104, 131, 208, 2].map(defaultLag)).toEqual([3, 4, 4, 4, 1]);
});

test('a coefficient against Student’s t: R’s 2*pt(-2.5, 10) and qt(.975, 10)', () => {
  const result = testCoefficient(5, 2, 10, 0.95);
  expect(result.t).toBe(2.5);
  expect(result.p).toBeCloseTo(0.03144684, 8);
  expect(result.upper - 5).toBeCloseTo(2 * 2.228138852, 8);
  expect(() => testCoefficient(5, 0, 10, 0.95)).toThrow('standard error 0');
});
