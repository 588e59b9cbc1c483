import { type Summary, summarise } from '../../inference/diagnostics/summarise.ts';
import type { Chain } from '../../inference/hmc/types.ts';
import type { FitRequest } from '../contract.ts';
import type { SamplingDensity } from './density.ts';

/** Draws on the parameters' own scale, chains of equal length. */
export type Posterior = {
  readonly chains: number;
  /** draws a chain */
  readonly draws: number;
  /** by chain: draws × parameters, row-major */
  readonly values: readonly Float64Array[];
  /** draws of one parameter, by chain */
  readonly parameter: (index: number) => readonly Float64Array[];
};

/** Completes what the chains found to all parameters on their own scale. Where one ran out of budget, all are cut to the
 *  shortest.
 *  @param parameters number of them
 *  @param stream draws what the sampler integrated out, from `completion/c` for chain c */
export function posterior(
  { complete, dimension }: SamplingDensity,
  parameters: number,
  chains: readonly Chain[],
  stream: FitRequest['stream'],
): Posterior {
  const draws = Math.min(...chains.map((chain) => chain.draws.length / dimension));
  const values = chains.map((chain, c) => {
    const out = new Float64Array(draws * parameters);
    const random = stream(`completion/${c}`);
    for (let k = 0; k < draws; k++) {
      const u = chain.draws.subarray(k * dimension, (k + 1) * dimension);
      complete(u, random, out.subarray(k * parameters, (k + 1) * parameters));
    }
    return out;
  });
  const parameter = (index: number): readonly Float64Array[] =>
    values.map((chain) => Float64Array.from({ length: draws }, (_, k) => chain[k * parameters + index]!));
  return { chains: chains.length, draws, values, parameter };
}

/** R̂ and ESS at their worst over everything that is reported. Undefined diagnostics (constant draws) count as the worst. */
export type Worst = { readonly rhat: number; readonly essBulk: number; readonly essTail: number };

export function worstOf(summaries: readonly Summary[]): Worst {
  return {
    rhat: Math.max(...summaries.map((s) => s.rhat ?? Infinity)),
    essBulk: Math.min(...summaries.map((s) => s.essBulk ?? 0)),
    essTail: Math.min(...summaries.map((s) => s.essTail ?? 0)),
  };
}

export function summariseParameters(of: Posterior, count: number): readonly Summary[] {
  return Array.from({ length: count }, (_, i) => summarise(of.parameter(i)));
}
