import { exp, log } from '../../core/math.ts';
import { mean } from '../../core/stats.ts';
import { mapChains } from '../../inference/diagnostics/chains.ts';
import { mcseMean } from '../../inference/diagnostics/mcse.ts';
import type { Chain } from '../../inference/hmc/types.ts';
import { logSumExp } from '../../inference/loo/logSumExp.ts';
import type { FitRequest } from '../contract.ts';
import { whyNonconverged } from './convergence.ts';
import { integratedLogLikelihood } from './leaveOut.ts';
import { type Posterior, posterior, summariseParameters, worstOf } from './posterior.ts';
import type { PosteriorModel } from './posteriorModel.ts';
import { sampleModel } from './sampleModel.ts';
import type { BayesianSettings } from './settings.ts';

/** Largest Monte Carlo error of one observation's elpd: an eighth of the smallest difference that counts. Arbitrary. */
const LARGEST_ERROR = 0.5;

/** log p(y_i | the other observations), from a fit to the others; or why that is not to be trusted.
 *  @param without the model without observation i
 *  @param stream opened are `without/<i>/chain/0` … */
export function exactElpd(
  model: PosteriorModel,
  without: PosteriorModel,
  observation: number,
  settings: BayesianSettings,
  stream: FitRequest['stream'],
): number | { readonly reason: string } {
  const own: FitRequest['stream'] = (role) => stream(`without/${observation}/${role}`);
  const density = without.sampling();
  const chains = sampleModel(density, settings.sampler, own);
  const draws = posterior(density, without.names.length, chains, own);
  const reason = whyNonconverged(settings, chains, worstOf(summariseParameters(draws, without.names.length)));
  if (reason !== null) return { reason: `did not converge: ${reason}` };
  const logLikelihood = likelihoodOf(model, without, observation, chains, draws);
  const largest = logLikelihood.reduce((a, b) => Math.max(a, b), -Infinity);
  const perChain = Array.from({ length: draws.chains }, (_, c) =>
    logLikelihood.subarray(c * draws.draws, (c + 1) * draws.draws),
  );
  const weights = mapChains(perChain, (value) => exp(value - largest));
  const error = (mcseMean(weights) ?? Infinity) / mean(weights.map(mean));
  if (!(error <= LARGEST_ERROR)) {
    return { reason: `has a Monte Carlo error of ${error.toFixed(2)}; more draws help, or errors with heavier tails` };
  }
  return logSumExp(logLikelihood) - log(logLikelihood.length);
}

/** At the draws of the fit without the observation: with the linear part integrated out, if that can be, for fewer draws do. */
function likelihoodOf(
  model: PosteriorModel,
  without: PosteriorModel,
  observation: number,
  chains: readonly Chain[],
  draws: Posterior,
): Float64Array {
  const integrated = integratedLogLikelihood(model, without, chains);
  if (integrated !== null) return integrated;
  const n = without.names.length;
  const row = new Float64Array(model.observations);
  const values = new Float64Array(draws.chains * draws.draws);
  draws.values.forEach((chain, c) => {
    for (let k = 0; k < draws.draws; k++) {
      model.logLikelihood(chain.subarray(k * n, k * n + model.names.length), row);
      values[c * draws.draws + k] = row[observation]!;
    }
  });
  return values;
}
