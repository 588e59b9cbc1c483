import { addScaled, dot } from '../../core/linalg/products.ts';
import { descend } from './descend.ts';
import {
  originalCoefficients,
  type PenalizedColumns,
  type PenalizedDesign,
  prepareDesign,
  withOutcome,
} from './design.ts';
import { descentRoom } from './room.ts';
import type { Limits, Penalty } from './types.ts';

/** A fit on some rows and the rows it predicts. */
export type PreparedFold = {
  /** row numbers */
  readonly train: Int32Array;
  readonly test: Int32Array;
  /** of the training rows alone: projection and scaling never see the test rows */
  readonly design: PenalizedDesign;
  /** test rows × k, as given */
  readonly x: Float64Array;
};

/** Penalties to try for one mixing, largest first: each starts from the solution before. */
export type PenaltyPath = Omit<Penalty, 'alpha'> & { readonly alphas: Float64Array };

export type CrossValidation = {
  /** a value for each path, penalty and fold, in this order: mean squared error of prediction */
  readonly foldErrors: Float64Array;
  /** a value for each path and penalty: the mean over folds, unweighted */
  readonly errors: Float64Array;
  /** the first of the smallest errors */
  readonly best: Penalty & { readonly mse: number; readonly path: number; readonly index: number };
  readonly fits: number;
  readonly sweeps: number;
  /** fits that ended by `maxSweeps` */
  readonly unconverged: number;
};

/** Everything of a fold that no outcome and no penalty changes: made once for all of them.
 *  @throws RangeError as prepareDesign */
export function prepareFold(columns: PenalizedColumns, train: Int32Array, test: Int32Array): PreparedFold {
  const x = rows(columns, train);
  return { train, test, design: prepareDesign({ ...columns, x, n: train.length }), x: rows(columns, test) };
}

function rows({ x, n, k }: PenalizedColumns, which: Int32Array): Float64Array {
  const out = new Float64Array(which.length * k);
  for (let j = 0; j < k; j++) {
    for (let i = 0; i < which.length; i++) out[i + j * which.length] = x[which[i]! + j * n]!;
  }
  return out;
}

/** Errors of prediction over all folds, for every penalty of every path.
 *  @param y all rows
 *  @param paths at least one, with at least one penalty */
export function crossValidate(
  folds: readonly PreparedFold[],
  y: Float64Array,
  paths: readonly PenaltyPath[],
  limits: Limits,
): CrossValidation {
  const points = paths.reduce((count, { alphas }) => count + alphas.length, 0);
  const foldErrors = new Float64Array(points * folds.length);
  let sweeps = 0;
  let unconverged = 0;
  folds.forEach(({ train, test, design, x }, f) => {
    const problem = withOutcome(design, select(y, train));
    const actual = select(y, test);
    const left = new Float64Array(test.length);
    const coefficients = new Float64Array(design.k);
    const room = descentRoom(problem.k);
    let point = 0;
    for (const { alphas, ...mixing } of paths) {
      room.coefficients.fill(0);
      for (let a = 0; a < alphas.length; a++) {
        const descent = descend(problem, { ...mixing, alpha: alphas[a]! }, room, limits);
        sweeps += descent.sweeps;
        if (!descent.converged) unconverged += 1;
        originalCoefficients(problem, room.coefficients, coefficients);
        foldErrors[point * folds.length + f] = predictionError(x, actual, coefficients, left);
        point += 1;
      }
    }
  });
  const errors = Float64Array.from({ length: points }, (_, point) => {
    let total = 0;
    for (let f = 0; f < folds.length; f++) total += foldErrors[point * folds.length + f]!;
    return total / folds.length;
  });
  return { foldErrors, errors, best: bestOf(paths, errors), fits: points * folds.length, sweeps, unconverged };
}

function select(y: Float64Array, which: Int32Array): Float64Array {
  return Float64Array.from(which, (i) => y[i]!);
}

/** Mean squared error of y − Xb; `left` is overwritten with the errors. */
function predictionError(x: Float64Array, y: Float64Array, b: Float64Array, left: Float64Array): number {
  const n = y.length;
  left.set(y);
  for (let j = 0; j < b.length; j++) {
    if (b[j] !== 0) addScaled(-b[j]!, x, j * n, left, 0, n);
  }
  return dot(left, 0, left, 0, n) / n;
}

function bestOf(paths: readonly PenaltyPath[], errors: Float64Array): CrossValidation['best'] {
  let best = { mse: Number.POSITIVE_INFINITY, path: 0, index: 0 };
  let point = 0;
  for (const [path, { alphas }] of paths.entries()) {
    for (let index = 0; index < alphas.length; index++) {
      const mse = errors[point]!;
      if (mse < best.mse) best = { mse, path, index };
      point += 1;
    }
  }
  const { alphas, ...mixing } = paths[best.path]!;
  return { ...best, ...mixing, alpha: alphas[best.index]! };
}
