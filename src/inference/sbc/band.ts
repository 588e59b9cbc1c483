import { type Bounds, bandCoverage, pointwiseBounds } from './bandCoverage.ts';

/** A simultaneous band for the empirical distribution function of N uniform ranks at z_i = i/K. */
export type EcdfBand = Bounds & {
  readonly N: number;
  readonly K: number;
  /** pointwise error at each z_i */
  readonly gamma: number;
  /** what γ gives: the level, or as little above it as whole counts allow */
  readonly coverage: number;
};

/** γ is found to this relative precision. Counts are whole, so coverage moves in steps and more digits change nothing. */
const PRECISION = 1e-7;

const known = new Map<string, EcdfBand>();

/** The band of the largest γ that still holds all K counts with probability `level`. Remembered: a study asks again.
 *  @param N ranks, 1 or more
 *  @param K points, 2 or more
 *  @param level between 0 and 1, e.g. 1 − .05/Q for Q quantities
 *  @see statistics.md §6; Säilynoja, Bürkner & Vehtari (2022) */
export function ecdfBand(N: number, K: number, level: number): EcdfBand {
  if (!(Number.isInteger(N) && N >= 1)) throw new RangeError(`ecdfBand: N = ${N}, allowed is a whole number from 1`);
  if (!(Number.isInteger(K) && K >= 2)) throw new RangeError(`ecdfBand: K = ${K}, allowed is a whole number from 2`);
  if (!(level > 0 && level < 1)) throw new RangeError(`ecdfBand: level = ${level}, allowed is 0 < level < 1`);
  const key = `${N}/${K}/${level}`;
  const band = known.get(key) ?? findBand(N, K, level);
  known.set(key, band);
  return band;
}

function findBand(N: number, K: number, level: number): EcdfBand {
  const at = (gamma: number): EcdfBand => {
    const bounds = pointwiseBounds(N, K, gamma);
    return { N, K, gamma, coverage: bandCoverage(N, K, bounds), ...bounds };
  };
  // by Bonferroni an error of (1 − level)/K at each point is small enough; bisection on the logarithm from there
  let inside = at((1 - level) / K);
  let outside = 1;
  while (outside / inside.gamma > 1 + PRECISION) {
    const middle = at(Math.sqrt(inside.gamma * outside));
    if (middle.coverage >= level) inside = middle;
    else outside = middle.gamma;
  }
  return inside;
}
