import { log } from '../../core/math.ts';
import { infeasible } from './constraint.ts';
import { equalMarginals } from './equalMarginals.ts';
import type { Constraint, Infeasible, ResponseCurve } from './types.ts';

/** The split in the ratio of given weights; a part whose share is beyond a bound stays at it, and the others share the rest
 *  in their ratio. It is the best split for returns of weight·log amount, whose slopes are all equal in that ratio.
 *  @param weights 0 or more; parts of weight 0 get more than their lower bounds only when no other has room */
export function proportional(weights: readonly number[], constraint: Constraint): Float64Array | Infeasible {
  const fault = infeasible(weights.length, constraint);
  if (fault !== undefined) return fault;
  const curves = weights.map(
    (weight): ResponseCurve => ({
      at: (x) => (weight > 0 ? weight * log(x) : 0),
      slope: (x) => (weight > 0 ? weight / x : 0),
      concave: true,
    }),
  );
  return equalMarginals(curves, constraint).amounts;
}
