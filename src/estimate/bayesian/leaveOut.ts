import { log } from '../../core/math.ts';
import type { Chain } from '../../inference/hmc/types.ts';
import { makePrior } from '../../inference/priors/prior.ts';
import { transformOnto } from '../../inference/transforms/transform.ts';
import { LOG_SQRT_2PI } from './errors/sigma.ts';
import type { MmmModel } from './model.ts';
import type { PosteriorModel } from './posteriorModel.ts';

/** Sd of the coefficient that takes an observation's place, on the scaled outcome: what is left of the observation in the
 *  likelihood is then flat to a thousandth of a log unit, as long as the outcome is predicted to within 30 times its largest. */
const FREE = 1000;

/** Whether an observation can be left out: with errors that follow on each other it says something of its neighbors'. */
export function canLeaveOut({ errors }: Pick<MmmModel, 'errors'>): boolean {
  return errors.independent;
}

/** The same model without one observation: a column that is 1 there and 0 elsewhere explains it, whatever it is. That column's
 *  coefficient is the last parameter; those before it are the model's own. */
export function leaveOut(model: MmmModel, observation: number): MmmModel {
  const name = 'left out';
  const values = Float64Array.from(model.y, (_, t) => (t === observation ? 1 : 0));
  const prior = makePrior(['normal', 0, FREE]);
  return {
    ...model,
    columns: [...model.columns, { name, values }],
    parameters: [...model.parameters, { name: `gamma[${name}]`, prior, transform: transformOnto(prior.support) }],
    layout: { ...model.layout, gamma: [...model.layout.gamma, model.parameters.length] },
  };
}

/** log p(y_i | the other observations, u) at each draw u of the sampler, chain after chain, where the sampler has the linear part
 *  integrated out; null where it has not. Both models have the same density of u but for y_i, which the one without it takes
 *  for N(0, FREE): their difference is what is wanted.
 *  @param without the model without observation i
 *  @see Vehtari, Mononen, Tolvanen, Sivula & Winther (2016), §3.6: leave-one-out with integrated importance sampling */
export function integratedLogLikelihood(
  model: PosteriorModel,
  without: PosteriorModel,
  chains: readonly Pick<Chain, 'draws'>[],
): Float64Array | null {
  const [whole, part] = [model.sampling(), without.sampling()];
  const { dimension } = whole;
  if (part.dimension !== dimension) return null;
  const free = -log(FREE) - LOG_SQRT_2PI;
  const gradient = new Float64Array(dimension);
  const values: number[] = [];
  for (const { draws } of chains) {
    for (let from = 0; from < draws.length; from += dimension) {
      const u = draws.subarray(from, from + dimension);
      values.push(whole.logDensity(u, gradient) - part.logDensity(u, gradient) + free);
    }
  }
  return values.every(Number.isFinite) ? Float64Array.from(values) : null;
}
