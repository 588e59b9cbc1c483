import { binomialCdf, studentTCdf } from '../../core/distributions.ts';
import { mean, sd } from '../../core/stats.ts';

/** p-value that the mean of a law is at most 0, by Student's t: small when the sample's mean is well above. Where nothing
 *  varies it is 0 or 1; with fewer than two values 1. */
export function meanAboveP(x: Float64Array): number {
  if (x.length < 2) return 1;
  const center = mean(x);
  const spread = sd(x);
  if (spread === 0) return center > 0 ? 0 : 1;
  return studentTCdf(-center / (spread / Math.sqrt(x.length)), x.length - 1);
}

/** P(X ≥ k) for X ~ Binomial(n, p): small when k is more than a share of p explains. By symmetry, as 1 − cdf would lose the
 *  digits of a small one. */
export function countAboveP(k: number, n: number, p: number): number {
  if (k === 0) return 1;
  return p === 0 ? 0 : binomialCdf(n - k, n, 1 - p);
}

/** P(X ≤ k) for X ~ Binomial(n, p): small when k is less than a share of p explains. */
export function countBelowP(k: number, n: number, p: number): number {
  return binomialCdf(k, n, p);
}

/** Either side may be at fault: twice the smaller p-value. */
export function eitherP(a: number, b: number): number {
  return Math.min(1, 2 * Math.min(a, b));
}
