import { log } from '../../core/math.ts';
import type { Stream } from '../../core/random/stream.ts';
import type { LogDensity } from '../../inference/hmc/types.ts';
import { channelTerm } from './channelTerm.ts';
import type { MmmModel } from './model.ts';

const LOG_SQRT_2PI = 0.9189385332046727;

/** The log posterior on the unconstrained scale, and the same model read at given parameters. */
export type MmmDensity = {
  readonly dimension: number;
  /** log density with its constants and Jacobian; gradient with respect to the unconstrained vector */
  readonly logDensity: LogDensity;
  /** unconstrained → parameters in the model's order */
  readonly constrain: (u: Float64Array, out: Float64Array) => void;
  /** T means of the outcome at the given parameters */
  readonly mean: (parameters: Float64Array, out: Float64Array) => void;
  /** T log likelihoods at the given parameters */
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

/** Fused log density and gradient: one pass a channel forward, one back. All work space is allocated here. */
export function mmmDensity(model: MmmModel): MmmDensity {
  const { y, columns, parameters, layout } = model;
  const T = y.length;
  const n = parameters.length;
  const theta = new Float64Array(n);
  const byTheta = new Float64Array(n);
  const mu = new Float64Array(T);
  const byMean = new Float64Array(T);
  const terms = model.channels.map((channel, m) =>
    channelTerm(channel, model.history, T, {
      beta: layout.beta[m]!,
      adstock: layout.adstock[m]!,
      saturation: layout.saturation[m]!,
    }),
  );

  const constrain = (u: Float64Array, out: Float64Array): void => {
    for (let i = 0; i < n; i++) out[i] = parameters[i]!.transform.constrain(u[i]!);
  };

  const mean = (at: Float64Array, out: Float64Array): void => {
    out.fill(at[layout.intercept]!);
    for (let c = 0; c < columns.length; c++) {
      const { values } = columns[c]!;
      const gamma = at[layout.gamma[c]!]!;
      for (let t = 0; t < T; t++) out[t]! += gamma * values[t]!;
    }
    for (const term of terms) term.forward(at, out);
  };

  const logDensity: LogDensity = (u, gradient) => {
    constrain(u, theta);
    mean(theta, mu);
    const sigma = theta[layout.sigma]!;
    const precision = 1 / (sigma * sigma);
    let squares = 0;
    let residuals = 0;
    for (let t = 0; t < T; t++) {
      const residual = y[t]! - mu[t]!;
      squares += residual * residual;
      residuals += residual;
      byMean[t] = residual * precision;
    }
    byTheta[layout.intercept] = residuals * precision;
    byTheta[layout.sigma] = (squares * precision - T) / sigma;
    for (let c = 0; c < columns.length; c++) {
      const { values } = columns[c]!;
      let sum = 0;
      for (let t = 0; t < T; t++) sum += byMean[t]! * values[t]!;
      byTheta[layout.gamma[c]!] = sum;
    }
    for (const term of terms) term.backward(theta, byMean, byTheta);

    let total = -T * (log(sigma) + LOG_SQRT_2PI) - 0.5 * squares * precision;
    for (let i = 0; i < n; i++) {
      const { prior, transform } = parameters[i]!;
      const x = theta[i]!;
      total += prior.logDensity(x) + transform.logJacobian(u[i]!, x);
      gradient[i] =
        (byTheta[i]! + prior.derivative(x)) * transform.slope(u[i]!, x) + transform.logJacobianSlope(u[i]!, x);
    }
    return total;
  };

  const logLikelihood = (at: Float64Array, out: Float64Array): void => {
    mean(at, out);
    const sigma = at[layout.sigma]!;
    const constant = -log(sigma) - LOG_SQRT_2PI;
    for (let t = 0; t < T; t++) {
      const z = (y[t]! - out[t]!) / sigma;
      out[t] = constant - 0.5 * z * z;
    }
  };

  return { dimension: n, logDensity, constrain, mean, logLikelihood };
}
