import { dot } from '../../core/linalg/products.ts';
import { log10 } from '../../core/math.ts';
import { mean, variance } from '../../core/stats.ts';
import { type Chains, isDegenerate } from './chains.ts';

/** Effective sample size of the mean of these chains, as they are: S/τ, τ from Geyer's initial monotone sequence on the
 *  autocorrelations of all chains together, τ ≥ 1/log10 S.
 *  @returns null where it is not defined: constant or non-finite draws, fewer than three a chain
 *  @see statistics.md §5; Geyer (1992); Vehtari et al. (2021), eqs. 10–13 */
export function effectiveSampleSize(chains: Chains): number | null {
  const draws = chains[0]!.length;
  if (draws < 3 || isDegenerate(chains)) return null;
  const total = draws * chains.length;
  const means = chains.map(mean);
  const centered = chains.map((chain, c) => minus(chain, means[c]!));
  const varianceAtZero = autocovariance(centered, 0);
  const varianceWithin = (varianceAtZero * draws) / (draws - 1);
  const variancePlus = varianceAtZero + (chains.length > 1 ? variance(means) : 0);
  const correlation = (lag: number) => 1 - (varianceWithin - autocovariance(centered, lag)) / variancePlus;
  return total / Math.max(integratedTime(correlation, draws), 1 / log10(total));
}

/** τ = 1 + 2Σρ, summed over pairs of lags while the pairs are positive, each pair cut to the one before it. The last
 *  even correlation counts once where it is positive, which steadies τ for antithetic chains. */
function integratedTime(correlation: (lag: number) => number, draws: number): number {
  let [even, odd] = [1, correlation(1)];
  let [pair, sumOfPairs] = [even + odd, 0];
  let lag = 0;
  while (lag < draws - 5 && even + odd > 0) {
    sumOfPairs += pair;
    lag += 2;
    even = correlation(lag);
    odd = correlation(lag + 1);
    pair = Math.min(pair, even + odd);
  }
  // chains of five draws or fewer, or ρ(1) ≤ −1: R's `1:0` then counts lag 0 once more, and so do we
  if (lag === 0) return 2;
  return 2 * sumOfPairs - 1 + (even > 0 || even + odd >= 0 ? even : 0);
}

/** Mean over chains of the autocovariance at a lag, in the 1/N form. Sums as needed: Geyer stops after a few lags. */
function autocovariance(centered: Chains, lag: number): number {
  const draws = centered[0]!.length;
  let total = 0;
  for (const chain of centered) total += dot(chain, lag, chain, 0, draws - lag) / draws;
  return total / centered.length;
}

function minus(chain: Float64Array, center: number): Float64Array {
  const out = new Float64Array(chain.length);
  for (let t = 0; t < chain.length; t++) out[t] = chain[t]! - center;
  return out;
}
