import { mmmDensity, type SamplingDensity } from './density.ts';
import { marginalDensity } from './marginalDensity.ts';
import type { MmmModel } from './model.ts';

/** The density to sample a model by: with its linear part integrated out where every prior of it is normal, else as it is.
 *  Both are the same posterior. */
export function samplingDensity(model: MmmModel): SamplingDensity {
  const { parameters, layout } = model;
  const linear = [layout.intercept, ...layout.gamma];
  if (linear.every((i) => parameters[i]!.prior.family === 'normal')) return marginalDensity(model);
  const { dimension, logDensity, constrain } = mmmDensity(model);
  return {
    dimension,
    logDensity,
    nameOf: (axis) => parameters[axis]!.name,
    complete: (u, _, out) => constrain(u, out),
  };
}
