import { dependentColumns, fitLeastSquares, leastSquaresRoom } from '../../core/linalg/leastSquares.ts';
import { gather } from '../../inference/leastSquares/dependence.ts';
import type { Fold } from '../folds.ts';

/** Sum of squared errors of least-squares predictions over the test periods of all folds and geos. Columns that say nothing
 *  in a training window (an event still to come, a channel not yet on air) are left out of that fold's fit.
 *  @param columns each G·T
 *  @param y G·T, geo-major
 *  @param periods T */
export function predictionError(
  columns: readonly Float64Array[],
  y: Float64Array,
  periods: number,
  folds: readonly Fold[],
): number {
  let total = 0;
  for (const { train, test } of folds) {
    const coefficients = trainingFit(
      columns.map((column) => firstPeriods(column, periods, train)),
      firstPeriods(y, periods, train),
    );
    for (let start = 0; start < y.length; start += periods) {
      for (let i = start + train; i < start + test; i++) {
        let error = y[i]!;
        for (let j = 0; j < columns.length; j++) error -= coefficients[j]! * columns[j]![i]!;
        total += error * error;
      }
    }
  }
  return total;
}

/** The first `count` periods of every geo, side by side. */
function firstPeriods(series: Float64Array, periods: number, count: number): Float64Array {
  const out = new Float64Array((series.length / periods) * count);
  for (let g = 0; g * count < out.length; g++) out.set(series.subarray(g * periods, g * periods + count), g * count);
  return out;
}

/** Coefficients, 0 for dependent columns. */
function trainingFit(columns: readonly Float64Array[], y: Float64Array): Float64Array {
  const n = y.length;
  const k = columns.length;
  const x = new Float64Array(n * k);
  columns.forEach((column, j) => {
    x.set(column, j * n);
  });
  const room = leastSquaresRoom(n, k);
  if (fitLeastSquares(room, x, y) === k) return room.coefficients;
  const dependent = dependentColumns(room);
  const kept = columns.map((_, j) => j).filter((j) => !dependent.includes(j));
  const smaller = leastSquaresRoom(n, kept.length);
  fitLeastSquares(smaller, gather(x, n, kept), y);
  const coefficients = new Float64Array(k);
  kept.forEach((j, i) => {
    coefficients[j] = smaller.coefficients[i]!;
  });
  return coefficients;
}
