import type { LogDensity } from '../../inference/hmc/types.ts';
import { channelTerm } from './channelTerm.ts';
import type { SamplingDensity } from './density.ts';
import { effectLevel } from './effectLevel.ts';
import { linearPart } from './linearPart.ts';
import type { MmmModel } from './model.ts';

/** The posterior with intercept and column coefficients integrated out; their priors must be normal.
 *  Fused value and gradient: one pass a channel forward, one back. All work space is allocated here. */
export function marginalDensity(model: MmmModel): SamplingDensity {
  const { y, columns, parameters, layout, channels, history } = model;
  const T = y.length;
  const linear = [layout.intercept, ...layout.gamma];
  const sampled = parameters.map((_, i) => i).filter((i) => !linear.includes(i));
  const n = sampled.length;
  const axisOf = new Map(sampled.map((i, axis) => [i, axis]));
  const theta = new Float64Array(parameters.length);
  const byTheta = new Float64Array(parameters.length);
  const free = new Float64Array(n);
  const mean = new Float64Array(T);
  const residual = new Float64Array(T);
  const byMean = new Float64Array(T);
  const part = linearPart(
    [new Float64Array(T).fill(1), ...columns.map(({ values }) => values)],
    linear.map((i) => parameters[i]!.prior.parameters[0]!),
    linear.map((i) => parameters[i]!.prior.parameters[1]!),
  );
  const target = y.map((value, t) => value - part.priorMean[t]!);
  const places = channels.map((_, m) => ({
    beta: layout.beta[m]!,
    adstock: layout.adstock[m]!,
    saturation: layout.saturation[m]!,
  }));
  const terms = channels.map((channel, m) => channelTerm(channel, history, T, places[m]!));
  const levels = channels.map((channel, m) => effectLevel(channel, history, parameters, places[m]!, axisOf));

  /** sampler's coordinates → parameters (theta) and their own unconstrained values (free) */
  const constrain = (u: Float64Array): void => {
    free.set(u);
    for (let axis = 0; axis < n; axis++) {
      const i = sampled[axis]!;
      theta[i] = parameters[i]!.transform.constrain(free[axis]!);
    }
    for (const level of levels) level.apply(free, theta);
  };

  const residuals = (): void => {
    mean.fill(0);
    for (const term of terms) term.forward(theta, mean);
    for (let t = 0; t < T; t++) residual[t] = target[t]! - mean[t]!;
  };

  const logDensity: LogDensity = (u, gradient) => {
    constrain(u);
    residuals();
    const sigma = theta[layout.sigma]!;
    let total = part.logDensity(residual, sigma * sigma, byMean);
    byTheta[layout.sigma] = 2 * sigma * part.byVariance();
    for (const term of terms) term.backward(theta, byMean, byTheta);
    for (let axis = 0; axis < n; axis++) {
      const i = sampled[axis]!;
      const { prior, transform } = parameters[i]!;
      const x = theta[i]!;
      const w = free[axis]!;
      total += prior.logDensity(x) + transform.logJacobian(w, x);
      gradient[axis] = (byTheta[i]! + prior.derivative(x)) * transform.slope(w, x) + transform.logJacobianSlope(w, x);
    }
    for (const level of levels) level.pullBack(free, theta, gradient);
    return total;
  };

  const coefficients = new Float64Array(linear.length);
  return {
    dimension: n,
    logDensity,
    nameOf: (axis) => parameters[sampled[axis]!]!.name,
    complete: (u, stream, out) => {
      constrain(u);
      residuals();
      const sigma = theta[layout.sigma]!;
      part.draw(residual, sigma * sigma, stream, coefficients);
      out.set(theta);
      linear.forEach((i, c) => {
        out[i] = coefficients[c]!;
      });
    },
  };
}
