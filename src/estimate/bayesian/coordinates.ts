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
  const free = new Float64Array(n);

  const constrain = (u: Float64Array): void => {
    free.set(u);
    for (let axis = 0; axis < n; axis++) theta[sampled[axis]!] = axes[axis]!.transform.constrain(free[axis]!);
    for (const level of levels) level.apply(free, theta);
  };

  const priors = (byTheta: Float64Array, gradient: Float64Array): number => {
    let total = 0;
    for (let axis = 0; axis < n; axis++) {
      const { prior, transform } = axes[axis]!;
      const x = theta[sampled[axis]!]!;
      const w = free[axis]!;
      total += prior.logDensity(x) + transform.logJacobian(w, x);
      gradient[axis] =
        (byTheta[sampled[axis]!]! + prior.derivative(x)) * transform.slope(w, x) + transform.logJacobianSlope(w, x);
    }
    for (const level of levels) total += level.pullBack(free, theta, gradient);
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
