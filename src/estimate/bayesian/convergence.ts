import type { Chain } from '../../inference/hmc/types.ts';
import type { Worst } from './posterior.ts';
import type { BayesianSettings } from './settings.ts';

/** Below this a chain cannot be split into halves that have a variance. */
export const FEWEST_DRAWS = 4;

/** Why the draws are not to be trusted, or null. @see statistics.md §4 */
export function whyNonconverged(
  { convergence, sampler }: Pick<BayesianSettings, 'convergence' | 'sampler'>,
  chains: readonly Chain[],
  worst: Worst,
): string | null {
  if (chains.some((chain) => chain.outOfBudget)) return `budget of ${sampler.max_gradients} gradients used up`;
  if (worst.rhat > convergence.rhat) return `R̂ ${worst.rhat.toFixed(3)} > ${convergence.rhat}`;
  const ess = Math.min(worst.essBulk, worst.essTail);
  const needed = convergence.ess_per_chain * sampler.chains;
  return ess < needed ? `ESS ${ess.toFixed(0)} < ${needed}` : null;
}
