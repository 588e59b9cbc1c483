import { mean, quantileSorted, variance } from '../../core/stats.ts';
import { type Chains, isDegenerate, mapChains, sortedDraws, splitChains } from './chains.ts';
import { rankNormalize } from './rankNormalize.ts';

/** Rank-normalized split R̂: the larger of R̂ on the ranks (do the chains agree in location?) and on the ranks of
 *  the distance to the median (do they agree in scale?).
 *  @returns null where it is not defined: constant or non-finite draws, fewer than four a chain
 *  @see statistics.md §5; Vehtari et al. (2021) */
export function rhat(chains: Chains): number | null {
  if (isDegenerate(chains)) return null;
  const bulk = potentialScaleReduction(rankNormalize(splitChains(chains)));
  const folded = rhatFolded(chains);
  return bulk === null || folded === null ? null : Math.max(bulk, folded);
}

/** R̂ on the ranks of the distance to the median. @param sorted all draws in ascending order, where they are at hand */
export function rhatFolded(chains: Chains, sorted: Float64Array = sortedDraws(chains)): number | null {
  const center = quantileSorted(sorted, 0.5);
  return potentialScaleReduction(rankNormalize(splitChains(mapChains(chains, (draw) => Math.abs(draw - center)))));
}

/** Split R̂ of the draws themselves. @returns null where it is not defined
 *  @see Gelman et al. (2013), BDA3, §11.4 */
export function rhatBasic(chains: Chains): number | null {
  return potentialScaleReduction(splitChains(chains));
}

/** √[(B/W + N − 1)/N] over chains of N draws: B is N times the variance of the chain means, W the mean of the chain variances. */
export function potentialScaleReduction(chains: Chains): number | null {
  const draws = chains[0]!.length;
  if (draws < 2 || isDegenerate(chains)) return null;
  const between = draws * variance(chains.map(mean));
  const within = mean(chains.map(variance));
  return Math.sqrt((between / within + draws - 1) / draws);
}
