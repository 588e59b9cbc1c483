import type { LeastSquaresFit } from './fit.ts';
import { sandwich, symmetricProduct } from './sandwich.ts';

/** A row this close to leverage 1 is fitted exactly whatever its outcome, and its residual is rounding. */
const fullLeverage = 1 - 1e-10;

/** Leverage h_t of each row: squared norms of the rows of Q; they add up to k. */
export function leverages(fit: LeastSquaresFit): Float64Array {
  const { n, k, q } = fit;
  const out = new Float64Array(n);
  for (let j = 0; j < k; j++) {
    for (let t = 0; t < n; t++) out[t]! += q[t + j * n]! * q[t + j * n]!;
  }
  return out;
}

/** Covariance robust to unequal variances: the meat is Σ q_t q_tᵀ (e_t/(1 − h_t))², k × k.
 *  @returns the number of the first row of leverage 1, where HC3 is not defined (an event column with a single 1)
 *  @see MacKinnon & White (1985); Long & Ervin (2000) */
export function hc3Covariance(fit: LeastSquaresFit): Float64Array | { readonly leverageOne: number } {
  const { n, k, q, residuals } = fit;
  const h = leverages(fit);
  const leverageOne = h.findIndex((value) => value > fullLeverage);
  if (leverageOne !== -1) return { leverageOne };
  const scores = new Float64Array(n * k);
  for (let j = 0; j < k; j++) {
    for (let t = 0; t < n; t++) scores[t + j * n] = (q[t + j * n]! * residuals[t]!) / (1 - h[t]!);
  }
  // symmetricProduct(u, u) is 2UᵀU
  const meat = symmetricProduct(scores, scores, n, k);
  return sandwich(
    fit,
    meat.map((value) => value / 2),
  );
}
