import type { PosteriorModel } from '../bayesian/posteriorModel.ts';
import type { PerHead } from '../perHead.ts';
import type { Refused } from '../refusal.ts';
import { marginalDensity, type VariancePriors } from '../varianceParts/marginal.ts';
import { normalErrors, refuseWithoutNoise } from '../varianceParts/normalErrors.ts';
import { completion } from './complete.ts';
import { varyingCurves, varyingEffects } from './effects.ts';
import { reduceVarying, type VaryingEquation } from './equation.ts';
import { varyingLayout } from './layout.ts';
import { signedSpreads } from './signed.ts';

/** Coefficients that walk from knot to knot, everything flat but their steps, errors N(0, σ²). The linear part is integrated out, so
 *  the sampler sees a τ a channel and σ.
 *  @param y G·T, per head */
export function varyingModel(
  dataset: PerHead,
  equation: VaryingEquation,
  priors: VariancePriors,
  y: Float64Array = dataset.outcome.values,
): PosteriorModel | Refused {
  const reduced = reduceVarying(equation, y);
  if ('status' in reduced) return reduced;
  const refused = refuseWithoutNoise(reduced);
  if (refused !== undefined) return refused;
  const layout = varyingLayout(equation);
  const { fixed, channels } = equation;
  // knots of all channels follow each other as in the layout
  const columns = [
    ...fixed.map(({ values }) => values),
    ...channels.flatMap(({ knots, perCoefficient }) =>
      knots.map(({ window }) => window.map((value) => value / perCoefficient)),
    ),
  ];
  return {
    names: layout.names,
    channels: channels.map(({ name }) => name),
    ...normalErrors(dataset, y, columns, layout.sigma),
    sampling: () => ({
      dimension: channels.length + 1,
      logDensity: signedSpreads(marginalDensity(reduced, priors), channels.length + 1, channels.length),
      nameOf: (axis) => (axis < channels.length ? layout.names[layout.taus + axis]! : 'log sigma'),
      complete: completion(reduced, equation, layout, priors),
    }),
    effects: varyingEffects(equation, layout),
    curves: varyingCurves(equation, layout),
    // flat coefficients have no law to draw from, and ranks do not depend on where they are: 0
    drawParameters: (stream) => {
      const at = new Float64Array(layout.names.length);
      channels.forEach(({ knots }, c) => {
        const tau = priors.spreads[c]!.draw(stream);
        at[layout.taus + c] = tau;
        const from = layout.knots[c]!;
        for (let j = 1; j < knots.length; j++) at[from + j] = at[from + j - 1]! + tau * stream.normal();
      });
      at[layout.sigma] = priors.sigma.draw(stream);
      return at;
    },
    withOutcome: (other) => {
      const model = varyingModel(dataset, equation, priors, other);
      if ('status' in model) throw new RangeError(model.detail);
      return model;
    },
  };
}
