import { normalCdf } from '../core/distributions.ts';
import type { Column } from './contrast.ts';

/** Tango's score statistic for paired shares: T of the hypothesis that B's share of successes lies `margin` below A's.
 *  B is non-inferior at level α if T ≤ −z₁₋α. With margin 0 it is McNemar's (b − c)/√(b + c). 0 where nothing is known.
 *  @param b pairs in which A alone succeeds
 *  @param c pairs in which B alone succeeds
 *  @param n all pairs
 *  @param margin 0 ≤ margin < 1
 *  @throws RangeError for counts that are none
 *  @see Tango (1998), Statistics in Medicine 17, 891–908, eq. 3; statistics.md §7 */
export function tangoStatistic(b: number, c: number, n: number, margin: number): number {
  if (!(b >= 0 && c >= 0 && b + c <= n && margin >= 0 && margin < 1))
    throw new RangeError(`tangoStatistic: b = ${b}, c = ${c}, n = ${n}, margin = ${margin}; allowed is b + c ≤ n`);
  const quadratic = 2 * n;
  const linear = -b - c + (2 * n - b + c) * margin;
  const constant = -c * margin * (1 - margin);
  const q = (Math.sqrt(linear * linear - 4 * quadratic * constant) - linear) / (2 * quadratic);
  const variance = n * (2 * q + margin * (1 - margin));
  return variance > 0 ? (b - c - n * margin) / Math.sqrt(variance) : 0;
}

/** P-value of McNemar's score test of equal shares, against both sides: Tango's with margin 0. */
export function mcnemarScoreP(b: number, c: number, n: number): number {
  return Math.min(1, 2 * normalCdf(-Math.abs(tangoStatistic(b, c, n, 0))));
}

/** Pairs of a 0 and a 1: `lost` where the second alone is 1, `won` where the first alone is. 1 is what should not be in the second.
 *  @param first and `second` are paired
 *  @returns with n, the number of all pairs */
export function discordantPairs(
  first: Column,
  second: Column,
): { readonly lost: number; readonly won: number; readonly n: number } {
  let [lost, won] = [0, 0];
  for (const [i, x] of first.values.entries()) {
    const y = second.values[i]!;
    if (y > x) lost += 1;
    if (x > y) won += 1;
  }
  return { lost, won, n: first.values.length };
}
