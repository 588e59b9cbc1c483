import type { Room } from './room.ts';
import type { GramProblem } from './types.ts';

/** Bound on how far the objective at the coefficients lies above its minimum, from weak duality: the smaller of two duality
 *  gaps, each written as a sum of terms that are none of them negative, so that no digits cancel.
 *  - Residuals as the dual point: Σ_j g(b_j) + g*(q_j) − q_j·b_j, with q the gradient and g* the penalty's conjugate; needs
 *    a quadratic part, and is sharp when that is not small.
 *  - The quadratic part as further rows of X, the augmented residuals scaled by s ≤ 1 into the dual's box; needs an absolute
 *    part, and is what scikit-learn stops by.
 *  @param room its gradient belongs to its coefficients
 *  @returns 0 or more
 *  @see Fercoq, Gramfort & Salmon (2015), Mind the duality gap, §2 */
export function dualityGap(problem: GramProblem, room: Room): number {
  return Math.max(0, Math.min(conjugateGap(problem, room), scaledGap(problem, room)));
}

function conjugateGap({ k, nonNegative }: GramProblem, room: Room): number {
  const { coefficients, gradient, threshold, ridge } = room;
  let gap = 0;
  for (let j = 0; j < k; j++) {
    const b = coefficients[j]!;
    const q = gradient[j]!;
    const excess = (nonNegative[j] === 1 ? q : Math.abs(q)) - threshold[j]!;
    const conjugate = excess > 0 ? (excess * excess) / (2 * ridge[j]!) : 0;
    gap += threshold[j]! * Math.abs(b) + (ridge[j]! * b * b) / 2 + conjugate - q * b;
  }
  // 0/0 where there is neither excess nor a quadratic part cannot arise; x/0 is no bound
  return Number.isFinite(gap) ? gap : Number.POSITIVE_INFINITY;
}

function scaledGap({ k, covariance, outcomeSquare, nonNegative }: GramProblem, room: Room): number {
  const { coefficients, gradient, threshold, ridge } = room;
  // |augmented residuals|²/n = yᵀy/n − cᵀb − qᵀb + Σ ridge·b²
  let squares = outcomeSquare;
  let scale = 1;
  for (let j = 0; j < k; j++) {
    const b = coefficients[j]!;
    squares += b * (ridge[j]! * b - covariance[j]! - gradient[j]!);
    const inner = gradient[j]! - ridge[j]! * b;
    const size = nonNegative[j] === 1 ? inner : Math.abs(inner);
    if (size > threshold[j]!) scale = Math.min(scale, threshold[j]! / size);
  }
  let gap = (Math.max(0, squares) * (1 - scale) * (1 - scale)) / 2;
  for (let j = 0; j < k; j++) {
    const b = coefficients[j]!;
    gap += threshold[j]! * Math.abs(b) - scale * b * (gradient[j]! - ridge[j]! * b);
  }
  return gap;
}
