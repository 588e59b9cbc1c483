import type { Chain } from '../../inference/hmc/chain.ts';
import { sampleChains } from '../../inference/hmc/sample.ts';
import type { FitRequest } from '../contract.ts';
import type { SamplingDensity } from './density.ts';
import type { BayesianSettings } from './settings.ts';

/** Chains over the sampler's coordinates, each from a stream of its own (`chain/0`, `chain/1`, …).
 *  @throws InputError where no start with a finite density is found */
export function sampleModel(
  { logDensity, dimension, nameOf }: SamplingDensity,
  sampler: BayesianSettings['sampler'],
  stream: FitRequest['stream'],
): readonly Chain[] {
  const settings = {
    warmup: sampler.warmup,
    draws: sampler.draws,
    metric: sampler.metric,
    targetAcceptance: sampler.target_acceptance,
    maxDepth: sampler.max_depth,
    maxGradients: sampler.max_gradients,
  };
  return sampleChains(logDensity, dimension, sampler.chains, settings, (c) => stream(`chain/${c}`), nameOf);
}
