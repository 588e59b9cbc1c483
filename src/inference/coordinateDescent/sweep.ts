import { addScaled } from '../../core/linalg/products.ts';
import type { Room } from './room.ts';
import type { GramProblem } from './types.ts';

/** One cyclic pass: each coefficient in turn is set to the minimum along its axis,
 *  b_j ← S(Xⱼᵀr/n + G_jj·b_j, threshold_j)/(G_jj + ridge_j), S the soft threshold, and the gradient follows. A coefficient
 *  that stays costs no more than a comparison. Nothing is allocated.
 *  @returns whether any coefficient left 0, came to 0 or changed sign
 *  @see Friedman, Hastie & Tibshirani (2010), §2.1 and §2.2, covariance updates */
export function sweep({ k, gram, nonNegative }: GramProblem, room: Room): boolean {
  const { coefficients, gradient, threshold, ridge } = room;
  let turned = false;
  for (let j = 0; j < k; j++) {
    const diagonal = gram[j + j * k]!;
    if (diagonal === 0) continue;
    const old = coefficients[j]!;
    const target = gradient[j]! + diagonal * old;
    const limit = threshold[j]!;
    let next = 0;
    if (target > limit) next = (target - limit) / (diagonal + ridge[j]!);
    else if (target < -limit && nonNegative[j] === 0) next = (target + limit) / (diagonal + ridge[j]!);
    if (next === old) continue;
    if (Math.sign(next) !== Math.sign(old)) turned = true;
    coefficients[j] = next;
    addScaled(old - next, gram, j * k, gradient, 0, k);
  }
  return turned;
}

/** Xᵀ(y − Xb)/n from the beginning: updates gather rounding errors. */
export function refreshGradient({ k, gram, covariance }: GramProblem, { coefficients, gradient }: Room): void {
  gradient.set(covariance);
  for (let j = 0; j < k; j++) {
    if (coefficients[j] !== 0) addScaled(-coefficients[j]!, gram, j * k, gradient, 0, k);
  }
}
