import { mean } from '../../core/stats.ts';

/** Monte Carlo standard error by leaving out one replicate at a time: √[(n − 1)/n · Σ(T₍ᵢ₎ − T̄)²]. For a mean it is s/√n exactly,
 *  for smooth functions of means that of the delta method but for terms of order 1/n.
 *  @param n replicates
 *  @param without the number on all of them but the i-th; null where it is not defined
 *  @returns null with fewer than two replicates, or where some T₍ᵢ₎ is not defined
 *  @see Efron & Tibshirani (1993), An Introduction to the Bootstrap, eq. 11.5 */
export function jackknifeError(n: number, without: (i: number) => number | null): number | null {
  if (n < 2) return null;
  const values = new Float64Array(n);
  for (let i = 0; i < n; i++) values[i] = without(i) ?? Number.NaN;
  const center = mean(values);
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (values[i]! - center) * (values[i]! - center);
  const error = Math.sqrt(((n - 1) / n) * squares);
  return Number.isFinite(error) ? error : null;
}
