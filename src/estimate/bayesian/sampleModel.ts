import { sampleChains } from '../../inference/hmc/sample.ts';
import type { Chain } from '../../inference/hmc/types.ts';
import type { FitRequest } from '../contract.ts';
import type { SamplingDensity } from './density.ts';
import type { BayesianSettings } from './settings.ts';

/** Rounds of draws that chains get to converge in, where nothing is said: a fit that needs more has trouble that more draws do
 *  not cure. */
const ROUNDS = 4;

/** Chains over the sampler's coordinates, each from a stream of its own (`chain/0`, `chain/1`, …).
 *  @param converged asked after each round of draws; without it there is one
 *  @throws InputError where no start with a finite density is found */
export function sampleModel(
  { logDensity, dimension, nameOf }: SamplingDensity,
  sampler: BayesianSettings['sampler'],
  stream: FitRequest['stream'],
  converged?: (chains: readonly Chain[]) => boolean,
): readonly Chain[] {
  const settings = {
    warmup: sampler.warmup,
    draws: sampler.draws,
    metric: sampler.metric,
    targetAcceptance: sampler.target_acceptance,
    maxDepth: sampler.max_depth,
    maxGradients: sampler.max_gradients,
    ...(converged === undefined
      ? {}
      : { enough: { judge: converged, maxDraws: sampler.max_draws ?? ROUNDS * sampler.draws } }),
  };
  return sampleChains(logDensity, dimension, sampler.chains, settings, (c) => stream(`chain/${c}`), nameOf);
}
