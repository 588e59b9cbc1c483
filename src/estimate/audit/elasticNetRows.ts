import { z } from 'zod';
import { InputError } from '../../core/errors.ts';
import { mean } from '../../core/stats.ts';
import { crossValidate, prepareFold } from '../../inference/coordinateDescent/crossValidate.ts';
import { type PenalizedColumns, prepareDesign } from '../../inference/coordinateDescent/design.ts';
import { elasticNet } from '../../inference/coordinateDescent/elasticNet.ts';
import { defaultLimits } from '../../inference/coordinateDescent/types.ts';
import { expandingFolds } from '../folds.ts';
import { type Agreement, agreeRow } from './agreement.ts';
import type { AuditRow } from './types.ts';

const penalty = { alpha: z.number().positive(), l1_ratio: z.number().min(0).max(1) };
const predicted = z.object({ ...penalty, mse: z.number(), folds: z.array(z.number()).optional() });

/** `expected` of an elastic net, as scikit-learn states it: columns centered and divided by their population standard
 *  deviation, once, on all rows; an intercept in every fit. */
export const elasticNetExpected = z.object({
  names: z.array(z.string()).optional(),
  fits: z.array(z.object({ ...penalty, coef: z.array(z.number()), n_zero: z.int().optional() })).default([]),
  time_series_cv: z
    .object({
      /** rows to train on, first and last row to predict */
      splits: z.array(z.tuple([z.int(), z.int(), z.int()])).optional(),
      grid: z.array(predicted).min(1),
      best: predicted,
    })
    .optional(),
});

export type ElasticNetExpected = z.infer<typeof elasticNetExpected>;

/** scikit-learn stops at a tolerance, and the files state twelve digits. */
const agreement: Agreement = { relative: 1e-6, absolute: 1e-8 };

/** Refits at every penalty, and chooses among the grid, by the reference's protocol.
 *  @param regressors columns of n values, without the intercept */
export function elasticNetRows(
  problem: string,
  y: Float64Array,
  regressors: readonly Float64Array[],
  expected: ElasticNetExpected,
): readonly AuditRow[] {
  const columns = standardized(regressors, y.length);
  return [...fitRows(problem, y, columns, expected), ...crossValidationRows(problem, y, columns, expected)];
}

/** The intercept, then columns of mean 0 and mean square 1. */
function standardized(regressors: readonly Float64Array[], n: number): PenalizedColumns {
  const k = regressors.length + 1;
  const x = new Float64Array(n * k).fill(1, 0, n);
  regressors.forEach((column, j) => {
    const center = mean(column);
    const centered = column.map((value) => value - center);
    const scale = Math.sqrt(mean(centered.map((value) => value * value)));
    x.set(scale > 0 ? centered.map((value) => value / scale) : centered, (j + 1) * n);
  });
  const factors = new Float64Array(k).fill(1, 1);
  return { x, n, k, factors, nonNegative: new Uint8Array(k), standardize: false };
}

function fitRows(
  problem: string,
  y: Float64Array,
  columns: PenalizedColumns,
  { names, fits }: ElasticNetExpected,
): AuditRow[] {
  const design = prepareDesign(columns);
  return fits.flatMap(({ alpha, l1_ratio, coef, n_zero }) => {
    const { scaled } = elasticNet(design, y, { alpha, l1Ratio: l1_ratio });
    const at = `alpha=${alpha},l1_ratio=${l1_ratio}`;
    const rows = coef.map((value, j) => {
      const name = `elastic_net.coef[${at},${names?.[j] ?? j}]`;
      return agreeRow(problem, name, scaled[j] ?? Number.NaN, value, agreement);
    });
    if (n_zero === undefined) return rows;
    const zeros = scaled.filter((value) => value === 0).length;
    return [...rows, agreeRow(problem, `elastic_net.n_zero[${at}]`, zeros, n_zero, exactly)];
  });
}

const exactly: Agreement = { relative: 0, absolute: 0 };

function crossValidationRows(
  problem: string,
  y: Float64Array,
  columns: PenalizedColumns,
  { time_series_cv: cv }: ElasticNetExpected,
): AuditRow[] {
  if (cv === undefined) return [];
  const folds = expandingFolds(y.length, cv.splits?.length ?? 5);
  if (folds[0]!.train < 2) {
    throw new InputError({
      path: `${problem}.input.y`,
      message: `${y.length} rows are too few for ${folds.length} folds`,
    });
  }
  const range = (from: number, to: number) => Int32Array.from({ length: to - from }, (_, i) => from + i);
  const prepared = folds.map(({ train, test }) => prepareFold(columns, range(0, train), range(train, test)));
  // a path for each point: nothing rests on the order of the grid
  const paths = cv.grid.map(({ alpha, l1_ratio }) => ({ l1Ratio: l1_ratio, alphas: Float64Array.of(alpha) }));
  const { errors, foldErrors, best } = crossValidate(prepared, y, paths, defaultLimits);
  const row = (name: string, got: number, answer: number, how = agreement) =>
    agreeRow(problem, `elastic_net.cv.${name}`, got, answer, how);

  const splits = (cv.splits ?? []).flatMap(([train, first, last], f) => [
    row(`splits[${f}].train`, folds[f]!.train, train, exactly),
    row(`splits[${f}].first`, folds[f]!.train, first, exactly),
    row(`splits[${f}].last`, folds[f]!.test - 1, last, exactly),
  ]);
  const grid = cv.grid.flatMap(({ alpha, l1_ratio, mse, folds: byFold }, point) => {
    const at = `alpha=${alpha},l1_ratio=${l1_ratio}`;
    return [
      row(`mse[${at}]`, errors[point]!, mse),
      ...(byFold ?? []).map((answer, f) =>
        row(`mse[${at},fold ${f}]`, foldErrors[point * folds.length + f] ?? Number.NaN, answer),
      ),
    ];
  });
  // of penalties that predict equally well, such as all that leave no coefficient, the reference may take any
  const named = cv.grid.findIndex(({ alpha, l1_ratio }) => alpha === cv.best.alpha && l1_ratio === cv.best.l1_ratio);
  const tied = named !== -1 && errors[named]! <= best.mse * (1 + 1e-12);
  const chosen = tied ? cv.best : { alpha: best.alpha, l1_ratio: best.l1Ratio };
  return [
    ...splits,
    ...grid,
    row('best.alpha', chosen.alpha, cv.best.alpha, exactly),
    row('best.l1_ratio', chosen.l1_ratio, cv.best.l1_ratio, exactly),
    row('best.mse', best.mse, cv.best.mse),
  ];
}
