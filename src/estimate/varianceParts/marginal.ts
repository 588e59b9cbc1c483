import { exp, log } from '../../core/math.ts';
import type { LogDensity } from '../../inference/hmc/types.ts';
import type { Prior } from '../../inference/priors/prior.ts';
import { givenVariances } from './given.ts';
import type { Reduced } from './reduced.ts';

/** Laws of what is not linear. */
export type VariancePriors = {
  /** one a parent */
  readonly spreads: readonly Prior[];
  readonly sigma: Prior;
  /** where log τ_p and log σ are 0 on the sampler's axes: its starts lie within e² of these */
  readonly units: { readonly spreads: Float64Array; readonly sigma: number };
};

/** Spreads and σ of a point of the sampler: τ_p = unit·exp(u_p), σ = unit·exp(u_P). */
export function variancesAt(u: Float64Array, { units }: VariancePriors, spreads: Float64Array): number {
  for (let p = 0; p < spreads.length; p++) spreads[p] = units.spreads[p]! * exp(u[p]!);
  return units.sigma * exp(u[spreads.length]!);
}

/** Log posterior of (log τ_1 … log τ_P, log σ) with every linear coefficient integrated out:
 *
 *      log p(y|τ, σ) = −(df − C)·log σ − ½·log det K − ½·(s − ẑᵀDb)/σ² + constant.
 *
 *  Its slope along log τ_p is the sum over the parent's campaigns of E[z_c²|y, τ, σ] − 1, by Fisher's identity. Allocates nothing
 *  when called.
 *  @see Harville (1977), Maximum likelihood approaches to variance component estimation */
export function marginalDensity(reduced: Reduced, priors: VariancePriors): LogDensity {
  const { cross, square, df, parents, parentOf } = reduced;
  const C = cross.length;
  const given = givenVariances(reduced);
  const { factor, scale, center } = given;
  const spreads = new Float64Array(parents);
  const column = new Float64Array(C);
  /** (K⁻¹)_cc, the squared length of column c of L⁻¹ */
  const inverseDiagonal = (c: number): number => {
    column.fill(0, c);
    column[c] = 1;
    let total = 0;
    for (let j = c; j < C; j++) {
      const value = column[j]! / factor[j + j * C]!;
      total += value * value;
      // down a column of L, which stands in memory as it is read
      for (let i = j + 1; i < C; i++) column[i]! -= value * factor[i + j * C]!;
    }
    return total;
  };
  return (u, gradient) => {
    const sigma = variancesAt(u, priors, spreads);
    if (!given.at(spreads, sigma)) return Number.NEGATIVE_INFINITY;
    const variance = sigma * sigma;
    let value = -(df - C) * log(sigma);
    let misfit = square;
    let bySigma = 0;
    gradient.fill(0);
    for (let c = 0; c < C; c++) {
      value -= log(factor[c + c * C]!);
      misfit -= center[c]! * scale[c]! * cross[c]!;
      const meanSquare = center[c]! * center[c]! + variance * inverseDiagonal(c);
      gradient[parentOf[c]!]! += meanSquare - 1;
      bySigma += 1 - meanSquare;
    }
    value -= misfit / (2 * variance);
    gradient[parents] = misfit / variance + bySigma - df;
    for (let p = 0; p < parents; p++) {
      value += priors.spreads[p]!.logDensity(spreads[p]!) + u[p]!;
      gradient[p]! += spreads[p]! * priors.spreads[p]!.derivative(spreads[p]!) + 1;
    }
    gradient[parents]! += sigma * priors.sigma.derivative(sigma) + 1;
    return value + priors.sigma.logDensity(sigma) + u[parents]!;
  };
}
