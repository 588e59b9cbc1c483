import { mean, quantileSorted } from '../../core/stats.ts';
import { type Chains, isDegenerate, mapChains, pooled, sortedDraws, splitChains } from './chains.ts';
import { effectiveSampleSize } from './effectiveSampleSize.ts';
import { rankNormalize } from './rankNormalize.ts';

/** ESS of the rank-normalized draws: of the center of the distribution. */
export function essBulk(chains: Chains): number | null {
  return isDegenerate(chains) ? null : effectiveSampleSize(rankNormalize(splitChains(chains)));
}

/** The lower of the ESS of the 5 % and the 95 % quantile. */
export function essTail(chains: Chains): number | null {
  const sorted = sortedDraws(chains);
  const [low, high] = [essQuantile(chains, 0.05, sorted), essQuantile(chains, 0.95, sorted)];
  return low === null || high === null ? null : Math.min(low, high);
}

/** ESS of the quantile: that of the indicator of being at or below it.
 *  @param sorted all draws in ascending order, where they are at hand */
export function essQuantile(
  chains: Chains,
  probability: number,
  sorted: Float64Array = sortedDraws(chains),
): number | null {
  if (isDegenerate(chains)) return null;
  const bound = quantileSorted(sorted, probability);
  return effectiveSampleSize(splitChains(mapChains(chains, (draw) => (draw <= bound ? 1 : 0))));
}

export function essMedian(chains: Chains): number | null {
  return essQuantile(chains, 0.5);
}

export function essMean(chains: Chains): number | null {
  return effectiveSampleSize(splitChains(chains));
}

/** ESS of the standard deviation: that of the mean distance to the mean. */
export function essSd(chains: Chains): number | null {
  const center = mean(pooled(chains));
  return essMean(mapChains(chains, (draw) => Math.abs(draw - center)));
}
