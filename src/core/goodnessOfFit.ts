import { chiSquaredCdf, normalCdf } from './distributions.ts';
import { mean } from './stats.ts';

/** p-value of Pearson's χ² test that counts follow the given probabilities. Expected counts should be 5 and more.
 *  @param counts one a cell
 *  @param probabilities same length, summing to 1, all above 0 */
export function chiSquaredP(counts: ArrayLike<number>, probabilities: ArrayLike<number>): number {
  let n = 0;
  for (let i = 0; i < counts.length; i++) n += counts[i]!;
  let statistic = 0;
  for (let i = 0; i < counts.length; i++) {
    const expected = n * probabilities[i]!;
    statistic += ((counts[i]! - expected) * (counts[i]! - expected)) / expected;
  }
  return 1 - chiSquaredCdf(statistic, counts.length - 1);
}

/** p-value that values in [0, 1], such as a distribution function at its own draws, are uniform: χ² over equal bins. */
export function uniformityP(u: ArrayLike<number>, bins = 50): number {
  const counts = new Float64Array(bins);
  for (let i = 0; i < u.length; i++) counts[Math.min(bins - 1, Math.floor(u[i]! * bins))]! += 1;
  return chiSquaredP(counts, new Float64Array(bins).fill(1 / bins));
}

/** Two-sided p-value that `x` has the given mean, its variance being known: by the normal limit, so for large samples. */
export function meanP(x: ArrayLike<number>, expected: number, variance: number): number {
  return 2 * normalCdf(-Math.abs(mean(x) - expected) / Math.sqrt(variance / x.length));
}
