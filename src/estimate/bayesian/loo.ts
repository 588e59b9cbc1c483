import { type PsisLoo, psisLoo } from '../../inference/loo/psis.ts';
import { type Waic, waic } from '../../inference/loo/waic.ts';
import type { Diagnostics } from '../contract.ts';
import type { Posterior } from './posterior.ts';
import type { PosteriorModel } from './posteriorModel.ts';

type Pointwise = Pick<PosteriorModel, 'names' | 'observations' | 'logLikelihood'>;

/** Log likelihood of each observation: G·T arrays of all draws, chain after chain. */
function pointwiseLogLikelihood(model: Pointwise, draws: Posterior): readonly Float64Array[] {
  const out = Array.from({ length: model.observations }, () => new Float64Array(draws.chains * draws.draws));
  const row = new Float64Array(model.observations);
  const n = model.names.length;
  draws.values.forEach((chain, c) => {
    for (let k = 0; k < draws.draws; k++) {
      model.logLikelihood(chain.subarray(k * n, (k + 1) * n), row);
      for (let t = 0; t < row.length; t++) out[t]![c * draws.draws + k] = row[t]!;
    }
  });
  return out;
}

/** PSIS-LOO and WAIC of a fit's draws, on the scaled outcome.
 *  @returns null where a log likelihood is not finite: a chain that never found the posterior */
export function predictiveAccuracy(
  model: Pointwise,
  draws: Posterior,
): { readonly loo: PsisLoo; readonly waic: Waic } | null {
  const logLikelihood = pointwiseLogLikelihood(model, draws);
  if (!logLikelihood.every((values) => values.every(Number.isFinite))) return null;
  return { loo: psisLoo(logLikelihood), waic: waic(logLikelihood) };
}

/** The same in a fit's diagnostics, where there is any. */
export function looOf(model: Pointwise, draws: Posterior): Diagnostics {
  const accuracy = predictiveAccuracy(model, draws);
  if (accuracy === null) return {};
  const { loo, waic: information } = accuracy;
  return {
    elpd_loo: loo.elpd.value,
    elpd_loo_se: loo.elpd.se,
    p_loo: loo.parameters.value,
    pareto_k_max: loo.paretoK.reduce((a, b) => Math.max(a, b), -Infinity),
    elpd_waic: information.elpd.value,
    p_waic: information.parameters.value,
  };
}
