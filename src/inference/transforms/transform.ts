import { exp, log, sigmoid } from '../../core/math.ts';

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
};

const identity: Transform = {
  constrain: (u) => u,
  free: (x) => x,
  slope: () => 1,
  logJacobian: () => 0,
  logJacobianSlope: () => 0,
};

const above = (lower: number): Transform => ({
  constrain: (u) => lower + exp(u),
  free: (x) => log(x - lower),
  slope: (_, x) => x - lower,
  logJacobian: (u) => u,
  logJacobianSlope: () => 1,
});

const below = (upper: number): Transform => ({
  constrain: (u) => upper - exp(u),
  free: (x) => log(upper - x),
  slope: (_, x) => x - upper,
  logJacobian: (u) => u,
  logJacobianSlope: () => 1,
});

const between = (lower: number, upper: number): Transform => {
  const width = upper - lower;
  const logWidth = log(width);
  return {
    constrain: (u) => lower + width * sigmoid(u),
    free: (x) => log((x - lower) / (upper - x)),
    // from x itself: no exp beside the one that x took
    slope: (_, x) => ((x - lower) * (upper - x)) / width,
    logJacobian: (u) => {
      const a = Math.abs(u);
      return logWidth - a - 2 * log(1 + exp(-a));
    },
    logJacobianSlope: (_, x) => (lower + upper - 2 * x) / width,
  };
};

/** The transform onto the open interval (lower, upper), either end possibly infinite. */
export function transformOnto([lower, upper]: readonly [number, number]): Transform {
  if (lower === -Infinity) return upper === Infinity ? identity : below(upper);
  return upper === Infinity ? above(lower) : between(lower, upper);
}
