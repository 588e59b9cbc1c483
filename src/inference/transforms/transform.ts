import { logOfOnePlus } from '../../core/math/logOfOnePlus.ts';
import { exp, expm1, log, sigmoid, softplus } from '../../core/math.ts';
import { bend, bendSlope, bendSlopeChange, unbend } from './bend.ts';

/** A one-to-one map from the real line onto a parameter's support, so that a sampler never meets a border. */
export type Transform = {
  /** u → x */
  readonly constrain: (u: number) => number;
  /** x → u */
  readonly free: (x: number) => number;
  /** dx/du, given u and x(u) */
  readonly slope: (u: number, x: number) => number;
  /** log |dx/du|, given u and x(u) */
  readonly logJacobian: (u: number, x: number) => number;
  /** d log |dx/du| / du, given u and x(u) */
  readonly logJacobianSlope: (u: number, x: number) => number;
  /** x, dx/du, log |dx/du| and its derivative into out[at], out[at + 1], …: all four for little more than one. For hot loops;
   *  allocates nothing */
  readonly evaluate: (u: number, out: Float64Array, at: number) => void;
};

function write(out: Float64Array, at: number, x: number, slope: number, logJacobian: number, change: number): void {
  out[at] = x;
  out[at + 1] = slope;
  out[at + 2] = logJacobian;
  out[at + 3] = change;
}

const identity: Transform = {
  constrain: (u) => u,
  free: (x) => x,
  slope: () => 1,
  logJacobian: () => 0,
  logJacobianSlope: () => 0,
  evaluate: (u, out, at) => write(out, at, u, 1, 0, 0),
};

const above = (lower: number): Transform => ({
  constrain: (u) => lower + exp(u),
  free: (x) => log(x - lower),
  slope: (_, x) => x - lower,
  logJacobian: (u) => u,
  logJacobianSlope: () => 1,
  evaluate: (u, out, at) => {
    const e = exp(u);
    write(out, at, lower + e, e, u, 1);
  },
});

const below = (upper: number): Transform => ({
  constrain: (u) => upper - exp(u),
  free: (x) => log(upper - x),
  slope: (_, x) => x - upper,
  logJacobian: (u) => u,
  logJacobianSlope: () => 1,
  evaluate: (u, out, at) => {
    const e = exp(u);
    write(out, at, upper - e, -e, u, 1);
  },
});

/** Nearly the normal distribution function. Where the logistic one has tails of e^u, in which a sampler goes far for nothing
 *  (a retention that the data leave near 0), these are normal. */
const between = (lower: number, upper: number): Transform => {
  const width = upper - lower;
  const logWidth = log(width);
  return {
    constrain: (u) => lower + width * sigmoid(bend(u)),
    free: (x) => unbend(log((x - lower) / (upper - x))),
    // from x itself: no exp beside the one that x took
    slope: (u, x) => (((x - lower) * (upper - x)) / width) * bendSlope(u),
    logJacobian: (u) => {
      const a = Math.abs(bend(u));
      return logWidth - a - 2 * log(1 + exp(-a)) + log(bendSlope(u));
    },
    logJacobianSlope: (u, x) => ((lower + upper - 2 * x) / width) * bendSlope(u) + bendSlopeChange(u) / bendSlope(u),
    evaluate: (u, out, at) => {
      const v = bend(u);
      const steep = bendSlope(u);
      const e = exp(-Math.abs(v));
      const d = 1 / (1 + e);
      const [below, above] = v >= 0 ? [d, e * d] : [e * d, d];
      const logJacobian = logWidth - Math.abs(v) + log(d * d * steep);
      const change = (above - below) * steep + bendSlopeChange(u) / steep;
      write(out, at, lower + width * below, width * below * above * steep, logJacobian, change);
    },
  };
};

/** Onto (0, ∞): nearly −log Φ(−u), in which an exponential or gamma variable is nearly normal, while its logarithm has a long
 *  tail towards 0. For parameters whose prior has mass down to 0. */
export const positive: Transform = {
  constrain: (u) => softplus(bend(u)),
  // log(e^x − 1), which is x − e^(−x) where e^x would overflow
  free: (x) => unbend(x > 30 ? x - exp(-x) : log(expm1(x))),
  // 1 − e^(−x) = e^(bend − x)
  slope: (u, x) => exp(bend(u) - x) * bendSlope(u),
  logJacobian: (u, x) => bend(u) - x + log(bendSlope(u)),
  logJacobianSlope: (u, x) => exp(-x) * bendSlope(u) + bendSlopeChange(u) / bendSlope(u),
  evaluate: (u, out, at) => {
    const v = bend(u);
    const steep = bendSlope(u);
    const e = exp(-Math.abs(v));
    const d = 1 / (1 + e);
    const x = v > 0 ? v + logOfOnePlus(e) : logOfOnePlus(e);
    const sigmoid = v >= 0 ? d : e * d;
    write(out, at, x, sigmoid * steep, v - x + log(steep), (1 - sigmoid) * steep + bendSlopeChange(u) / steep);
  },
};

/** The transform onto the open interval (lower, upper), either end possibly infinite. */
export function transformOnto([lower, upper]: readonly [number, number]): Transform {
  if (lower === -Infinity) return upper === Infinity ? identity : below(upper);
  return upper === Infinity ? above(lower) : between(lower, upper);
}
