import { quantileSorted, sorted } from '../../core/stats.ts';

/** Equal-tailed percentile intervals: quantiles (1 ± level)/2 of the replicates, type 7.
 *  @see Efron & Tibshirani (1993), §13.3 */
export function percentileIntervals(
  draws: Float64Array,
  levels: readonly number[],
): readonly { readonly level: number; readonly lower: number; readonly upper: number }[] {
  const ordered = sorted(draws);
  return levels.map((level) => ({
    level,
    lower: quantileSorted(ordered, (1 - level) / 2),
    upper: quantileSorted(ordered, (1 + level) / 2),
  }));
}
