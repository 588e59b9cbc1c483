import { exp, log } from '../../core/math.ts';
import { linearPrediction } from '../regression/heldOut.ts';

/** How the linear part becomes an expected outcome, and how an outcome comes to the scale of the linear part. */
export type Link = {
  readonly id: 'identity' | 'log';
  /** y as it is regressed */
  readonly forward: (y: Float64Array) => Float64Array;
  /** E[y] by row.
   *  @param linear Xb
   *  @param sigma2 variance of the error on the scale of the linear part */
  readonly mean: (linear: Float64Array, sigma2: number) => Float64Array;
  /** ∂E[y]/∂(Xb) as a multiple of E[y] (`log`), or 1 */
  readonly multiplicative: boolean;
};

export const identityLink: Link = {
  id: 'identity',
  forward: (y) => y,
  mean: (linear) => linear,
  multiplicative: false,
};

/** E exp(m + N(0, σ²)) = exp(m + σ²/2): exp of the linear part alone is the median, and would miss sales by σ²/2. */
export const logLink: Link = {
  id: 'log',
  forward: (y) => y.map(log),
  mean: (linear, sigma2) => linear.map((value) => exp(value + sigma2 / 2)),
  multiplicative: true,
};

/** E[y] from columns and coefficients. @param x n × k column-major */
export function predictMean(link: Link, x: Float64Array, n: number, b: Float64Array, sigma2: number): Float64Array {
  return link.mean(linearPrediction(x, n, b), sigma2);
}

/** Duan's smearing factor, mean exp(e): what exp(σ²/2) is when errors are not normal.
 *  @see Duan (1983), Journal of the American Statistical Association 78 */
export function smearingFactor(residuals: Float64Array): number {
  let total = 0;
  for (const e of residuals) total += exp(e);
  return total / residuals.length;
}
