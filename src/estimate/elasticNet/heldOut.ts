import { type PenalizedColumns, prepareDesign } from '../../inference/coordinateDescent/design.ts';
import { elasticNet } from '../../inference/coordinateDescent/elasticNet.ts';
import type { Limits, Penalty } from '../../inference/coordinateDescent/types.ts';
import type { Refit } from '../regression/heldOut.ts';

/** Fits some rows at the penalty that the whole data chose: it is the coefficients that have not seen the others.
 *  @returns null where the unpenalized columns of these rows have no unique answer, or the work budget ends */
export function refitAt(columns: PenalizedColumns, penalty: Penalty, limits: Limits): Refit {
  return (x, y) => {
    const free = columns.factors.reduce((count, factor) => count + (factor === 0 ? 1 : 0), 0);
    if (free >= y.length) return null;
    const design = prepareDesign({ ...columns, x, n: y.length });
    if (design.unpenalized.length < free) return null;
    const fit = elasticNet(design, y, penalty, limits);
    return fit.converged ? fit.coefficients : null;
  };
}
