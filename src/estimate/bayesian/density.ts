import { addScaled, dot } from '../../core/linalg/products.ts';
import type { Stream } from '../../core/random/stream.ts';
import type { LogDensity } from '../../inference/hmc/types.ts';
import { mediaTerms } from './channelTerms.ts';
import { coordinates } from './coordinates.ts';
import { liftTerm } from './lift/liftTerm.ts';
import { errorParameters, type MmmModel } from './model.ts';

/** The log posterior on the unconstrained scale, and the same model read at given parameters. */
export type MmmDensity = {
  readonly dimension: number;
  /** log density with its constants and Jacobian; gradient with respect to the unconstrained vector */
  readonly logDensity: LogDensity;
  /** unconstrained → parameters in the model's order */
  readonly constrain: (u: Float64Array, out: Float64Array) => void;
  /** T means of the outcome at the given parameters */
  readonly mean: (parameters: Float64Array, out: Float64Array) => void;
  /** T log likelihoods at the given parameters, each given the periods before it */
  readonly logLikelihood: (parameters: Float64Array, out: Float64Array) => void;
};

/** What the sampler sees: the posterior of some of the parameters on the real line. The others, if any, are integrated out
 *  and drawn exactly afterwards. */
export type SamplingDensity = {
  readonly dimension: number;
  readonly logDensity: LogDensity;
  /** name of an axis, for errors */
  readonly nameOf: (axis: number) => string;
  /** a draw of the sampler to all parameters in the model's order; `stream` draws what was integrated out */
  readonly complete: (u: Float64Array, stream: Stream, out: Float64Array) => void;
};

/** All parameters, each on its own transform: the model as it is written, which other coordinates are held against.
 *  All work space is allocated here. */
export function mmmDensity(model: MmmModel): MmmDensity {
  const { y, columns, parameters, layout, errors } = model;
  const T = y.length;
  const n = parameters.length;
  const at = coordinates(
    model,
    parameters.map((_, i) => i),
    'own',
  );
  const { theta } = at;
  const byTheta = new Float64Array(n);
  const residual = new Float64Array(T);
  const byMean = new Float64Array(T);
  const scatter = errorParameters(model, theta);
  const byScatter = errorParameters(model, byTheta);
  const terms = mediaTerms(model);
  const lifts = liftTerm(model);

  const mean = (point: Float64Array, out: Float64Array): void => {
    out.fill(point[layout.intercept]!);
    for (let c = 0; c < columns.length; c++) addScaled(point[layout.gamma[c]!]!, columns[c]!.values, 0, out, 0, T);
    for (const term of terms) term.forward(point, out);
  };

  const residuals = (point: Float64Array, out: Float64Array): void => {
    mean(point, out);
    for (let t = 0; t < T; t++) out[t] = y[t]! - out[t]!;
  };

  const logDensity: LogDensity = (u, gradient) => {
    at.constrain(u);
    residuals(theta, residual);
    const likelihood = errors.logDensity(residual, scatter, byMean, byScatter);
    let byIntercept = 0;
    for (let t = 0; t < T; t++) byIntercept += byMean[t]!;
    byTheta[layout.intercept] = byIntercept;
    for (let c = 0; c < columns.length; c++) byTheta[layout.gamma[c]!] = dot(byMean, 0, columns[c]!.values, 0, T);
    for (const term of terms) term.backward(theta, byMean, byTheta);
    const measured = lifts === null ? 0 : lifts(theta, byTheta);
    return likelihood + at.priors(byTheta, gradient) + measured;
  };

  return {
    dimension: n,
    logDensity,
    constrain: (u, out) => {
      at.constrain(u);
      out.set(theta);
    },
    mean,
    logLikelihood: (point, out) => {
      residuals(point, out);
      errors.logLikelihood(out, errorParameters(model, point), out);
    },
  };
}
