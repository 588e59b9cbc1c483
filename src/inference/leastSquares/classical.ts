import { inverseGram } from '../../core/linalg/triangular.ts';
import type { LeastSquaresFit } from './fit.ts';

/** Covariance of the coefficients for independent errors of one variance: RSS/(n − k)·(XᵀX)⁻¹, k × k. */
export function classicalCovariance(fit: LeastSquaresFit): Float64Array {
  const out = new Float64Array(fit.k * fit.k);
  inverseGram(fit.inverseR, fit.k, out);
  const sigma2 = fit.rss / fit.df;
  return out.map((value) => sigma2 * value);
}
