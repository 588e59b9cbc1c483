import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crossValidate, prepareFold } from './crossValidate.ts';
import { prepareDesign, withOutcome } from './design.ts';
import { elasticNet } from './elasticNet.ts';
import { largestAlpha, penaltyGrid } from './penaltyGrid.ts';
import { testProblem } from './problem.fixture.ts';
import { defaultLimits } from './types.ts';

const range = (from: number, to: number) => Int32Array.from({ length: to - from }, (_, i) => from + i);
const splits = [10, 17, 24].map((train) => [range(0, train), range(train, train + 7)] as const);
const paths = [0.2, 1].map((l1Ratio) => ({ l1Ratio, alphas: penaltyGrid(2, 9, 1e-3) }));

test('each error is that of a fit to the training rows alone', () => {
  const { columns, y } = testProblem(5, 31, 4);
  const { foldErrors, errors, best, fits, unconverged } = crossValidate(
    splits.map(([train, test]) => prepareFold(columns, train, test)),
    y,
    paths,
    defaultLimits,
  );
  expect([fits, unconverged, errors.length]).toEqual([54, 0, 18]);
  paths.forEach(({ l1Ratio, alphas }, p) => {
    alphas.forEach((alpha, a) => {
      const byFold = splits.map(([train, test]) => {
        const n = train.length;
        const x = Float64Array.from({ length: n * 5 }, (_, i) => columns.x[train[i % n]! + Math.floor(i / n) * 31]!);
        const { coefficients } = elasticNet(prepareDesign({ ...columns, x, n }), y.slice(0, n), { alpha, l1Ratio });
        const squares = Array.from(test, (i) => {
          const fitted = coefficients.reduce((sum, b, j) => sum + b * columns.x[i + j * 31]!, 0);
          return (y[i]! - fitted) * (y[i]! - fitted);
        });
        return squares.reduce((sum, square) => sum + square, 0) / test.length;
      });
      const point = 9 * p + a;
      byFold.forEach((mse, f) => {
        expect(foldErrors[3 * point + f]! / mse).toBeCloseTo(1, 4);
      });
      expect(errors[point]! / ((byFold[0]! + byFold[1]! + byFold[2]!) / 3)).toBeCloseTo(1, 4);
    });
  });
  expect(best.mse).toBe(Math.min(...errors));
  expect(errors[9 * best.path + best.index]).toBe(best.mse);
  expect(best).toMatchObject({ alpha: paths[0]!.alphas[best.index], l1Ratio: paths[best.path]!.l1Ratio });
});

test('lasso: errors go with the square of the outcome’s unit when penalties go with it; columns have none', () => {
  fc.assert(
    fc.property(fc.nat(), fc.double({ min: 1e-3, max: 1e3, noNaN: true }), (seed, unit) => {
      const { columns, y } = testProblem(seed, 31, 3);
      const validate = (x: Float64Array, outcome: Float64Array, scale: number) =>
        crossValidate(
          splits.map(([train, test]) => prepareFold({ ...columns, x }, train, test)),
          outcome,
          [{ l1Ratio: 1, alphas: penaltyGrid(2 * scale, 9, 1e-3) }],
          defaultLimits,
        ).errors;
      const before = validate(columns.x, y, 1);
      const x = columns.x.map((value, i) => (i < 31 ? value : 7 * value - 3));
      validate(
        x,
        y.map((value) => unit * value),
        unit,
      ).forEach((error, point) => {
        expect(error / (unit * unit) / before[point]!).toBeCloseTo(1, 4);
      });
    }),
    { numRuns: 30 },
  );
});

test('a column that is silent while training predicts nothing', () => {
  const { columns, y } = testProblem(6, 31, 2);
  const x = columns.x.map((value, i) => (i >= 62 && i < 62 + 10 ? 4 : value));
  const fold = prepareFold({ ...columns, x }, splits[0]![0], splits[0]![1]);
  expect(fold.design.scales[1]).toBe(0);
  expect(crossValidate([fold], y, paths, defaultLimits).errors.every(Number.isFinite)).toBe(true);
});

test('the largest alpha is where the last coefficient comes to 0; the grid is even in logarithms', () => {
  fc.assert(
    fc.property(fc.nat(), fc.constantFrom(0.1, 0.5, 1), fc.boolean(), (seed, l1Ratio, nonNegative) => {
      const { columns, y } = testProblem(seed, 20, 4, { factors: [0, 1, 2, 0.5], nonNegative });
      const design = prepareDesign(columns);
      const alpha = largestAlpha(withOutcome(design, y), l1Ratio);
      if (alpha === 0) return;
      const moved = (a: number) => elasticNet(design, y, { alpha: a, l1Ratio }).scaled.some((b) => b !== 0);
      expect(moved(alpha * (1 + 1e-9))).toBe(false);
      expect(moved(alpha * (1 - 1e-3))).toBe(true);
    }),
  );
  const grid = penaltyGrid(3, 5, 1e-4);
  [3, 0.3, 0.03, 0.003, 0.0003].forEach((value, i) => {
    expect(grid[i]! / value).toBeCloseTo(1, 12);
  });
  expect([grid[0], grid[4]]).toEqual([3, 3 * 1e-4]);
  expect([...penaltyGrid(3, 1, 1e-4)]).toEqual([3]);
});
