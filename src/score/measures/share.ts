import { sum } from '../../core/stats.ts';
import type { Score } from './measure.ts';

/** Φ⁻¹(.975): the intervals printed beside shares are 95 % ones. */
export const z = 1.959963984540054;

/** Share of n replicates, MCSE √[c(1 − c)/n], with Wilson's interval, which does not collapse at 0 and 1.
 *  @see statistics.md §3; Wilson (1927) */
export function shareScore(hits: number, n: number): Score {
  if (n === 0) return { value: null, mcse: null, lower: null, upper: null, n };
  const share = hits / n;
  const [lower, upper] = wilson(hits, n);
  return { value: share, mcse: n > 1 ? Math.sqrt((share * (1 - share)) / n) : null, lower, upper, n };
}

/** Share of ones among zeros and ones. */
export function shareOf(indicators: Float64Array): Score {
  return shareScore(sum(indicators), indicators.length);
}

/** Wilson's 95 % score interval of a binomial share.
 *  @example wilson(15, 148) // [0.0624, 0.1605] */
export function wilson(hits: number, n: number): readonly [lower: number, upper: number] {
  const share = hits / n;
  const center = (share + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = ((z / (1 + (z * z) / n)) * Math.sqrt(n * share * (1 - share) + (z * z) / 4)) / n;
  // at 0 and n the ends are 0 and 1 exactly; the formula misses them by a rounding
  return [hits === 0 ? 0 : center - half, hits === n ? 1 : center + half];
}
