import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dot, multiplyVector } from '../../core/linalg/products.ts';
import { variance } from '../../core/stats.ts';
import { leastSquares } from '../leastSquares/fit.ts';
import { type PenalizedColumns, prepareDesign } from './design.ts';
import { elasticNet } from './elasticNet.ts';
import { testProblem } from './problem.fixture.ts';

const penalty = { alpha: 0.1, l1Ratio: 0.5 };
const residualsOf = ({ x, n, k }: PenalizedColumns, y: Float64Array, b: Float64Array) => {
  const fitted = new Float64Array(n);
  multiplyVector(x, n, k, b, fitted);
  return y.map((value, i) => value - fitted[i]!);
};

test('without any penalty it is least squares', () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 8 }), (seed, k) => {
      const { columns, y } = testProblem(seed, 30, k, { factors: Array.from({ length: k }, () => 0) });
      const { coefficients, gap, converged, df } = elasticNet(prepareDesign(columns), y, penalty);
      const answer = leastSquares(columns.x, y, k + 1);
      if (answer.status !== 'ok') throw new Error(answer.status);
      answer.coefficients.forEach((value, j) => {
        expect(coefficients[j]).toBeCloseTo(value, 9);
      });
      expect({ gap, converged, df }).toEqual({ gap: 0, converged: true, df: k + 1 });
    }),
  );
});

test('with a mixture, residuals are orthogonal to what is unpenalized, and obey the thresholds elsewhere', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const { columns, y } = testProblem(seed, 25, 5, { factors: [0, 1, 2, 0, 1], standardize: false });
      const { coefficients } = elasticNet(prepareDesign(columns), y, penalty);
      const left = residualsOf(columns, y, coefficients);
      columns.factors.forEach((factor, j) => {
        const gradient = dot(columns.x, j * 25, left, 0, 25) / 25 - 0.05 * factor * coefficients[j]!;
        if (coefficients[j] !== 0) expect(gradient).toBeCloseTo(0.05 * factor * Math.sign(coefficients[j]!), 5);
        else expect(Math.abs(gradient)).toBeLessThanOrEqual(0.05 * factor + 1e-6);
      });
    }),
  );
});

test('standardized, it does not matter in which units columns come, nor what unpenalized part is mixed in', () => {
  fc.assert(
    fc.property(fc.nat(), fc.double({ min: 1e-3, max: 1e3, noNaN: true }), (seed, unit) => {
      const { columns, y } = testProblem(seed, 25, 4, { factors: [0, 1, 1, 1] });
      const before = elasticNet(prepareDesign(columns), y, penalty);
      const x = columns.x.slice();
      // column 2 in another unit, plus a multiple of the unpenalized column 1 and a constant
      for (let i = 0; i < 25; i++) x[i + 50] = unit * x[i + 50]! + 3 * x[i + 25]! - 2;
      const after = elasticNet(prepareDesign({ ...columns, x }), y, penalty);
      expect(after.coefficients[2]! * unit).toBeCloseTo(before.coefficients[2]!, 6);
      expect(after.coefficients[3]).toBeCloseTo(before.coefficients[3]!, 6);
      const fitted = residualsOf({ ...columns, x }, y, after.coefficients);
      residualsOf(columns, y, before.coefficients).forEach((e, i) => {
        expect(fitted[i]).toBeCloseTo(e, 6);
      });
    }),
  );
});

test('a penalty in the outcome’s unit means the same in every unit', () => {
  fc.assert(
    fc.property(
      fc.nat(),
      fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
      fc.constantFrom(0, 0.5, 1),
      (seed, unit, l1Ratio) => {
        const { columns, y } = testProblem(seed, 25, 4);
        const design = prepareDesign(columns);
        const before = elasticNet(design, y, { alpha: 0.1, l1Ratio });
        const scaled = y.map((value) => unit * value);
        const after = elasticNet(design, scaled, { alpha: 0.1, l1Ratio, unit });
        before.coefficients.forEach((value, j) => {
          expect(after.coefficients[j]! / unit).toBeCloseTo(value, 6);
        });
        expect(after.df).toBeCloseTo(before.df, 6);
      },
    ),
  );
});

test('with an intercept alone the scale is the population standard deviation', () => {
  const { columns } = testProblem(1, 25, 2);
  const { scales } = prepareDesign(columns);
  for (const j of [1, 2]) {
    const sd = Math.sqrt((variance(columns.x.slice(j * 25, (j + 1) * 25)) * 24) / 25);
    expect(scales[j - 1]).toBeCloseTo(sd, 12);
  }
});

test('columns that nothing is left of get 0; so do unpenalized ones that repeat others', () => {
  const { columns, y } = testProblem(2, 25, 4, { factors: [0, 0, 1, 1] });
  const x = columns.x.slice();
  for (let i = 0; i < 25; i++) {
    x[i + 50] = 2 * x[i + 25]! - 1;
    x[i + 75] = 1e6 + 7 * x[i + 25]!;
  }
  const design = prepareDesign({ ...columns, x });
  expect(design.unpenalized).toEqual([0, 1]);
  expect(design.scales[0]).toBe(0);
  const { coefficients, converged } = elasticNet(design, y, penalty);
  expect(converged).toBe(true);
  expect([coefficients[2], coefficients[3]]).toEqual([0, 0]);
  expect(coefficients[4]).not.toBe(0);
});

test('what cannot be asked is refused by name', () => {
  const { columns, y } = testProblem(2, 25, 2);
  const signed = { ...columns, nonNegative: Uint8Array.of(1, 0, 0) };
  expect(() => prepareDesign(signed)).toThrow('a non-negative coefficient needs a penalty');
  expect(() => prepareDesign(testProblem(2, 3, 4, { factors: [0, 0, 0, 0] }).columns)).toThrow('3 rows for 5');
  expect(() => elasticNet(prepareDesign(columns), y, { alpha: 0, l1Ratio: 1 })).toThrow('alpha = 0');
});

test('effective parameters: the number that is not 0 for the lasso, the divergence of the fit in general', () => {
  // Zou, Hastie & Tibshirani (2007): the divergence is the sum of the derivatives of fitted by observed values
  for (const l1Ratio of [0, 0.3, 1]) {
    const { columns, y } = testProblem(4, 20, 6, { factors: [1, 1, 0, 1, 1, 1] });
    const design = prepareDesign(columns);
    const base = elasticNet(design, y, { alpha: 0.2, l1Ratio });
    let divergence = 0;
    for (let i = 0; i < 20; i++) {
      const moved = y.slice();
      moved[i]! += 1e-4;
      const before = residualsOf(columns, y, base.coefficients)[i]!;
      const after = residualsOf(columns, moved, elasticNet(design, moved, { alpha: 0.2, l1Ratio }).coefficients)[i]!;
      divergence += 1 - (after - before) / 1e-4;
    }
    expect(base.df).toBeCloseTo(divergence, 4);
    if (l1Ratio === 1) expect(base.df).toBe(2 + base.scaled.filter((b) => b !== 0).length);
  }
});
