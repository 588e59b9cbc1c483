import { pow } from '../../core/math.ts';
import type { GramProblem } from './types.ts';

/** Ridge has no penalty that sets every coefficient to 0; its grid starts where that of this share would (glmnet's choice,
 *  arbitrary). */
const smallestShare = 1e-3;

/** The smallest alpha at which every coefficient is 0: max_j Xⱼᵀy/(n·factor_j·l1Ratio·unit).
 *  @see Friedman, Hastie & Tibshirani (2010), §2.5 */
export function largestAlpha({ k, covariance, factors, nonNegative }: GramProblem, l1Ratio: number, unit = 1): number {
  let largest = 0;
  for (let j = 0; j < k; j++) {
    const pull = nonNegative[j] === 1 ? covariance[j]! : Math.abs(covariance[j]!);
    largest = Math.max(largest, pull / factors[j]!);
  }
  return largest / (unit * Math.max(l1Ratio, smallestShare));
}

/** `count` values evenly spaced by their logarithm, from `largest` down to `ratio·largest`.
 *  @example penaltyGrid(1, 3, 0.01) // 1, 0.1, 0.01 */
export function penaltyGrid(largest: number, count: number, ratio: number): Float64Array {
  return Float64Array.from({ length: count }, (_, i) =>
    // pow(ratio, 1) is ratio to the last bit, so the ends are exact
    i === 0 ? largest : largest * pow(ratio, i / (count - 1)),
  );
}
