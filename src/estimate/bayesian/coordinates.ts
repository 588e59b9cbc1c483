import { sd } from '../../core/stats.ts';
import { placesOf } from './channelTerms.ts';
import { type EffectLevel, effectLevel } from './effectLevel.ts';
import type { MmmModel } from './model.ts';

/** The sampler's place in a model: some of its parameters, each on the real line. Work space belongs to it. */
export type Coordinates = {
  readonly dimension: number;
  readonly nameOf: (axis: number) => string;
  /** all parameters on their own scale, at the last `constrain`; those not sampled stay 0 */
  readonly theta: Float64Array;
  readonly constrain: (u: Float64Array) => void;
  /** log priors and Jacobians of what is sampled; from the derivatives in `theta`, those in the coordinates. At the last
   *  `constrain`; allocates nothing */
  readonly priors: (byTheta: Float64Array, gradient: Float64Array) => number;
};

/** What to make of a model's parameters: `own`, each on its own transform; `level`, with the effect's level in place of log β. */
export type CoordinateKind = 'own' | 'level';

/** @param sampled places of the sampled parameters, an axis each */
export function coordinates(model: MmmModel, sampled: readonly number[], kind: CoordinateKind): Coordinates {
  const { parameters } = model;
  const levels = kind === 'own' ? [] : effectLevels(model, sampled);
  const n = sampled.length;
  const axes = sampled.map((i) => parameters[i]!);
  const theta = new Float64Array(parameters.length);
  // of each axis its x, dx/du, log |dx/du| and the derivative of that
  const at = new Float64Array(4 * n);
  const transforms = axes.map(({ transform }) => transform);

  const constrain = (u: Float64Array): void => {
    for (let axis = 0; axis < n; axis++) {
      transforms[axis]!.evaluate(u[axis]!, at, 4 * axis);
      theta[sampled[axis]!] = at[4 * axis]!;
    }
    for (const level of levels) level.apply(u, at, theta);
  };

  const priors = (byTheta: Float64Array, gradient: Float64Array): number => {
    let total = 0;
    for (let axis = 0; axis < n; axis++) {
      const { prior } = axes[axis]!;
      const i = sampled[axis]!;
      const x = theta[i]!;
      total += prior.logDensity(x) + at[4 * axis + 2]!;
      gradient[axis] = (byTheta[i]! + prior.derivative(x)) * at[4 * axis + 1]! + at[4 * axis + 3]!;
    }
    for (const level of levels) level.pullBack(at, gradient);
    return total;
  };

  return { dimension: n, nameOf: (axis) => axes[axis]!.name, theta, constrain, priors };
}

function effectLevels(model: MmmModel, sampled: readonly number[]): readonly EffectLevel[] {
  const { channels, history, parameters, layout, y } = model;
  const spread = y.length < 2 ? 0 : sd(y);
  // any scale is right; this one needs an outcome that varies
  const scale = spread > 0 ? spread : 1;
  const axisOf = new Map(sampled.map((i, axis) => [i, axis]));
  return placesOf(layout).map((places, m) => effectLevel(channels[m]!, history, scale, parameters, places, axisOf));
}
