import { leastSquares } from '../../inference/leastSquares/fit.ts';
import { coefficientsOf } from '../../inference/leastSquares/project.ts';
import { type Column, designMatrix } from '../columns.ts';
import { type Refused, refuseDependent, refuseTooMany } from '../refusal.ts';
import { olsDiagnostics } from '../regression/diagnostics.ts';
import type { Refit, Stage } from './types.ts';

/** One equation by least squares.
 *  @param periods T, rows of one geo */
export function leastSquaresStage(
  columns: readonly Column[],
  response: Float64Array,
  periods: number,
): Stage | Refused {
  const k = columns.length;
  const fit = leastSquares(designMatrix(columns), response, k);
  if (fit.status === 'rank-deficient') return refuseDependent(columns, fit.dependent);
  if (fit.status === 'more-columns-than-rows') return refuseTooMany(k, response.length);
  const { coefficients, fitted, residuals, df } = fit;
  const diagnostics = olsDiagnostics(fit, columns, periods);
  const refit = (other: Float64Array, design?: Float64Array): Refit => ({
    coefficients: design === undefined ? coefficientsOf(fit, other) : onOthers(design, other, k),
    converged: true,
  });
  return {
    status: 'ok',
    columns,
    coefficients,
    fitted,
    residuals,
    df,
    diagnostics,
    unconverged: 0,
    refit,
    leastSquares: fit,
  };
}

/** NaN throughout where the columns have become dependent: who reads them must not take them for an answer. */
function onOthers(design: Float64Array, y: Float64Array, k: number): Float64Array {
  const fit = leastSquares(design, y, k);
  return fit.status === 'ok' ? fit.coefficients : new Float64Array(k).fill(Number.NaN);
}
