import { pow } from '../../core/math.ts';
import type { LeastSquaresFit } from './fit.ts';
import { sandwich, symmetricProduct } from './sandwich.ts';

/** The lag that is taken where none is asked: ⌊4(T/100)^(2/9)⌋, which is 4 at 104 periods. A rule of thumb for the
 *  Bartlett kernel in common use, from the rate at which the best bandwidth grows; never more than T − 1.
 *  @see Newey & West (1994), Review of Economic Studies 61, §4 */
export function defaultLag(periods: number): number {
  return Math.min(periods - 1, Math.floor(4 * pow(periods / 100, 2 / 9)));
}

/** Covariance robust to unequal variances and to autocorrelation up to `lag`, k × k: Bartlett weights 1 − l/(lag + 1)
 *  and the small-sample factor n/(n − k). In a panel only periods of one geo are paired.
 *  @param lag whole, 0 ≤ lag < periods; 0 is HC1
 *  @param periods T, rows of one geo; n is a multiple of it
 *  @see Newey & West (1987), Econometrica 55 */
export function neweyWestCovariance(fit: LeastSquaresFit, lag: number, periods: number = fit.n): Float64Array {
  const { n, k, df, q, residuals } = fit;
  if (!(Number.isInteger(lag) && lag >= 0 && lag < periods)) {
    throw new RangeError(`neweyWestCovariance: lag ${lag}; allowed are whole numbers from 0 to ${periods - 1}`);
  }
  const scores = new Float64Array(n * k);
  // ½u_t + Σ_l w_l·u_{t−l}: its product with u, made symmetric, is Γ₀ + Σ w_l(Γ_l + Γ_lᵀ)
  const smoothed = new Float64Array(n * k);
  for (let j = 0; j < k; j++) {
    for (let start = j * n; start < (j + 1) * n; start += periods) {
      const end = start + periods;
      for (let i = start; i < end; i++) {
        scores[i] = q[i]! * residuals[i - j * n]!;
        smoothed[i] = scores[i]! / 2;
      }
      for (let l = 1; l <= lag; l++) {
        const weight = 1 - l / (lag + 1);
        for (let i = start + l; i < end; i++) smoothed[i]! += weight * scores[i - l]!;
      }
    }
  }
  const meat = symmetricProduct(scores, smoothed, n, k);
  return sandwich(
    fit,
    meat.map((value) => (value * n) / df),
  );
}
