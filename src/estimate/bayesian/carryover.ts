import { convolve, correlate } from './convolution.ts';
import type { ModelChannel } from './model.ts';

/** The adstock of one channel at the current parameters, and the way back through it. */
export type Carryover = {
  /** weights at the current parameters, normalized where the channel says so; kept up only by `convolution` */
  readonly weights: () => Float64Array;
  /** adstocked `source` at the last out.length periods */
  readonly forward: (p: Float64Array, source: Float64Array, out: Float64Array) => void;
  /** derivatives in the adstock's parameters, given those in the adstocked values; after `forward` with the same source */
  readonly backward: (source: Float64Array, by: Float64Array, byParameter: Float64Array) => void;
};

type Settings = Pick<ModelChannel, 'adstock' | 'maxLag' | 'normalize'>;

/** By a curve's own recursion, which carries its derivatives along. */
export function recursion({ adstock, maxLag, normalize }: Settings, periods: number): Carryover {
  const derivatives = adstock.parameters.map(() => new Float64Array(periods));
  const carry = adstock.carry!;
  return {
    weights: () => new Float64Array(0),
    forward: (p, source, out) => carry(source, p, maxLag, normalize, out, derivatives),
    backward: (_, by, byParameter) => {
      for (let j = 0; j < derivatives.length; j++) {
        const derivative = derivatives[j]!;
        let sum = 0;
        for (let t = 0; t < by.length; t++) sum += by[t]! * derivative[t]!;
        byParameter[j] = sum;
      }
    },
  };
}

/** By its weights, for every curve. */
export function convolution({ adstock, maxLag, normalize }: Settings): Carryover {
  const byWeight = new Float64Array(maxLag);
  let p = new Float64Array(0);
  let weights = new Float64Array(maxLag);
  let total = 1;
  return {
    weights: () => weights,
    forward: (at, source, out) => {
      p = at as Float64Array<ArrayBuffer>;
      weights = adstock.weights(p, maxLag) as Float64Array<ArrayBuffer>;
      if (normalize) {
        total = 0;
        for (let l = 0; l < maxLag; l++) total += weights[l]!;
        for (let l = 0; l < maxLag; l++) weights[l]! /= total;
      }
      convolve(source, weights, out);
    },
    /** d/dθ of the normalized weights is (w′ − w·Σw′)/Σ, folded into the sum over lags */
    backward: (source, by, byParameter) => {
      if (byParameter.length === 0) return;
      correlate(source, by, byWeight);
      const gradients = adstock.weightGradients(p, maxLag);
      for (let j = 0; j < byParameter.length; j++) {
        const g = gradients[j]!;
        let drift = 0;
        if (normalize) for (let l = 0; l < maxLag; l++) drift += g[l]!;
        let sum = 0;
        for (let l = 0; l < maxLag; l++) sum += byWeight[l]! * (g[l]! - weights[l]! * drift);
        byParameter[j] = normalize ? sum / total : sum;
      }
    },
  };
}
