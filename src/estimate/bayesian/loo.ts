import { psisLoo } from '../../inference/loo/psis.ts';
import { waic } from '../../inference/loo/waic.ts';
import type { Diagnostics } from '../contract.ts';
import type { MmmDensity } from './density.ts';
import type { Posterior } from './posterior.ts';

/** Log likelihood of each period: T arrays of all draws, chain after chain. */
function pointwiseLogLikelihood(density: MmmDensity, draws: Posterior, periods: number): readonly Float64Array[] {
  const out = Array.from({ length: periods }, () => new Float64Array(draws.chains * draws.draws));
  const row = new Float64Array(periods);
  const n = density.dimension;
  draws.values.forEach((chain, c) => {
    for (let k = 0; k < draws.draws; k++) {
      density.logLikelihood(chain.subarray(k * n, (k + 1) * n), row);
      for (let t = 0; t < periods; t++) out[t]![c * draws.draws + k] = row[t]!;
    }
  });
  return out;
}

/** PSIS-LOO and WAIC on the scaled outcome. */
export function looOf(density: MmmDensity, draws: Posterior, periods: number): Diagnostics {
  const logLikelihood = pointwiseLogLikelihood(density, draws, periods);
  const loo = psisLoo(logLikelihood);
  const information = waic(logLikelihood);
  return {
    elpd_loo: loo.elpd.value,
    elpd_loo_se: loo.elpd.se,
    p_loo: loo.parameters.value,
    pareto_k_max: loo.paretoK.reduce((a, b) => Math.max(a, b), -Infinity),
    elpd_waic: information.elpd.value,
    p_waic: information.parameters.value,
  };
}
