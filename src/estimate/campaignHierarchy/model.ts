import type { Estimand } from '../../dataset/estimand.ts';
import type { PosteriorModel } from '../bayesian/posteriorModel.ts';
import type { PerHead } from '../perHead.ts';
import type { Refused } from '../refusal.ts';
import { marginalDensity, type VariancePriors } from '../varianceParts/marginal.ts';
import { normalErrors, refuseWithoutNoise } from '../varianceParts/normalErrors.ts';
import { completion } from './complete.ts';
import type { CampaignEquation } from './equation.ts';
import { campaignLayout } from './layout.ts';
import { parentWeights } from './parentRoas.ts';
import { reduce } from './reduced.ts';

/** Partial pooling: ρ_c ~ N(μ_p, τ_p²) for the campaigns of a parent, all else in the mean flat, errors N(0, σ²). The linear part
 *  is integrated out, so the sampler sees a parent's spread each and σ.
 *  @param y G·T, per head */
export function campaignModel(
  dataset: PerHead,
  equation: CampaignEquation,
  priors: VariancePriors,
  y: Float64Array = dataset.outcome.values,
): PosteriorModel | Refused {
  const reduced = reduce(equation, y);
  if ('status' in reduced) return reduced;
  const refused = refuseWithoutNoise(reduced);
  if (refused !== undefined) return refused;
  const layout = campaignLayout(equation);
  const { channels, responses, parents, parentOf } = equation;
  const weights = parentWeights(equation);
  const columns = [...equation.fixed, ...channels].map(({ values }) => values);
  return {
    names: layout.names,
    channels: responses.map(({ channel }) => channel),
    ...normalErrors(dataset, y, columns, layout.sigma),
    sampling: () => ({
      dimension: parents.length + 1,
      logDensity: marginalDensity(reduced, priors),
      nameOf: (axis) => `log ${[...parents.map((parent) => `spread[${parent}]`), 'sigma'][axis]}`,
      complete: completion(reduced, layout, priors),
    }),
    effects: (estimands) => {
      const units = estimands.map((estimand) => unitEffect(equation, estimand));
      return (at) => units.map((unit) => (unit === null ? null : unit.each * at[layout.roas + unit.channel]!));
    },
    derived: {
      names: parents.map((parent) => `roas[${parent}]`),
      values: (at) => weights.map((weight) => weight.reduce((total, w, c) => total + w * at[layout.roas + c]!, 0)),
    },
    // flat coefficients have no law to draw from, and ranks do not depend on where they are: 0
    drawParameters: (stream) => {
      const at = new Float64Array(layout.names.length);
      priors.spreads.forEach((prior, p) => {
        at[layout.spreads + p] = prior.draw(stream);
      });
      at[layout.sigma] = priors.sigma.draw(stream);
      parentOf.forEach((p, c) => {
        if (p !== -1) at[layout.roas + c] = at[layout.means + p]! + at[layout.spreads + p]! * stream.normal();
      });
      return at;
    },
    withOutcome: (other) => {
      const model = campaignModel(dataset, equation, priors, other);
      if ('status' in model) throw new RangeError(model.detail);
      return model;
    },
  };
}

/** An estimand per unit of its channel's ROAS. */
function unitEffect({ responses, perCoefficient }: CampaignEquation, estimand: Estimand) {
  const channel = responses.findIndex((response) => response.channel === estimand.channel);
  const unit = channel === -1 ? null : responses[channel]!.effect(estimand);
  return unit === null ? null : { channel, each: unit / perCoefficient[channel]! };
}
