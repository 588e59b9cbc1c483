import { betaQuantile } from '../../core/distributions.ts';
import { mean, sd } from '../../core/stats.ts';
import { type Chains, mapChains, pooled, sortedDraws } from './chains.ts';
import { essMean, essQuantile } from './ess.ts';

/** Monte Carlo standard error of the posterior mean: sd/√ESS. @returns null where ESS is not defined
 *  @see statistics.md §5 */
export function mcseMean(chains: Chains, ess: number | null = essMean(chains)): number | null {
  return ess === null ? null : sd(pooled(chains)) / Math.sqrt(ess);
}

/** Monte Carlo standard error of the posterior standard deviation, by the delta method from the variance of the squared
 *  distances to the mean. @returns null where ESS is not defined
 *  @see statistics.md §5; Kenney & Keeping (1951), p. 141 */
export function mcseSd(chains: Chains): number | null {
  const center = mean(pooled(chains));
  const squares = mapChains(chains, (draw) => (draw - center) * (draw - center));
  const ess = essMean(squares);
  if (ess === null) return null;
  const second = mean(pooled(squares));
  const fourth = mean(pooled(mapChains(squares, (square) => square * square)));
  return Math.sqrt((fourth - second * second) / ess / second / 4);
}

/** Probabilities of a normal law at ±1 sd, with the digits of R's posterior. */
const oneSdBelow = 0.1586553;
const oneSdAbove = 0.8413447;

/** Monte Carlo standard error of a posterior quantile: half of the interval between the order statistics that hold the
 *  quantile's own uncertainty at ±1 sd. @returns null where ESS is not defined
 *  @param sorted all draws in ascending order, @param ess that of the quantile, where they are at hand
 *  @see statistics.md §5; Vehtari et al. (2021), §4.3 */
export function mcseQuantile(
  chains: Chains,
  probability: number,
  sorted: Float64Array = sortedDraws(chains),
  ess: number | null = essQuantile(chains, probability, sorted),
): number | null {
  if (ess === null) return null;
  const [a, b] = [ess * probability + 1, ess * (1 - probability) + 1];
  const count = sorted.length;
  const below = Math.max(Math.floor(betaQuantile(oneSdBelow, a, b) * count), 1);
  const above = Math.min(Math.ceil(betaQuantile(oneSdAbove, a, b) * count), count);
  return (sorted[above - 1]! - sorted[below - 1]!) / 2;
}
