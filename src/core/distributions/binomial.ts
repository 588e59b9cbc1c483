import stdBinomialCdf from '@stdlib/stats/base/dists/binomial/cdf/lib/index.js';
import stdBinomialPmf from '@stdlib/stats/base/dists/binomial/pmf/lib/index.js';
import stdBinomialQuantile from '@stdlib/stats/base/dists/binomial/quantile/lib/index.js';
import { requireNumber, requireProbability } from '../require.ts';

/** P(X = k) for X ~ Binomial(n, p), relative error below 1e-12 for n up to 2,000; 0 where k is not among 0 … n. */
export function binomialPmf(k: number, n: number, p: number): number {
  check('binomialPmf', n, p);
  requireNumber('binomialPmf', 'k', k);
  return stdBinomialPmf(k, n, p);
}

/** P(X ≤ k) for X ~ Binomial(n, p). */
export function binomialCdf(k: number, n: number, p: number): number {
  check('binomialCdf', n, p);
  requireNumber('binomialCdf', 'k', k);
  return stdBinomialCdf(k, n, p);
}

/** The least k with P(X ≤ k) ≥ probability, for X ~ Binomial(n, p); 0 at probability 0. */
export function binomialQuantile(probability: number, n: number, p: number): number {
  check('binomialQuantile', n, p);
  requireProbability('binomialQuantile', 'probability', probability);
  return stdBinomialQuantile(probability, n, p);
}

function check(where: string, n: number, p: number): void {
  if (!(Number.isInteger(n) && n >= 0)) throw new RangeError(`${where}: n = ${n}, allowed is a whole number from 0`);
  requireProbability(where, 'p', p);
}
