import { z } from 'zod';
import { openStream, RNG_VERSION } from '../../core/random/stream.ts';
import { sampleChains } from '../../inference/hmc/sample.ts';
import { defaultChainSettings } from '../../inference/hmc/settings.ts';
import type { Chain } from '../../inference/hmc/types.ts';
import { mmmDensity } from '../bayesian/density.ts';
import { looOf } from '../bayesian/loo.ts';
import type { MmmModel } from '../bayesian/model.ts';
import { posterior } from '../bayesian/posterior.ts';
import { samplingDensity } from '../bayesian/samplingDensity.ts';
import { posteriorRows, summarySchema } from './posteriorRows.ts';
import { readPart } from './read.ts';
import { readModel } from './referenceModel.ts';
import { samplerRows } from './samplerRows.ts';
import type { AuditKind, AuditRow } from './types.ts';

const CHAINS = 4;
/** the rules ask for 10,000 draws in all */
const DRAWS = 2500;

const expected = z.object({
  posterior: z.array(summarySchema),
  loo: z.object({ elpd_loo: z.number(), max_pareto_k: z.number(), elpd_waic: z.number() }).optional(),
});

/** contribution[m] = β_m·Σ_t f(a_{t,m}), draw by draw: what is left of the mean when all other effects are 0. */
function contributions(model: MmmModel, values: readonly Float64Array[], draws: number): Map<string, Float64Array[]> {
  const density = mmmDensity(model);
  const n = density.dimension;
  const { layout, y } = model;
  const mean = new Float64Array(y.length);
  const at = new Float64Array(n);
  return new Map(
    model.channels.map(({ name }, m) => [
      `contribution[${name}]`,
      values.map((chain) =>
        Float64Array.from({ length: draws }, (_, k) => {
          at.set(chain.subarray(k * n, (k + 1) * n));
          for (const i of [layout.intercept, ...layout.gamma]) at[i] = 0;
          layout.beta.forEach((i, other) => {
            if (other !== m) at[i] = 0;
          });
          density.mean(at, mean);
          return mean.reduce((sum, x) => sum + x, 0);
        }),
      ),
    ]),
  );
}

/** Stan's posterior of the same model on the same data. */
export const bayesianMmmAudit: AuditKind = {
  id: 'bayesian-mmm',
  about: "the posterior of a media mix model against Stan's: means, sds, quantiles, LOO",
  check: (problem) => {
    const model = readModel(problem);
    const answers = readPart(problem, 'expected', expected);
    const density = samplingDensity(model);
    const stream = (role: string) => openStream([RNG_VERSION, 'audit', problem.id, role]);
    // the default number of draws is judged by itself; then the same chains go on to what the rules ask for
    let atDefaults: readonly Chain[] = [];
    const judge = (sofar: readonly Chain[]): boolean => {
      if (atDefaults.length === 0) atDefaults = sofar;
      return false;
    };
    const chains = sampleChains(
      density.logDensity,
      density.dimension,
      CHAINS,
      { ...defaultChainSettings, enough: { judge, maxDraws: DRAWS } },
      (c) => stream(`chain/${c}`),
      density.nameOf,
    );
    const n = model.parameters.length;
    const { id: saturation } = model.channels[0]!.saturation;
    const sampler = samplerRows(problem.id, saturation, atDefaults, posterior(density, n, atDefaults, stream), n);
    const sample = posterior(density, n, chains, stream);
    const named = new Map<string, readonly Float64Array[]>(
      model.parameters.map(({ name }, i) => [name, sample.parameter(i)]),
    );
    for (const [name, draws] of contributions(model, sample.values, sample.draws)) named.set(name, draws);
    const rows = [
      ...sampler,
      ...answers.posterior.flatMap((answer) => posteriorRows(problem.id, answer, named.get(answer.name))),
    ];
    if (answers.loo === undefined) return rows;
    const { logLikelihood } = mmmDensity(model);
    const names = model.parameters.map(({ name }) => name);
    const ours = looOf({ names, observations: model.y.length, logLikelihood }, sample);
    return [...rows, ...looRows(problem.id, ours, answers.loo)];
  },
};

/** Above this k̂ the reference's own elpd_loo is not to be trusted: it is reported, not held against us. */
const TRUSTED_K = 0.7;

function looRows(
  problem: string,
  ours: Readonly<Record<string, number>>,
  loo: { readonly elpd_loo: number; readonly max_pareto_k: number; readonly elpd_waic: number },
): AuditRow[] {
  const trusted = loo.max_pareto_k < TRUSTED_K;
  const row = (quantity: 'elpd_loo' | 'elpd_waic', within: number, held: boolean): AuditRow => ({
    problem,
    quantity,
    got: ours[quantity]!,
    expected: loo[quantity],
    ok: !held || Math.abs(ours[quantity]! - loo[quantity]) < within,
    rule: held ? `within ${within}` : `reported only: the reference's k̂ is ${loo.max_pareto_k.toFixed(2)}`,
  });
  return [row('elpd_waic', 0.5, true), row('elpd_loo', 0.3, trusted)];
}
